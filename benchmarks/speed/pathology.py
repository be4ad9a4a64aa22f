"""Time per megabyte of unusual pages (deep nesting, long lines): proportional to their length, against Markdown.

Pages of one megabyte of a single kind: the check of two such pages against Markdown's rendering of the same two. Then
one bit of Markdown over and over, and one bit of a quantity as the text of a fact. A page that would take too long is
refused at once, and not rendered.

    python -m benchmarks.speed.pathology [NAME…]

Each runs in a process of its own, so that one that never ends stops nothing: it counts as more than `PATIENCE`.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

SIZE = 1_000_000
PATIENCE = 180  # seconds
MOST = 2.0  # times as long as rendering
START = 0.1  # seconds that a short page may take, whatever Markdown takes
MOST_OF_A_TEXT = 0.05  # seconds for 10,000 characters
BITS = (
    "[",
    "[a](b ",
    "`",
    "<!--",
    "<b",
    "&",
    "> x\n",
    "- x\n\n",
    "|[1](fact:x)",
    "\\",
    "<a\nb>",
    "[1](fact:x) ",
    "\ta",
)
TEXTS = (
    *("9", "1.000", "zwanzig", "twenty ", "een", "hundred", " ", "€", "-", "a "),
    *("5 to ", "5 bis ", "about ", "5 years ", "5 Mio. "),
)


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
        command = [sys.executable, "-m", "benchmarks.speed.pathology", "--one", name]
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
    if not sys.argv[1:]:
        good &= bits() & texts()
    return int(not good)


def bits() -> bool:
    """Reading 40,000 characters of one bit of Markdown against rendering them, where Markdown is not quadratic."""
    from markdown import Markdown

    from benchmarks.accuracy.corpora import SETTINGS, parser_of
    from concord.pages.parser import parse_page

    parser = parser_of(SETTINGS)
    ratios = {}
    for bit in BITS:
        text = bit * (2_000 if bit in ("[", "<b", "[a](b ") else 40_000 // len(bit))
        markdown = Markdown(extensions=list(SETTINGS.extensions), extension_configs=SETTINGS.extensions)
        start = time.process_time()
        markdown.convert(text)
        shown = time.process_time()
        parse_page(text, parser, language="en", path="page.md", file="page.md")
        ratios[bit] = max(0, time.process_time() - shown - START) / (shown - start)
    worst = max(BITS, key=lambda bit: ratios[bit])
    print(
        f"{len(BITS)} bits of Markdown over and over: {START} s and at most {ratios[worst]:.2f} times Markdown's time, "
        f"{worst!r}"
    )
    return ratios[worst] <= MOST


def texts() -> bool:
    """Reading and writing 10,000 characters of one bit of a quantity, in each language."""
    from concord.languages import language
    from concord.values import read_quantity, typeset
    from concord.values.read import trailing_bound

    spent: dict[str, float] = {}
    for own in map(language, ("en", "de", "nl")):
        read_quantity("5", own), trailing_bound("5", own)  # the patterns are made once
        for part in TEXTS:
            long = (part * 10_000)[:10_000]
            for text in (long, f"5{long[1:]}", f"{long[1:]}5", f"about{long[5:]}", long[:300], f"5{long[:298]}5"):
                start = time.process_time()
                read_quantity(text, own), typeset(text, own), trailing_bound(text, own)
                spent[part] = max(spent.get(part, 0), (time.process_time() - start) / 3)
    worst = max(spent, key=lambda part: spent[part])
    print(f"{len(TEXTS)} bits of a quantity over and over: at most {spent[worst]:.3f} s a call, {worst!r}")
    return spent[worst] <= MOST_OF_A_TEXT


def one(name: str) -> dict[str, object]:
    """Renders and checks one kind of page in English and in German, which end differently, start-up apart."""
    from markdown import Markdown

    from benchmarks.accuracy.corpora import PREFACE, SETTINGS, parser_of, warm_up
    from concord import checks
    from concord.config import PageLimits
    from concord.pages.corpus import Corpus
    from concord.pages.parser import parse_page
    from concord.registry import Registry

    warm_up(("en", "de"))
    text = PREFACE + PAGES[name]()
    texts = {"en": text + "\n\nThe end, 12.\n", "de": text + "\n\nDas Ende, 13.\n"}
    parser = parser_of(replace(SETTINGS, page_limits=PageLimits(2 * SIZE, SIZE)))
    seconds: dict[str, object] = {}
    start = time.process_time()
    pages = {
        lang: {"page.md": parse_page(t, parser, language=lang, path="page.md", file=lang)} for lang, t in texts.items()
    }
    seconds["read"] = time.process_time() - start
    start = time.process_time()
    checks.run(Corpus({lang: lang for lang in texts}, pages), Registry(exists=False))
    seconds["check"] = time.process_time() - start
    seconds["problems"] = [p.reason for own in pages.values() for p in own["page.md"].problems]
    if seconds["problems"]:
        return seconds | {"render": seconds["read"]}
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
