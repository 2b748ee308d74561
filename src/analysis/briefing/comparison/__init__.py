"""The comparison's sections, a file each: a region's authorities, or a set, beside one another."""
