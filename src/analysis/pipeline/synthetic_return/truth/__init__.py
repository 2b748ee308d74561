"""What is true of made-up children on a day, counted one child after the other."""
