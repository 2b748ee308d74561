"""The children looked after return (SSDA903): its tables, codes, breaks and what can be wrong."""
