"""What a council counts each quarter: typed by people, and from its own return."""
