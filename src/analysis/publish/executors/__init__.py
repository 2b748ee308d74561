"""Where pages are made: a process each, forked or spawned, here or on a cluster."""
