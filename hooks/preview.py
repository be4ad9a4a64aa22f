"""`mkdocs serve` follows every edit, and lists the errors in a banner."""

from mkdocs_concord.preview import on_env, on_nav, on_serve, on_startup

__all__ = ["on_env", "on_nav", "on_serve", "on_startup"]
