"""Which sections, elements and blocks of a page's versions in several languages correspond to one another."""
