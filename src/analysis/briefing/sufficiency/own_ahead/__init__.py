"""The years to come as the council's own histories tell them: numbers, homes, decisions, record."""
