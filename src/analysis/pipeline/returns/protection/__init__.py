"""Which figures of a return may be told, beside all that was told before."""
