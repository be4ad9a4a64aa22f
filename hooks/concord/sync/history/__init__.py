"""The hash of an agreed text → the text, out of git's history."""
