"""A council's strategy as a file: its shape, its faults, a template, its calendar."""
