"""A council's own quarterly figures: process limits, rules, rare events, targets."""
