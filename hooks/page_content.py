"""The site has of each page what the check has judged, and shows titles as text."""

from mkdocs_concord.page_content import on_files, on_page_content, on_page_markdown

__all__ = ["on_files", "on_page_content", "on_page_markdown"]
