"""Markdown files → `Corpus` of pages with sections, blocks, links and inline spans, each with line and column."""
