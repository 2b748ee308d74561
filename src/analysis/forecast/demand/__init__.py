"""How many children there will be, of which ages, in which homes; and care leavers."""
