"""The build does nothing twice that once is enough for: listing and compiling templates, looking for garbage."""

from mkdocs_concord.template_cache import on_config, on_env, on_post_build, on_startup

__all__ = ["on_config", "on_env", "on_post_build", "on_startup"]
