"""What only a council's own return can tell, and how it stands beside what is published."""
