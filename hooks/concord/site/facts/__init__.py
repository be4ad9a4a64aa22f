"""A fact → its note at the foot of a page, its row in the table of all facts, and the citations of its sources."""
