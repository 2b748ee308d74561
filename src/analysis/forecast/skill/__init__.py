"""Would it have worked? Forecasts from earlier years, scored against what happened."""
