"""The values of a return: dates, codes, numbers and texts, from text to the types of records."""
