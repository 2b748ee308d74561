"""Spending to come: children, homes and prices, in the pounds of each year."""
