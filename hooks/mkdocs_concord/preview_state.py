"""`mkdocs serve` → what the hooks know of the preview; the only state of the hooks that outlives a build."""

from dataclasses import dataclass, field

from mkdocs.plugins import get_plugin_logger

from concord.site.theme.preview_banner import PreviewBanner
from mkdocs_concord.kept_pass import KeptPass

LOG = get_plugin_logger("concord")


@dataclass
class PreviewState:
    """The state of `mkdocs serve`.

    Attributes:
        is_running: Whether the command is `mkdocs serve`.
        banner: What the pages of the preview show above their content.
        kept: The passes of the last build, by their languages.
    """

    is_running: bool = False
    banner: PreviewBanner = field(default_factory=PreviewBanner)
    kept: dict[str, KeptPass] = field(default_factory=dict)


PREVIEW = PreviewState()
