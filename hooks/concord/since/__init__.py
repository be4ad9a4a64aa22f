"""What a change since a git commit touches, and which agreed texts it would lose."""
