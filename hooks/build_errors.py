"""A build that fails says on one line why; its log has no control characters."""

from mkdocs_concord.build_errors import on_build_error, on_startup

__all__ = ["on_build_error", "on_startup"]
