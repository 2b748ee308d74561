"""What a page tells of a strategy: the whole, one reader's part, or what stands in for it."""
