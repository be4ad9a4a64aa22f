"""Markdown files → pages with sections, blocks and links, each with its line and column."""
