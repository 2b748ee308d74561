"""Charts of one period: an area beside others, or its parts beside one another."""
