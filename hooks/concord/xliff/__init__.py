"""Sections that are behind → an XLIFF 2 file for a translation tool, and the translated file → the pages."""
