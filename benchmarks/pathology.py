"""Pages of one megabyte of a single kind: the check of two such pages against Markdown's rendering of the same two.

    python benchmarks/pathology.py [NAME…]

Each runs in a process of its own, so that one that never ends stops nothing: it counts as more than `PATIENCE`.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

SIZE = 1_000_000
PATIENCE = 180  # seconds
MOST = 2.0  # times as long as rendering


def _fill(unit: str, separator: str = "\n") -> str:
    return separator.join([unit] * (SIZE // len((unit + separator).encode())))


def _nested() -> str:
    """Lists that go down eight levels and come up again, and quotations within quotations."""
    lists = "\n".join("    " * depth + "- an item at some depth" for depth in (*range(8), *range(6, 0, -1)))
    return _fill(lists + "\n\n" + "> " * 8 + "a quotation of quotations\n")


def _rows() -> str:
    """10,000 rows, wide enough for a megabyte."""
    row = "| row {} | a cell that is wide enough for what is wanted | 1,000 | another cell, with a few words | 2024 |"
    return "\n".join(["| A | B | C | D | E |", "|---|---|---|---|---|", *(row.format(i) for i in range(10_000))])


PAGES: dict[str, Callable[[], str]] = {
    "deep nesting": _nested,
    "one endless line": lambda: _fill("word after word without an end", " "),
    "only numbers": lambda: _fill("1 22 333 4,444 5.5 66% €77 8 May 2024", " "),
    "only links": lambda: _fill("[a link](page.md#page)", " "),
    "an unclosed fence": lambda: "```\n" + _fill("code that nobody closed = 12"),
    "a table of 10,000 rows": _rows,
}


def main() -> int:
    """Prints a row a page: seconds of rendering, of reading, of the checks, and the ratio."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(sys.argv[2])))
        return 0
    good = True
    print(f"{'pages of 1 MB, in two languages':32} Markdown    read   check   ratio")
    for name in sys.argv[1:] or PAGES:
        start = time.perf_counter()
        command = [sys.executable, str(Path(__file__)), "--one", name]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            print(f"{name:32} not ready after {PATIENCE} s")
            good = False
            continue
        if done.returncode:
            print(f"{name:32} failed after {time.perf_counter() - start:.1f} s: {done.stderr.strip().splitlines()[-1]}")
            good = False
            continue
        row = json.loads(done.stdout.splitlines()[-1])
        ratio = (row["read"] + row["check"]) / row["render"]
        good &= ratio <= MOST
        notes = ", ".join(row["problems"])
        print(f"{name:32} {row['render']:8.2f}{row['read']:8.2f}{row['check']:8.2f}{ratio:8.2f}  {notes}")
    return int(not good)


def one(name: str) -> dict[str, object]:
    """Renders and checks one kind of page in English and in German, which end differently, start-up apart."""
    from corpora import PREFACE, SETTINGS, parser_of, warm_up
    from markdown import Markdown

    from concord import checks
    from concord.corpus import Corpus
    from concord.parse import parse
    from concord.registry import Registry

    warm_up(("en", "de"))
    text = PREFACE + PAGES[name]()
    texts = {"en": text + "\n\nThe end, 12.\n", "de": text + "\n\nDas Ende, 13.\n"}
    parser = parser_of(SETTINGS)
    seconds: dict[str, object] = {}
    start = time.process_time()
    pages = {lang: {"page.md": parse(t, parser, language=lang, path="page.md", file=lang)} for lang, t in texts.items()}
    seconds["read"] = time.process_time() - start
    start = time.process_time()
    checks.run(Corpus({lang: lang for lang in texts}, pages), Registry())
    seconds["check"] = time.process_time() - start
    seconds["problems"] = [p.reason for own in pages.values() for p in own["page.md"].problems]
    start = time.process_time()
    for text in texts.values():
        markdown = Markdown(extensions=list(SETTINGS.extensions), extension_configs=SETTINGS.extensions)
        try:
            markdown.convert(text.split("---\n", 2)[2])
        except RecursionError:
            seconds["problems"] = ["Markdown itself cannot render it"]
    seconds["render"] = time.process_time() - start
    return seconds


if __name__ == "__main__":
    sys.exit(main())
