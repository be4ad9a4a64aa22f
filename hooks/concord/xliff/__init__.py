"""Sections that are behind → an XLIFF file for a translation tool, and the translated file → the pages."""
