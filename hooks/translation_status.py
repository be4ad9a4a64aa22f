"""Where the languages stand, on a page in each of them, and below the headings of sections that another is ahead of."""

from mkdocs_concord.translation_status import on_config, on_env, on_page_markdown, on_post_template, on_template_context

__all__ = ["on_config", "on_env", "on_page_markdown", "on_post_template", "on_template_context"]
