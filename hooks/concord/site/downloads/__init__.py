"""Titles and facts → files for other systems: JSON, CSV and TBX."""
