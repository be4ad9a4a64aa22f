"""How soon an editor shows what a keystroke has changed, and what the server needs for it, on the whole guide.

    python -m benchmarks.speed.editor

The time from an edit to its diagnostics has the pause of 100 ms in it. That of the processor, and the memory, are those
of the server's process. What is open is not saved: the guide is only read.
"""

import asyncio
import os
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).parents[2]
PAGES = ("docs/en/pay/salary.md", "docs/de/index.md", "docs/nl/glossary/chief-customer-officer.md")
FACTS = "facts/facts.yml"
EDITS, AT_ONCE = 20, 60
SECONDS, MEMORY, WAIT = 0.2, 150.0, 120  # an edit and its diagnostics; MB; seconds for whatever is waited for
_MARK = "\n\nThis sentence costs {number} euros.\n"  # which cites no fact: each edit has a finding of its own


class Client:
    """The client of an editor that has the guide open."""

    def __init__(self) -> None:
        self.client = LanguageClient("benchmark", "1")
        self.published: Counter[str] = Counter()
        self._came = asyncio.Event()
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self._take(params))
        self.client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: None)

    async def start(self) -> None:
        code = "from concord.cli.command import run; run(['lsp'])"
        await self.client.start_io(sys.executable, "-c", code, cwd=ROOT)
        await self.client.initialize_async(types.InitializeParams(types.ClientCapabilities(), root_uri=ROOT.as_uri()))
        self.client.initialized(types.InitializedParams())

    async def stop(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()  # type: ignore[no-untyped-call]

    def open(self, name: str, text: str) -> None:
        item = types.TextDocumentItem((ROOT / name).as_uri(), "markdown", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, name: str, text: str) -> None:
        change = types.TextDocumentContentChangeWholeDocument(text)
        document = types.VersionedTextDocumentIdentifier(2, (ROOT / name).as_uri())
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    async def seconds(self, name: str, text: str) -> float:
        """The seconds from an edit to the diagnostics of the file."""
        before, start = self.published[name], time.perf_counter()
        self.type(name, text)
        await asyncio.wait_for(self._until(name, before), WAIT)
        return time.perf_counter() - start

    async def _until(self, name: str, before: int) -> None:
        while self.published[name] == before:
            self._came.clear()
            await self._came.wait()

    def _take(self, params: types.PublishDiagnosticsParams) -> None:
        self.published[Path(params.uri.removeprefix("file://")).relative_to(ROOT).as_posix()] += 1
        self._came.set()

    @property
    def process(self) -> int:
        server: Any = self.client._server
        return int(server.pid)

    def spent(self) -> float:
        """The seconds that the server has used."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """The MB that the server has needed at most."""
        status = Path(f"/proc/{self.process}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024


async def measure() -> bool:
    """Prints the figures; returns whether they are what the project wants."""
    client = Client()
    start = time.perf_counter()
    await client.start()
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in (*PAGES, FACTS)}
    times: list[float] = []
    used = 0.0
    for name in PAGES:
        client.open(name, texts[name])
        first = await client.seconds(name, texts[name] + _MARK.format(number=1))
        if name == PAGES[0]:
            print(f"start, with the first check      {time.perf_counter() - start - first:6.2f} s")
        before = client.spent()
        for number in range(2, EDITS + 2):
            times.append(await client.seconds(name, texts[name] + _MARK.format(number=number)))
        used += client.spent() - before
    median = statistics.median(times)
    print(f"an edit of a page, {len(times)} of them      {median * 1000:6.0f} ms, the pause included")
    print(f"  of the processor              {used / len(times) * 1000:6.0f} ms")
    checks = await at_once(client, texts[PAGES[0]])
    print(f"{AT_ONCE} edits at once                {checks:6} check{'s' if checks != 1 else ''}")
    memory = client.memory()
    print(f"memory at most                  {memory:6.0f} MB")
    client.open(FACTS, texts[FACTS])
    wrong = texts[FACTS] + "\nhalf-typed:\n  kind: money\n"
    print(f"an edit of facts.yml            {await client.seconds(FACTS, wrong):6.2f} s")
    print(f"memory after it                 {client.memory():6.0f} MB")
    await client.stop()
    return median <= SECONDS and checks == 1 and memory <= MEMORY


async def at_once(client: Client, text: str) -> int:
    """How often diagnostics come for many edits without a pause."""
    name = PAGES[0]
    before = client.published[name]
    for number in range(AT_ONCE - 1):
        client.type(name, text + _MARK.format(number=1000 + number))
    await client.seconds(name, text + _MARK.format(number=2000))
    await asyncio.sleep(1)
    return client.published[name] - before


def main() -> int:
    """Runs it; the status is 1 where a figure is not what the project wants."""
    return int(not asyncio.run(measure()))


if __name__ == "__main__":
    sys.exit(main())
