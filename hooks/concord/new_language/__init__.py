"""A language that is beginning → what it does not have yet, and what is wrong with its file in `languages/`."""
