"""The translation status page: where each language stands, and what it has to follow."""
