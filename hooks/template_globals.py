"""What the templates need of ours, in the language of the pass: `words` of the interface, `colophon`, its pages."""

from mkdocs_concord.template_globals import on_env, on_nav

__all__ = ["on_env", "on_nav"]
