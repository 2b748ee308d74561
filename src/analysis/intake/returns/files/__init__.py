"""The files of a return: where they are, of which year and authority, and what stands in them."""
