"""The page for young people: its cards, its words, and how old a reader must be."""
