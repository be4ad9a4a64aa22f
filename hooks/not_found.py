"""Each language has a page for addresses that lead nowhere."""

from mkdocs_concord.not_found import on_post_template, on_template_context

__all__ = ["on_post_template", "on_template_context"]
