"""`mkdocs serve` keeps the last good site when a build fails, and lists the errors in a banner."""

from mkdocs_concord.preview import on_serve, on_startup

__all__ = ["on_serve", "on_startup"]
