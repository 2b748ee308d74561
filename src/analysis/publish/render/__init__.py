"""One notebook to one page: executed, exported, laid out, checked, and made again."""
