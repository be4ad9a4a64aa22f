"""Page versions in several languages → the sections, elements and blocks that correspond to one another."""
