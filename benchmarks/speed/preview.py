"""How fast the preview follows: from the edit of a page to its bytes in the browser, against a build of the whole site.

    python -m benchmarks.speed.preview [polling|native|memory …]

Seconds are those of a clock, as whoever writes has them, so only the shares within one run say something; those of the
processor, beside them, leave out what else runs on the machine, and the wait for the notice of a change. A browser is
told of the edit and asks for the page then, and so does this.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.speed.check import BIN, clone

LANGUAGES = {"en": "", "de": "de/", "nl": "nl/"}
PAGES = ("pay/salary", "work/tasks", "role/reporting", "becoming/path", "adoption/figures", "countries", "questions")
SHARES = {"polling": 0.15, "native": 0.1}  # of a whole build, from the edit to the page
SHARE_OF_REGISTRY = 0.4
EDITS, GROWTH = 200, 1.1  # how often a page is edited, and what the memory may be afterwards, against that after ten
_EPOCH = re.compile(rb"livereload\((\d+), ")
_NUMBERS = count()


def main() -> int:
    """Prints what was asked for; the status is 1 where a figure is not what the project wants."""
    parts: dict[str, Callable[[], bool]] = {
        "polling": lambda: of_observer("polling"),
        "native": lambda: of_observer("native"),
        "memory": of_memory,
    }
    if unknown := sorted(set(sys.argv[1:]) - set(parts)):
        sys.exit(f"there is no part {unknown[0]!r}; there are: {', '.join(parts)}")
    results = [part() for name, part in parts.items() if name in (sys.argv[1:] or parts)]
    return int(not all(results))


class Spent(NamedTuple):
    """Seconds of a clock, and of the processor in the process of the preview."""

    clock: float
    processor: float


class Preview:
    """A preview of the guide `tree` that is running at `address`, as the process `id`."""

    def __init__(self, tree: Path, address: str, id: int) -> None:
        self.tree, self.address, self.id = tree, address, id

    def get(self, path: str) -> bytes:
        with urlopen(f"{self.address}/{path}", timeout=600) as answer:
            content: bytes = answer.read()
        return content

    def spent(self, file: str, edit: Callable[[str], str], path: str, shown: str) -> Spent:
        """From the edit of a file to the page at `path` with `shown` in it. The file is as it was afterwards."""
        before = (self.tree / file).read_text(encoding="utf-8")
        epoch = self._epoch(path)
        start, used = time.perf_counter(), self._processor()
        (self.tree / file).write_text(edit(before), encoding="utf-8")
        self._wait(epoch)
        content = self.get(path)
        spent = Spent(time.perf_counter() - start, self._processor() - used)
        if shown.encode() not in content:
            sys.exit(f"{path} does not show the edit of {file}")
        epoch = self._epoch(path)
        (self.tree / file).write_text(before, encoding="utf-8")
        self._wait(epoch)
        return spent

    def memory(self) -> float:
        """What the process holds, in MB."""
        status = Path(f"/proc/{self.id}/status").read_text(encoding="utf-8")
        [kilobytes] = re.findall(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)
        return int(kilobytes) / 1024

    def _processor(self) -> float:
        fields = Path(f"/proc/{self.id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _epoch(self, path: str) -> int:
        found = _EPOCH.search(self.get(path))
        assert found, f"{path} does not reload by itself"
        return int(found[1])

    def _wait(self, epoch: int) -> None:
        while int(self.get(f"livereload/{epoch}/0")) <= epoch:
            pass


@contextmanager
def preview(observer: str) -> Iterator[Preview]:
    """A preview of the last commit of the guide."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as written:
        tree = clone(folder)
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "CONCORD_OBSERVER": observer, "TMPDIR": written}
        command = [str(BIN / "mkdocs"), "serve", "--dev-addr", f"127.0.0.1:{port}"]
        process = subprocess.Popen(command, cwd=tree, env=environment, stdout=subprocess.DEVNULL, stderr=-3)
        running = Preview(tree, f"http://127.0.0.1:{port}", process.pid)
        try:
            while not _answers(running):
                time.sleep(0.2)
            yield running
        finally:
            process.terminate()
            process.wait()


def _answers(running: Preview) -> bool:
    try:
        return bool(running.get(""))
    except (URLError, ConnectionError):
        return False


def of_observer(observer: str) -> bool:
    """Edits of pages in each language, of the registry, and edits that break something, against a whole build.

    One after the other, so that all are disturbed alike by what else runs on the machine.
    """
    pages, registry, broken, whole = (list[Spent]() for _ in range(4))
    with preview(observer) as running:
        for round, page in enumerate(PAGES):
            pages += [_of_page(running, code, page) for code in LANGUAGES]
            registry += [_of_registry(running)]
            broken += [_of_page(running, "de", page, "[1 %](fact:nothing)")]
            whole += [_of_settings(running)] if round % 3 == 0 else []
    build, share = _middle(whole), SHARES[observer]
    print(f"{observer}, against a whole build ({build.clock:.2f} s, {build.processor:.2f} s of the processor):")
    results = [
        _compare(f"{len(pages)} edits of pages", pages, build, share),
        _compare("with an error", broken, build, share),
        _compare("of the registry", registry, build, SHARE_OF_REGISTRY),
    ]
    return all(results)


def _compare(name: str, spent: list[Spent], build: Spent, most: float) -> bool:
    edit = _middle(spent)
    print(f"    {name}: {edit.clock:.2f} s, {edit.clock / build.clock:.3f} of it (wanted at most {most});", end=" ")
    print(f"of the processor {edit.processor:.2f} s, {edit.processor / build.processor:.3f}")
    return edit.clock <= most * build.clock


def _middle(spent: list[Spent]) -> Spent:
    """The median of each."""
    return Spent(median(one.clock for one in spent), median(one.processor for one in spent))


def of_memory() -> bool:
    """What the preview holds after many edits."""
    with preview("native") as running:
        sizes = []
        for _, code in zip(range(EDITS), iter(_languages()), strict=False):
            _of_page(running, code, "work/tasks")
            sizes.append(running.memory())
    first, last = sizes[9], sizes[-1]
    print(f"memory after 10 edits {first:.0f} MB, after {EDITS} {last:.0f} MB: {last / first:.2f} times ", end="")
    print(f"(wanted at most {GROWTH})")
    return last <= GROWTH * first


def _languages() -> Iterator[str]:
    while True:
        yield from LANGUAGES


def _of_page(running: Preview, code: str, page: str, added: str = "") -> Spent:
    """A sentence at the end of a page, which the page shows; with `added` in it."""
    word = f"Zyx{next(_NUMBERS)}x"
    shown = "data-concord-banner" if added else word
    return running.spent(
        f"docs/{code}/{page}.md", lambda text: f"{text}\n{word}. {added}\n", f"{LANGUAGES[code]}{page}/", shown
    )


def _of_registry(running: Preview) -> Spent:
    """Another wording of a fact, which the page's note shows."""
    word = f"Zyx{next(_NUMBERS)}x"
    old = "en: Share of chief customer officers or equivalents who reported to the chief executive in 2019"
    return running.spent("facts/facts.yml", lambda text: text.replace(old, f"{old} {word}", 1), "role/reporting/", word)


def _of_settings(running: Preview) -> Spent:
    """Another name of the site, for which all of it is built."""
    word = f"Zyx{next(_NUMBERS)}x"
    return running.spent("mkdocs.yml", lambda text: text.replace("site_name: ", f"site_name: {word} ", 1), "", word)


if __name__ == "__main__":
    sys.exit(main())
