"""Files that a council keeps itself: quarterly figures, scenarios, fees, a series of its own."""
