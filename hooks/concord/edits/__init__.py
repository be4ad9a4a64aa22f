"""Changes to files: fixes of findings, and the renaming of an entry of the registry."""
