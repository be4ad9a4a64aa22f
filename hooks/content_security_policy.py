"""Every page of the finished site says what may run in it. Not in the preview, which reloads by a script of its own."""

from mkdocs_concord.content_security_policy import on_post_build, on_post_page, on_startup

__all__ = ["on_post_build", "on_post_page", "on_startup"]
