"""What only a council's own return tells of groups: how it is counted, and what it means."""
