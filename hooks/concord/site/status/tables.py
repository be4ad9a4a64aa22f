"""Statuses by page → HTML tables, a column a language: sections that are not current, and pages that are."""

from collections.abc import Iterable, Mapping
from html import escape

from concord.languages import language
from concord.site.status.section_names import SectionNames, anchor
from concord.site.urls import relative_url
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus, State

Pages = dict[str, dict[SectionKey, SectionStatus]]  # by path


def shown_states(status: SectionStatus, names: SectionNames) -> dict[str, State]:
    """The states of a section in the languages that the page of `names` shows side by side."""
    return {code: state for code, state in status.states.items() if code in names.codes}


def is_settled(status: SectionStatus, names: SectionNames) -> bool:
    """Whether a section is current in every language that the page shows."""
    return set(shown_states(status, names).values()) == {"current"}


def open_sections_html(pages: Pages, names: SectionNames) -> str:
    """The sections that are not current in every language, below a row with their page; "" where there are none."""
    open_keys = {
        path: [key for key, one in found.items() if not is_settled(one, names)] for path, found in pages.items()
    }
    bodies = []
    for path, keys in open_keys.items():
        rows = (_row(names.section(key), _state_cells(key, pages[path][key], names)) for key in keys)
        bodies.append("".join((_page_row(path, len(keys), len(pages[path]), names), *rows)) if keys else "")
    title = escape(names.language.interface["status_open"])
    return f'<h2 id="differing">{title}</h2>\n{_table(bodies, names)}' if any(bodies) else ""


def settled_pages_html(pages: Pages, names: SectionNames) -> str:
    """The pages with all sections current in every language, in a closed disclosure; "" where there are none."""
    rows = []
    for path, found in pages.items():
        if all(is_settled(one, names) for one in found.values()):
            states = {code: escape(names.language.interface["state_current"]) for code in names.codes}
            rows.append(_row(names.page(path), states))
    title = escape(names.language.interface["status_settled"])
    return f"<details><summary>{title}</summary>\n{_table([''.join(rows)], names)}</details>" if rows else ""


def _table(bodies: Iterable[str], names: SectionNames) -> str:
    codes = names.codes
    languages = "".join(f'<th scope="col" lang="{code}">{escape(language(code).name)}</th>' for code in codes)
    head = f'<thead><tr><th scope="col">{escape(names.language.interface["status_where"])}</th>{languages}</tr></thead>'
    body = "\n".join(f"<tbody>{body}</tbody>" for body in bodies if body)
    return f'<div class="states-room"><table class="states">{head}\n{body}</table></div>'


def _page_row(path: str, open_count: int, count: int, names: SectionNames) -> str:
    """The row with the name of a page and how many of its sections are current, and so not in the rows below."""
    current = names.language.interface["status_of"].format(count=count - open_count, all=count)
    columns = len(names.codes) + 1
    return f'<tr><th scope="rowgroup" colspan="{columns}">{names.page(path)} <span>{escape(current)}</span></th></tr>'


def _row(name: str, states: Mapping[str, str]) -> str:
    cells = "".join(f"<td>{state}</td>" for state in states.values())
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _state_cells(key: SectionKey, status: SectionStatus, names: SectionNames) -> dict[str, str]:
    """The state in each language; where it has to follow, as a link to the section on that language's status page."""
    cells = dict.fromkeys(names.codes, "")
    for code, state in shown_states(status, names).items():
        word = f'<span class="state-{state}">{escape(names.language.interface[f"state_{state}"])}</span>'
        address = relative_url(names.corpus, (names.language.code, names.here), (code, names.here), anchor(key))
        cells[code] = f'<a href="{escape(address)}">{word}</a>' if status.languages_to_follow(code) else word
    return cells
