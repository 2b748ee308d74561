"""What the sufficiency report asks: need, places, the gap and the cost."""
