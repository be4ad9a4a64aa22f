"""Statuses → the output of `concord status`: a table of pages, a table of sections, or JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import get_args

from click import style

from concord.languages import language
from concord.new_language.missing import Missing
from concord.report.counting import count_of
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus, State
from concord.untrusted.printable import printable, printable_json

_COLOURS = {"current": "green", "ahead": "cyan", "behind": "yellow", "diverged": "red", "missing": "red"}
_ORDER: tuple[State, ...] = get_args(State)
_DECLARED, _UNDECLARED, _UNCONFIRMED = "ahead (declared)", "ahead (undeclared)", "unconfirmed"
_NOT_YET = "-"  # in a language that is beginning
_SHOWN = ("current", _DECLARED, _UNDECLARED, "behind", "diverged", "missing", _UNCONFIRMED)

Statuses = Mapping[SectionKey, SectionStatus]


def table(statuses: Statuses, languages: Sequence[str]) -> Iterator[str]:
    """A line for each page that is not current in every language, with its states, and the number of the others."""
    pages: dict[str, list[SectionStatus]] = {}
    for key, status in statuses.items():
        pages.setdefault(key.page, []).append(status)
    cells = {page: [_counts(found, code) for code in languages] for page, found in pages.items()}
    rows = [
        (printable(page), *(cell or "current" for cell in row))
        for page, row in cells.items()
        if any(cell not in ("", _NOT_YET) for cell in row)
    ]
    if rows:
        yield from table_lines(("page", *languages), rows)
        yield legend({state for status in statuses.values() for state in status.states.values()})
    yield f"{len(pages) - len(rows)} of {count_of(len(pages), 'page')} current in {len(languages)} languages"


def details(statuses: Statuses, languages: Sequence[str]) -> Iterator[str]:
    """A line for each section, with its state in each language."""
    rows = [(printable(str(key)), *(state_in(status, code) for code in languages)) for key, status in statuses.items()]
    yield from table_lines(("section", *languages), rows)
    yield legend({state for status in statuses.values() for state in status.states.values()})


def as_json(statuses: Statuses, more: Mapping[str, object]) -> str:
    """The state of each section in each language, the languages that lead, and whether all of these have declared it.

    `more` are further keys.
    """
    sections = [
        {
            "page": key.page,
            "section": key.section,
            "states": status.states,
            "leads": status.leading,
            "declared": bool(status.leading) and all(map(status.is_declared, status.leading)),
        }
        for key, status in statuses.items()
    ]
    report = {"version": 1, "sections": sections, **more}
    return printable_json(json.dumps(report, ensure_ascii=False, indent=1))


def missing(found: Missing) -> Iterator[str]:
    """What a language that is beginning does not have yet: its pages, and the texts of the registry, by entry."""
    have = found.expected - len(found.pages)
    yield style(f"{have} of {count_of(found.expected, 'page')} written; missing:", bold=True)
    yield from (f"  {printable(path)}" for path in found.pages)
    yield style(f"{count_of(len(found.texts), 'text')} of the registry missing:", bold=True)
    yield from (printable(f"  {text.kind}.yml#{text.id}: {text.key}") for text in found.texts)


def missing_as_data(found: Iterable[Missing]) -> dict[str, object]:
    """The same for JSON, by language; nothing where no language that is beginning was named."""
    data = {
        one.code: {
            "pages": one.pages,
            "texts": [{"file": f"{text.kind}.yml", "id": text.id, "key": text.key} for text in one.texts],
        }
        for one in found
    }
    return {"missing": data} if data else {}


def state_in(status: SectionStatus, code: str) -> str:
    """The state of a section in a language, with whether a lead was declared."""
    if code not in status.languages:
        return _NOT_YET
    return shown_state(status.state(code), status.is_declared(code))


def shown_state(state: State, is_declared: bool) -> str:
    """A state in the words of the output; `ahead` says whether the lead was declared."""
    return {"ahead": _DECLARED if is_declared else _UNDECLARED, "unstamped": _UNCONFIRMED}.get(state, state)


def legend(states: Set[State]) -> str:
    """What the states mean that occur, on one line."""
    words = language("en").interface
    meanings = [
        f"{words[f'state_{state}']}: {words[f'means_{state}']}"
        for state in _ORDER
        if state in states and state != "current"
    ]
    undeclared = ["undeclared: nobody has said yet whether they are to"] if "ahead" in states else []
    return style(" · ".join(meanings + undeclared), dim=True)


def table_lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table with its head; a cell that is a state has the colour of that."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    widths[-1] = 0
    yield style("  ".join(map(str.ljust, head, widths)).rstrip(), bold=True)
    for row in rows:
        cells = map(str.ljust, row, widths)
        coloured = (style(cell, fg=_COLOURS.get(cell.split(" ")[0])) for cell in cells)
        yield "  ".join(coloured).rstrip()


def _counts(sections: Sequence[SectionStatus], code: str) -> str:
    """The states of the sections of a page in one language: `2 behind, 1 ahead`; "" where all are current."""
    counts = Counter(state_in(status, code) for status in sections if code in status.languages)
    if not counts:
        return _NOT_YET
    if counts.keys() == {"current"}:
        return ""
    if len(counts) == 1:
        return next(iter(counts))
    return ", ".join(f"{counts[state]} {state}" for state in _SHOWN if counts[state] and state != "current")
