"""`mkdocs serve` on a guide, as a process of its own, and what it serves."""

import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from commands import BIN, ENVIRONMENT
from servers import free_port

BANNER = re.compile(r"<pre[^>]*data-concord-banner[^>]*>(.*?)</pre>", re.DOTALL)
_RELOADING = re.compile(rb"<script>\s*var livereload = .*?livereload\((\d+), \d+\);\s*</script>", re.DOTALL)
_BANNER = re.compile(BANNER.pattern.encode(), re.DOTALL)
_BUILDING = b"Building documentation..."  # MkDocs leaves out that it has built where an earlier build took as long


class Preview:
    """A preview that is running.

    Attributes:
        address: Its address, without a slash at the end.
    """

    def __init__(self, port: int, folder: Path) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self._folder = folder

    def get(self, path: str) -> bytes | None:
        """The file at `path`, without what the preview adds to it; None where there is none."""
        try:
            with urlopen(f"{self.address}/{path}", timeout=60) as answer:
                return _BANNER.sub(b"", _RELOADING.sub(b"", answer.read()))
        except HTTPError:
            return None

    def epoch(self) -> int:
        """The number of the state that a browser which opens a page now is told to wait for a change of."""
        with urlopen(f"{self.address}/", timeout=60) as answer:
            found = _RELOADING.search(answer.read())
        assert found, "a page does not reload by itself"
        return int(found[1])

    def follows(self, edit: Callable[[], object]) -> None:
        """Runs `edit` and waits until browsers are told that something has changed."""
        before = self.epoch()
        edit()
        wait_until(lambda: self.epoch() != before)

    def builds(self) -> int:
        """How many times a build of the whole site has begun."""
        return (self._folder / "log").read_bytes().count(_BUILDING)

    def builds_whole(self, edit: Callable[[], object]) -> None:
        """Runs `edit` and waits until the whole site has been built."""
        before = self.builds()
        edit()
        wait_until(lambda: self.builds() > before)
        self.epoch()  # is answered when the build is over

    def files(self) -> dict[str, bytes]:
        """All files of the site as they lie on the disk, by their paths. After a whole build they are new."""
        [site] = (path for path in self._folder.glob("mkdocs_*") if not path.name.startswith("mkdocs_last_"))
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@contextmanager
def preview(
    tree: Path, folder: Path, *options: str, observer: str = "native", code: str | None = None
) -> Iterator[Preview]:
    """A preview of the guide `tree`, once it has its first page; `folder` takes what it writes.

    Args:
        tree: The guide.
        folder: A folder that exists.
        options: Those of `mkdocs serve`.
        observer: What tells it of changes.
        code: The folder with the code to run, in place of the one that is installed.
    """
    port = free_port()
    command = [str(BIN / "mkdocs"), "serve", "--dev-addr", f"127.0.0.1:{port}", *options]
    environment = {**ENVIRONMENT, "TMPDIR": str(folder), "PYTHONPATH": code or os.environ.get("PYTHONPATH", "")}
    environment["CONCORD_OBSERVER"] = observer
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=tree, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/", bool)
            yield Preview(port, folder)
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_until(holds: Callable[[], object], seconds: float = 240) -> None:
    """Waits for `holds`; a build takes a minute where the machine is busy."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "the preview did not follow"
        time.sleep(0.1)


def wait_for(address: str, holds: Callable[[str], bool], seconds: float = 240) -> str:
    """The page at `address`, with all that the preview adds to it, as soon as `holds` is true of it."""
    page = ""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=10) as answer:
                page = answer.read().decode()
        except HTTPError as error:
            page = error.read().decode()
        except (URLError, ConnectionError, TimeoutError):
            page = ""
        if page and holds(page):
            return page
        time.sleep(0.2)
    raise AssertionError(f"the preview did not come to show it; it showed: {page[:2000]}")
