"""The site has files for other systems: titles, facts, sitemap, redirects, llms.txt."""

from mkdocs_concord.downloads import on_config, on_files, on_nav, on_post_build

__all__ = ["on_config", "on_files", "on_nav", "on_post_build"]
