"""What a strategy's notebook asks of one authority: how far its priorities have come, and why."""
