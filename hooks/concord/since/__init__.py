"""What differs from a git commit: the sections that were touched, and agreed texts that no commit would have."""
