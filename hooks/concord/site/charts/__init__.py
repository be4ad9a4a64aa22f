"""A picture of the registry → a figure: its drawing as SVG, the words for who does not see it, the table behind it."""
