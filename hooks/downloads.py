"""The site also carries files for other systems: its titles and facts, its pages, and where renamed pages have gone."""

from mkdocs_concord.downloads import on_config, on_files, on_nav

__all__ = ["on_config", "on_files", "on_nav"]
