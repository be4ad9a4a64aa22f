"""A build whose languages disagree stops before its first page is rendered."""

from mkdocs_concord.validation import on_config, on_post_build

__all__ = ["on_config", "on_post_build"]
