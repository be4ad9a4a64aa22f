"""Where each section stands: a table of pages and languages, a page in detail, or JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from click import style

from concord.report.counting import count_of
from concord.sync.lock.format import Key, page_of
from concord.sync.section_status import SectionStatus, State

_COLOURS = {"current": "green", "ahead": "cyan", "behind": "yellow", "diverged": "red", "missing": "red"}
_ORDER = get_args(State)

Statuses = Mapping[Key, SectionStatus]


def table(statuses: Statuses, languages: Sequence[str]) -> Iterator[str]:
    """A line a page, with what each language has to do there; pages that are in step everywhere are counted only."""
    pages: dict[str, list[SectionStatus]] = {}
    for key, status in statuses.items():
        pages.setdefault(page_of(key), []).append(status)
    cells = {page: [_counted(own, code) for code in languages] for page, own in pages.items()}
    odd = {page: row for page, row in cells.items() if any(row)}
    widths = [
        max(map(len, column))
        for column in zip(("page", *languages), *([p, *row] for p, row in odd.items()), strict=True)
    ]
    if odd:
        yield style(_row(("page", *languages), widths), bold=True)
        yield from (_row([page, *(cell or "current" for cell in row)], widths) for page, row in odd.items())
    settled = len(pages) - len(odd)
    yield f"{settled} of {count_of(len(pages), 'page')} current in {len(languages)} languages"


def details(statuses: Statuses, languages: Sequence[str]) -> Iterator[str]:
    """A line a section."""
    rows = [(key, *(status.state(code) for code in languages)) for key, status in statuses.items()]
    head = ("section", *languages)
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    yield style(_row(head, widths), bold=True)
    for row in rows:
        states = (
            style(state.ljust(width), fg=_COLOURS.get(state)) for state, width in zip(row[1:], widths[1:], strict=True)
        )
        yield "  ".join([row[0].ljust(widths[0]), *states]).rstrip()


def as_json(statuses: Statuses) -> str:
    """The states of every section, and who leads there."""
    sections = []
    for key, status in statuses.items():
        page, _, section = key.partition("#")
        sections.append({"page": page, "section": section, "states": status.states, "leads": status.leading})
    return json.dumps({"version": 1, "sections": sections}, ensure_ascii=False, indent=1)


def _counted(own: Sequence[SectionStatus], code: str) -> str:
    """How many sections of a page stand where: 2 behind, 1 ahead; "" where all are current."""
    counts = Counter(status.state(code) for status in own)
    if counts.keys() == {"current"}:
        return ""
    if len(counts) == 1:
        return next(iter(counts))
    return ", ".join(f"{counts[state]} {state}" for state in _ORDER if counts[state] and state != "current")


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
