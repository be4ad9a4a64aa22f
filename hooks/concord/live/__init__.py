"""A guide while its files are edited → its findings after each edit, at the cost of what depends on the edit."""
