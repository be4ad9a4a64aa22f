"""Changes to files: fixes of findings, and renames of registry entries."""
