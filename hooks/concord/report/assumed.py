"""Sections with what git lets assume of them → the lines and the data of `concord status`, where none is confirmed."""

from collections.abc import Iterator, Sequence
from typing import Any

from click import style

from concord.report.counting import count_of
from concord.report.status import table_lines
from concord.since.assumed_states import AssumedSection
from concord.untrusted.printable import printable

_TITLE = 50  # characters


def lines(sections: Sequence[AssumedSection], languages: Sequence[str]) -> Iterator[str]:
    """A line for each section that changed in some language after a commit had changed it in two, and the counts."""
    shown = [one for one in sections if {*one.states.values()} - {"assumed", "unknown"}]
    yield style("Nothing has been confirmed here. What git's history lets assume:", bold=True)
    rows = [
        (
            _name(one),
            *(one.states.get(code, "-") for code in languages),
            f"{one.together.day} {one.together.commit[:9]}" if one.together else "",
        )
        for one in shown
    ]
    if rows:
        yield from table_lines(("section", *languages, "changed together"), rows)
    still = sum(1 for one in sections if one not in shown and "assumed" in one.states.values())
    unknown = len(sections) - len(shown) - still
    yield (
        f"{count_of(still, 'section')} not changed since (assumed), {unknown} never changed together (unknown), "
        f"{len(shown)} changed since; nothing of it is confirmed"
    )


def as_data(sections: Sequence[AssumedSection]) -> list[dict[str, Any]]:
    """The sections for JSON, each with the commit that last changed it in two languages, "" for none."""
    return [
        {
            "page": one.page,
            "heading": one.title,
            "states": one.states,
            "commit": one.together.commit if one.together else "",
            "date": one.together.day if one.together else "",
        }
        for one in sections
    ]


def _name(section: AssumedSection) -> str:
    title = section.title.lstrip("# ")
    short = f"{title[:_TITLE]}…" if len(title) > _TITLE else title
    return printable(f"{section.page} {short}".rstrip())
