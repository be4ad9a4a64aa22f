"""What the head of a page says of it to machines, and what a reader is told where there is no page."""

from mkdocs_concord.metadata import on_page_context, on_post_page, on_post_template, on_template_context

__all__ = ["on_page_context", "on_post_page", "on_post_template", "on_template_context"]
