"""What a text may hold: words that hurt, personal details, placeholders, unseen characters."""
