"""`mkdocs serve` → a preview that stays up: the last good site, with a banner that lists the errors.

`PREVIEW` is the only state of the hooks that outlives a build.
"""

from dataclasses import dataclass, field

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from concord.site.theme.preview_banner import PreviewBanner

LOG = get_plugin_logger("concord")


@dataclass
class Preview:
    """The state of `mkdocs serve`.

    Attributes:
        is_running: Whether the command is `mkdocs serve`.
        has_site: Whether a first site has been built, which can stay up when a later build fails.
        banner: What the pages of the preview show above their content.
    """

    is_running: bool = False
    has_site: bool = False
    banner: PreviewBanner = field(default_factory=PreviewBanner)

    @property
    def is_first_build(self) -> bool:
        """Whether there is no site yet to fall back on, so that errors must not stop the build."""
        return self.is_running and not self.has_site


PREVIEW = Preview()


def on_startup(command: str, dirty: bool) -> None:
    """Notes whether MkDocs serves a preview or builds the site."""
    PREVIEW.is_running = command == "serve"


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Lets a failed build keep the last good site, and adds the banner to every page that is served.

    MkDocs calls this once, after the first build.
    """
    PREVIEW.has_site = True
    build = server.builder

    def build_or_keep_last_site() -> None:
        try:
            build()
        except MkDocsException as error:
            PREVIEW.banner.lines = PREVIEW.banner.lines or [str(error)]
            LOG.info("The preview shows the last site that was whole")

    server.builder = build_or_keep_last_site
    server.set_app(PREVIEW.banner.around(server.serve_request))
    return server
