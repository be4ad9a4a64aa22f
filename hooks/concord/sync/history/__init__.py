"""Hash of an agreed text → the text, from git's history."""
