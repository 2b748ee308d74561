"""What stands in the files that people open: words beside codes, and what each column means."""
