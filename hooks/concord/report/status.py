"""Statuses → the output of `concord status`: a table of pages, a table of sections, or JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from click import style

from concord.report.counting import count_of
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus, State
from concord.untrusted.printable import printable, printable_json

_COLOURS = {"current": "green", "ahead": "cyan", "behind": "yellow", "diverged": "red", "missing": "red"}
_ORDER = get_args(State)

Statuses = Mapping[SectionKey, SectionStatus]


def table(statuses: Statuses, languages: Sequence[str]) -> Iterator[str]:
    """A line for each page that is not current in every language, with its states, and the number of the others."""
    pages: dict[str, list[SectionStatus]] = {}
    for key, status in statuses.items():
        pages.setdefault(key.page, []).append(status)
    cells = {page: [_counts(found, code) for code in languages] for page, found in pages.items()}
    rows = [(printable(page), *(cell or "current" for cell in row)) for page, row in cells.items() if any(row)]
    head = ("page", *languages)
    widths = _widths([head, *rows])
    if rows:
        yield style(_line(head, widths), bold=True)
        yield from (_line(row, widths) for row in rows)
    yield f"{len(pages) - len(rows)} of {count_of(len(pages), 'page')} current in {len(languages)} languages"


def details(statuses: Statuses, languages: Sequence[str]) -> Iterator[str]:
    """A line for each section, with its state in each language."""
    rows = [(printable(str(key)), *(status.state(code) for code in languages)) for key, status in statuses.items()]
    head = ("section", *languages)
    widths = _widths([head, *rows])
    yield style(_line(head, widths), bold=True)
    for row in rows:
        states = (
            style(state.ljust(width), fg=_COLOURS.get(state)) for state, width in zip(row[1:], widths[1:], strict=True)
        )
        yield "  ".join([row[0].ljust(widths[0]), *states]).rstrip()


def as_json(statuses: Statuses) -> str:
    """The state of each section in each language, and the languages that lead."""
    sections = [
        {"page": key.page, "section": key.section, "states": status.states, "leads": status.leading}
        for key, status in statuses.items()
    ]
    return printable_json(json.dumps({"version": 1, "sections": sections}, ensure_ascii=False, indent=1))


def _counts(sections: Sequence[SectionStatus], code: str) -> str:
    """The states of the sections of a page in one language: `2 behind, 1 ahead`; "" where all are current."""
    counts = Counter(status.state(code) for status in sections)
    if counts.keys() == {"current"}:
        return ""
    if len(counts) == 1:
        return next(iter(counts))
    return ", ".join(f"{counts[state]} {state}" for state in _ORDER if counts[state] and state != "current")


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """The greatest length of a cell in each column."""
    return [max(map(len, column)) for column in zip(*rows, strict=True)]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
