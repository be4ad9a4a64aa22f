"""A fact as the site shows it: its note, its row in the table of all facts, its citations."""
