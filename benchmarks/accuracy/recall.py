"""Recall: one error of every class, put into clean blocks, one language at a time.

    python -m benchmarks.accuracy.recall [CLASS…] [--show] [--limit N] [--docs DIR --languages en,nl]

`--show` lists what was missed, or found at a wrong place, with its place and text. The right place is a line that was
changed, or the one where a line is missing; three lines off will do, the heading of the section or the first line of a
long block will not.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from random import Random

from benchmarks.accuracy.corpora import Tree, guide, synthetic, tree
from benchmarks.mutator.mutation import ERRORS, Change, Error
from benchmarks.mutator.spots import Place, places, read
from concord.finding import Finding

ENOUGH = 20
NEAR = 3  # lines
ROUNDS = 6  # how often a place is tried with other random numbers, until there are enough instances


@dataclass
class Row:
    """What became of the instances of one class."""

    error: Error
    applied: int = 0
    found: int = 0
    elsewhere: int = 0
    beside: int = 0
    shown: list[str] = field(default_factory=list)


def main() -> int:
    """Prints a row a class; the status is 1 where an error that can be seen was not found in its place."""
    arguments = _arguments()
    if unknown := sorted(set(arguments.classes) - set(ERRORS)):
        sys.exit(f"there is no class {unknown[0]!r}; there are: {', '.join(ERRORS)}")
    if arguments.docs:
        trees = [tree(arguments.docs.resolve(), tuple(arguments.languages.split(",")))]
    else:
        trees = [guide(), synthetic()]
    for each in trees:
        for finding in (usual := each.findings())[: None if arguments.show else 5]:
            print(f"clean text is reported: {finding.location.path}:{finding.location.line}: {finding.rule}")
        if usual:
            print(f"{len(usual)} findings on the clean text of {each.settings.docs}; they are not counted below")
    start = time.perf_counter()
    errors = [error for name, error in ERRORS.items() if not arguments.classes or name in arguments.classes]
    rows = [measure(error, trees, arguments.limit) for error in errors]
    print_rows(rows, arguments.show)
    print(f"{sum(row.applied for row in rows)} errors in {time.perf_counter() - start:.0f} s")
    return int(any(row.error.rules and row.found < row.applied for row in rows))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Put errors into clean blocks and count those that are found.")
    parser.add_argument("classes", nargs="*", metavar="CLASS")
    parser.add_argument("--show", action="store_true", help="list what was missed")
    parser.add_argument("--limit", type=int, default=60, help="instances a class (default 60)")
    parser.add_argument("--docs", type=Path, help="any tree DIR/<language>/…, without a registry")
    parser.add_argument("--languages", default="en,de,nl")
    return parser.parse_args()


def measure(error: Error, trees: list[Tree], limit: int) -> Row:
    """Applies up to `limit` errors of a class over the trees, each as many as the other where it can."""
    row = Row(error)
    usable = [each for each in trees if each.registry.facts or not error.registry]
    instances = [list(_instances(error, each, limit)) for each in usable]
    share = limit // max(1, len(usable))
    spare = sum(max(0, share - len(own)) for own in instances)
    for each, own in zip(usable, instances, strict=True):
        for place, change in own[: share + spare]:
            if row.applied < limit:
                _try(row, each, place, change)
    return row


def _instances(error: Error, each: Tree, limit: int) -> Iterator[tuple[Place, Change]]:
    """Different changes of the class, the places in an order that is random and always the same."""
    random = Random(error.name)
    texts = read(each.docs, each.settings.languages)
    spots = [place for place in places(texts, error.on) if place.page in each.corpus.paths]
    random.shuffle(spots)
    seen: set[tuple[str, str]] = set()
    for _ in range(ROUNDS if error.rules else 1):
        for place in spots:
            change = error.apply(place.spot, random)
            key = (f"{place.page} {place.spot.language} {place.stretches[place.spot.language].start}", str(change))
            if change and key not in seen:
                seen.add(key)
                yield place, change
                if len(seen) >= limit:
                    return
        if len(seen) >= ENOUGH:
            return


def _try(row: Row, each: Tree, place: Place, change: Change) -> None:
    texts = {}
    for language, new in change.items():
        stretch = place.stretches[language]
        text = _text(each, place, language)
        texts[language] = text[: stretch.start] + new + text[stretch.end :]
    findings = each.changed(place.page, texts)
    file, lines = _right(each, place, change)
    may = [finding for finding in findings if finding.rule in row.error.rules]
    tied = len(each.settings.languages) == 2  # neither is in the minority: then either is the right place
    at_it = [f for f in may if _at(f, file, lines) or (tied and _related(f, file, lines))]
    row.applied += 1
    row.found += bool(at_it)
    row.elsewhere += bool(may) and not at_it
    row.beside += any(not _at(finding, file, lines) for finding in findings)
    if not at_it:
        row.shown.append(_story(file, max(lines), place, change, findings))


def _text(each: Tree, place: Place, language: str) -> str:
    return (each.docs / language / place.page).read_text(encoding="utf-8")


def _right(each: Tree, place: Place, change: Change) -> tuple[str, set[int]]:
    """The file and the lines at which the error may be reported: those that differ from the clean text."""
    language, stretch = place.spot.language, place.stretches[place.spot.language]
    first = _text(each, place, language).count("\n", 0, stretch.start) + 1
    if language in change:
        lines = {first + index for index in _changed_lines(place.spot.text, change[language])}
    else:  # all the others were changed
        lines = {first + at for other, new in change.items() for at in _changed_lines(place.spot.others[other], new)}
    return each.corpus.file(language, place.page), lines


def _changed_lines(old: str, new: str) -> set[int]:
    """The indices in `new` of the lines that `old` does not have, and of those before which one of `old` is missing."""
    lines: set[int] = set()
    for kind, *_, start, end in SequenceMatcher(None, old.split("\n"), new.split("\n"), autojunk=False).get_opcodes():
        if kind != "equal":
            lines |= set(range(start, max(end, start + 1)))
    return lines


def _at(finding: Finding, file: str, lines: set[int]) -> bool:
    return finding.location.path == file and any(abs(finding.location.line - line) <= NEAR for line in lines)


def _related(finding: Finding, file: str, lines: set[int]) -> bool:
    return any(place.path == file and place.line in lines for place in finding.related)


def _story(file: str, line: int, place: Place, change: Change, findings: list[Finding]) -> str:
    language, new = next(iter(change.items()))
    old = place.spot.text if language == place.spot.language else place.spot.others[language]
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    before, after = (text[max(0, start - 40) : start + 50].replace("\n", "⏎") for text in (old, new))
    file, line = (file, line) if language == place.spot.language else (f"{file} (all others changed)", line)
    said = ", ".join(sorted({f"{f.rule} at {f.location.path}:{f.location.line}" for f in findings})) or "nothing"
    return f"  {file}:{line}: …{before}… → …{after}… ({said})"


def print_rows(rows: list[Row], show: bool) -> None:
    """The table, and below it what cannot be seen, for the agreements of the languages to catch."""
    print(f"{'class':32} applied  found  wrong place  missed  and elsewhere")
    for row in rows:
        if row.error.rules:
            few = "  too few" if row.applied < ENOUGH else ""
            missed = row.applied - row.found - row.elsewhere
            print(
                f"{row.error.name:32} {row.applied:7} {row.found:6} {row.elsewhere:12} {missed:7} {row.beside:14}{few}"
            )
            for story in row.shown if show else ():
                print(story)
    seen = [row for row in rows if row.error.rules]
    applied, found = sum(row.applied for row in seen), sum(row.found for row in seen)
    print(f"{'all that can be seen':32} {applied:7} {found:6}   {found / max(1, applied):.1%}")
    for row in rows:
        if not row.error.rules:
            few = "  too few" if row.applied < ENOUGH else ""
            print(f"{row.error.name:32} {row.applied:7}  shown by no value, title or structure{few}")


if __name__ == "__main__":
    sys.exit(main())
