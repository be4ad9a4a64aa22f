"""Each language is searched by itself: an index of its own, and pages that ask for that one."""

from mkdocs_concord.search import on_config, on_env, on_page_markdown, on_post_build

__all__ = ["on_config", "on_env", "on_page_markdown", "on_post_build"]
