"""What is not valid in the theme's HTML is corrected."""

from mkdocs_concord.html_fixes import on_post_page

__all__ = ["on_post_page"]
