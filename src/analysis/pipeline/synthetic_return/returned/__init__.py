"""From lives to returns: episodes, tables of a year in its codes, files, and faults on demand."""
