"""Extensions of Python-Markdown that put the registry's data into a page."""
