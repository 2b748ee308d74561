"""What a change would do to futures of a council, in children and in pounds."""
