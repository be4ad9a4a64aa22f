"""Each page of the finished site has a Content-Security-Policy."""

from mkdocs_concord.content_security_policy import on_config, on_env, on_post_build, on_post_page

__all__ = ["on_config", "on_env", "on_post_build", "on_post_page"]
