"""Templates may use `words` (of the interface), `colophon` (pages at the foot) and `status` (a path)."""

from mkdocs_concord.template_globals import on_env, on_nav

__all__ = ["on_env", "on_nav"]
