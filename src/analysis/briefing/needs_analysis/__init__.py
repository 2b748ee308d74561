"""What the needs analysis asks of one authority."""
