"""The navigation of a language leaves out the pages that the language does not have yet."""

from mkdocs_concord.navigation import on_files

__all__ = ["on_files"]
