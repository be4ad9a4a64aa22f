"""A chart of the registry → its figure in the page: a drawing (SVG), its description in words, and a table."""
