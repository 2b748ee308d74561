"""From an executed notebook to pages in their places."""
