"""What an authority's own return says of it, and the futures drawn from it, opened."""
