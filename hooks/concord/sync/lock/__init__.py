"""A language's sync.lock: its format, the file on disk, merge conflicts in it."""
