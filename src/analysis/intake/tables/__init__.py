"""What all readers of published tables share: the file, its sheets, labels, places and register."""
