"""What is read from and written to disk: git's objects, files, and the cache."""
