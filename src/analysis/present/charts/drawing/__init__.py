"""Lines and words on plain axes: the one room that draws, and the way into an Exhibit."""
