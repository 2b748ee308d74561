"""What a council's own return says of the months to come: futures, and how well they did before."""
