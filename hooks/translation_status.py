"""A page in each language shows where each section of each language stands."""

from mkdocs_concord.translation_status import on_config, on_post_template, on_template_context

__all__ = ["on_config", "on_post_template", "on_template_context"]
