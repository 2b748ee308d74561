"""Places that could be used, and how they came and went."""
