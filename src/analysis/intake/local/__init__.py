"""Files that a council keeps itself: quarterly figures, and a series of its own."""
