"""A tree of Markdown files that nobody prepared → where its languages lie."""
