"""What every room stands on: errors, places, column contracts, quarters, the built tables."""
