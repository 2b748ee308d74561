"""What the page for children and young people asks."""
