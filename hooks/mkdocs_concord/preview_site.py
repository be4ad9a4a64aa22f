"""Changed files and requests of browsers → the site that `mkdocs serve` shows: built whole, or rendered on request."""

import posixpath
import shutil
from collections.abc import Callable, Iterable, Set
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from mkdocs.livereload import LiveReloadServer

from concord.site.theme.preview_banner import WsgiApp
from mkdocs_concord.failed_builds import succeeds
from mkdocs_concord.file_changes import FileChanges
from mkdocs_concord.preview_state import LOG, PREVIEW
from mkdocs_concord.site_on_request import SiteOnRequest
from mkdocs_concord.validation import report

_NO_SITE_YET = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>No site yet</title></head>\n'
_NO_SITE_YET += "<body><p>There is no site yet.</p></body></html>\n"


class PreviewSite:
    """The site of the preview, from its first build on.

    One lock is held by whatever builds or renders: MkDocs, its plugins and the hooks keep what they are at in objects
    that all threads share.
    """

    def __init__(self) -> None:
        self.changes = FileChanges()
        self._lock = Lock()
        self._edits = 0  # how often something has changed
        self._has_site = False  # that can stay up when a build fails
        self._on_request: SiteOnRequest | None = None  # where the last build succeeded

    def build(self, build: Callable[[], None], site: Path) -> None:
        """Runs `build`, which makes the site in the folder `site`; where it raises anything, the last site comes back.

        MkDocs empties the folder before it renders the first page.
        """
        self._on_request = None
        PREVIEW.kept.clear()
        PREVIEW.banner.lines = []
        with TemporaryDirectory(prefix="mkdocs_last_") as folder:
            last = Path(folder, "site")
            shutil.copytree(site, last)
            if succeeds(build):
                self._has_site, self._on_request = True, SiteOnRequest(dict(PREVIEW.kept))
            elif self._has_site:
                shutil.rmtree(site)
                shutil.copytree(last, site)
                LOG.info("The preview shows the last site that was whole")
            elif not (site / "index.html").exists():
                (site / "index.html").write_text(_NO_SITE_YET, encoding="utf-8")

    def update(self, server: LiveReloadServer, build: Callable[[], None]) -> None:
        """Brings the site up to date after a notice of a change; `build` is MkDocs' way, for all of it."""
        state: Any = server
        with self._lock:
            changed = self.changes.look(state._watched_paths)
            if changed:
                self._edits += 1
                if not self._takes(changed):
                    self.build(build, Path(server.root))
            else:
                state._wanted_epoch = state._visible_epoch  # so that no browser loads its page again

    def _takes(self, changed: Set[Path]) -> bool:
        """Whether the files `changed` leave the site as it is, but for what is in its files; if so, takes them over."""
        site = self._on_request
        if site is None or not all(map(site.is_content, changed)):
            return False
        LOG.info("Checking the guide after an edit")
        try:
            guide = PREVIEW.read_guide(site.guide.config.root)
            if not site.has_pages_of(guide):
                return False
            report(guide)
        except Exception as error:  # it will be raised in the build as well, which shows it
            LOG.debug("The whole site is built: %s", error)
            return False
        succeeds(lambda: site.edit(guide, changed), site.is_strict)
        LOG.info("The preview shows the edit")  # editors wait for this line
        return True

    def around(self, app: WsgiApp, mount_path: str) -> WsgiApp:
        """`app`, which serves the site below `mount_path`, with each file rendered before it is served."""

        def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if path.startswith("/livereload/") or not path.startswith(mount_path):
                return app(environ, start_response)
            edits = -1
            while edits != self._edits:  # another edit may have come before the file was read
                edits = self._refresh(_file_path(path.removeprefix(mount_path)))
                answers: list[Any] = []
                content = _read(app(environ, lambda *answer: answers.append(answer)))  # noqa: B023
            start_response(*answers[-1])
            return [content]

        return serve

    def _refresh(self, path: str) -> int:
        """Renders the file at `path` if it is old; returns the number of the edit that it is up to date with."""
        with self._lock:
            if site := self._on_request:
                succeeds(lambda: site.refresh(path), site.is_strict)
            return self._edits


def _file_path(path: str) -> str:
    """The file on the site that MkDocs' server looks for at a path below its root."""
    return posixpath.normpath("/" + path + ("index.html" if path.endswith("/") or not path else "")).lstrip("/")


def _read(body: Iterable[bytes]) -> bytes:
    """What an app answered, in one piece. Closes its file."""
    try:
        return b"".join(body)
    finally:
        if close := getattr(body, "close", None):
            close()
