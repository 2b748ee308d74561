"""How courses of children are drawn and counted, many futures at a time."""
