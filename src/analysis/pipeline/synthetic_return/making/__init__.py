"""Making up an authority: families come, children live in homes, and leave."""
