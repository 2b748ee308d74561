"""Charts of years to come: numbers, places, the gap, spending, and how good forecasts were."""
