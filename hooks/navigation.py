"""A language's navigation leads to the pages that the language has."""

from mkdocs_concord.navigation import on_files

__all__ = ["on_files"]
