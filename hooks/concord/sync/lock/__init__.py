"""The `sync.lock` of a language: its format, the file on disk, merge conflicts in it."""
