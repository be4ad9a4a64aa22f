"""Style sheets and scripts are named by their content."""

from mkdocs_concord.asset_names import on_env, on_files

__all__ = ["on_env", "on_files"]
