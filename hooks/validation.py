"""A build whose languages disagree stops before its first page is rendered."""

from mkdocs_concord.validation import on_config

__all__ = ["on_config"]
