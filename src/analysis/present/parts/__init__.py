"""What a page is made of: exhibits, tables, prose and records."""
