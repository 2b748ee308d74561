"""A strategy file read: its lines, its values, its shape, and every fault at once."""
