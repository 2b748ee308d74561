"""A council's own return (SSDA903): from records of children, which stay here, to counts."""
