"""What a browser makes of a page: a PDF, a picture of its charts."""
