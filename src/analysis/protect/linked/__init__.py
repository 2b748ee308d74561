"""Tables that share children, protected together: what is hidden, and an attack on it."""
