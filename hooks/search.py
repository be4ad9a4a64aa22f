"""Each language has a search index of its own."""

from mkdocs_concord.search import on_env, on_nav, on_page_markdown, on_post_build

__all__ = ["on_env", "on_nav", "on_page_markdown", "on_post_build"]
