"""`mkdocs serve` on a guide: its address, and its pages once they show what a test waits for."""

import re
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from servers import free_port

BANNER = re.compile(r"<pre[^>]*data-concord-banner[^>]*>(.*?)</pre>", re.DOTALL)


@contextmanager
def preview(command: Sequence[str], tree: Path, environment: Mapping[str, str], log: Path) -> Iterator[str]:
    """The address of the preview of the guide in `tree`, which may still be building its first site.

    Args:
        command: What runs MkDocs.
        tree: The guide.
        environment: The environment of the process.
        log: The file that takes what MkDocs prints.
    """
    port = free_port()
    arguments = [*command, "serve", "--strict", "--dev-addr", f"127.0.0.1:{port}"]
    with log.open("wb") as output:
        process = subprocess.Popen(arguments, cwd=tree, env=environment, stdout=output, stderr=output)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_for(address: str, holds: Callable[[str], bool], seconds: float = 120) -> str:
    """The page at `address` as soon as `holds` is true of it; a build takes 40 seconds where the machine is busy."""
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
