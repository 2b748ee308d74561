"""What care costs and may come to cost: the pages for a cabinet member for finance."""
