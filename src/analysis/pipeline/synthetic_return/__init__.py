"""Made-up authorities: the return (SSDA903) of children who never lived, and the truth of them."""
