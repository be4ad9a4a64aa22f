"""`mkdocs serve` → a preview that stays up: the last good site, with a banner that lists the errors.

`PREVIEW` is the only state of the hooks that outlives a build.
"""

import logging
import shutil
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.commands import serve as serve_command
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from concord.site.theme.preview_banner import PreviewBanner
from concord.untrusted.printable import printable_lines
from mkdocs_concord.build_errors import reason

LOG = get_plugin_logger("concord")
_NO_SITE_YET = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>No site yet</title></head>\n'
_NO_SITE_YET += "<body><p>There is no site yet.</p></body></html>\n"


class LoggedProblems(logging.Handler):
    """Keeps the warnings and errors of MkDocs' log, since MkDocs' exceptions often only say that there were some."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the message of `record`."""
        self.messages.append(record.getMessage())

    def without(self, lines: Sequence[str]) -> list[str]:
        """The messages that are none of `lines`, before which the log puts the name of a plugin."""
        return [message for message in self.messages if not message.endswith(tuple(lines))]


@dataclass
class Preview:
    """The state of `mkdocs serve`.

    Attributes:
        is_running: Whether the command is `mkdocs serve`.
        has_site: Whether a site has been built, which can stay up when a later build fails.
        banner: What the pages of the preview show above their content.
    """

    is_running: bool = False
    has_site: bool = False
    banner: PreviewBanner = field(default_factory=PreviewBanner)

    @property
    def is_first_build(self) -> bool:
        """Whether there is no site yet to fall back on, so that errors must not stop the build."""
        return self.is_running and not self.has_site

    def attempt(self, build: Callable[[], None], site: Path) -> None:
        """Runs `build`, which makes the site in the folder `site`; where it raises anything, the last site comes back.

        MkDocs empties the folder before it renders the first page.
        """
        with TemporaryDirectory(prefix="mkdocs_last_") as folder:
            last = Path(folder, "site")
            shutil.copytree(site, last)
            if self._succeeds(build):
                self.has_site = True
            elif self.has_site:
                shutil.rmtree(site)
                shutil.copytree(last, site)
                LOG.info("The preview shows the last site that was whole")
            elif not (site / "index.html").exists():
                (site / "index.html").write_text(_NO_SITE_YET, encoding="utf-8")

    def _succeeds(self, build: Callable[[], None]) -> bool:
        """Runs `build`; where it raises anything, has the banner say why, and returns False."""
        problems = LoggedProblems()
        logging.getLogger("mkdocs").addHandler(problems)
        self.banner.lines = []
        try:
            build()
        except (Exception, SystemExit) as error:  # MkDocs' Abort is a SystemExit
            said = [*self.banner.lines, *problems.without(self.banner.lines)]
            lines = said if said and isinstance(error, Abort) else [*said, reason(error)]
            self.banner.lines = [printable_lines(line) for line in dict.fromkeys(lines)]
            LOG.info("This build failed: %s", reason(error))
            return False
        finally:
            logging.getLogger("mkdocs").removeHandler(problems)
        return True


PREVIEW = Preview()


def on_startup(command: str, dirty: bool) -> None:
    """Notes whether MkDocs serves a preview or builds the site; lets a preview survive its first build."""
    PREVIEW.is_running = command == "serve"
    if PREVIEW.is_running:
        command_module: Any = serve_command
        build: Callable[..., None] = command_module.build  # MkDocs has no event around it

        def first_build(config: MkDocsConfig, **options: Any) -> None:
            command_module.build = build
            _check_address(*config.dev_addr)
            PREVIEW.attempt(lambda: build(config, **options), Path(config.site_dir))

        command_module.build = first_build


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Lets a failed build keep the last good site, and adds the banner to every page that is served.

    MkDocs calls this once, after the first build.
    """
    build = server.builder

    server.builder = lambda: PREVIEW.attempt(build, Path(server.root))
    server.set_app(PREVIEW.banner.around(server.serve_request))
    return server


def _check_address(host: str, port: int) -> None:
    """Raises `MkDocsException`, before a build that takes long, where the preview cannot be served at its address."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as MkDocs will
            listener.bind((host, port))
    except (OSError, OverflowError) as error:
        reason, other = getattr(error, "strerror", None) or str(error), port % 65535 + 1
        raise MkDocsException(
            f"{host}:{port} cannot be used ({reason}); take another port: make serve PORT={other},"
            f" or mkdocs serve --dev-addr {host}:{other}"
        ) from error
