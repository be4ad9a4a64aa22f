"""The build collects garbage less often and compiles templates once instead of once per language."""

from mkdocs_concord.performance import on_env, on_startup

__all__ = ["on_env", "on_startup"]
