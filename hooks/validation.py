"""A build whose languages disagree does not happen."""

from mkdocs_concord.validation import on_config, on_post_build, on_serve, on_startup

__all__ = ["on_config", "on_post_build", "on_serve", "on_startup"]
