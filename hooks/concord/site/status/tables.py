"""Pages × languages with the state of every section: those that are not current everywhere, and those that are."""

from collections.abc import Iterable, Mapping
from html import escape

from concord.languages import language
from concord.site.status.section_names import SectionNames, anchor
from concord.site.urls import relative_url
from concord.sync.lock.format import Key
from concord.sync.section_status import SectionStatus

Pages = dict[str, dict[Key, SectionStatus]]


def is_settled(status: SectionStatus) -> bool:
    """Whether a section is current in every language."""
    return set(status.states.values()) == {"current"}


def differing(pages: Pages, names: SectionNames) -> str:
    """A row a section that is not current everywhere, below a row with its page; "" where there is none."""
    odd = {path: [key for key, one in found.items() if not is_settled(one)] for path, found in pages.items()}
    bodies = []
    for path, keys in odd.items():
        rows = (_row(names.section(key), _linked(key, pages[path][key], names)) for key in keys)
        bodies.append("".join((_head(path, len(keys), len(pages[path]), names), *rows)) if keys else "")
    title = escape(names.own.interface["status_open"])
    return f'<h2 id="differing">{title}</h2>\n{_table(bodies, names)}' if any(bodies) else ""


def settled(pages: Pages, names: SectionNames) -> str:
    """A row a page that is current everywhere in all of its sections, folded; "" where there is none."""
    rows = []
    for path, found in pages.items():
        if all(map(is_settled, found.values())):
            states = {code: escape(names.own.interface["state_current"]) for code in names.corpus.languages}
            rows.append(_row(names.page(path), states))
    title = escape(names.own.interface["status_settled"])
    return f"<details><summary>{title}</summary>\n{_table([''.join(rows)], names)}</details>" if rows else ""


def _table(bodies: Iterable[str], names: SectionNames) -> str:
    codes = names.corpus.languages
    languages = "".join(f'<th scope="col" lang="{code}">{escape(language(code).name)}</th>' for code in codes)
    head = f'<thead><tr><th scope="col">{escape(names.own.interface["status_where"])}</th>{languages}</tr></thead>'
    body = "\n".join(f"<tbody>{body}</tbody>" for body in bodies if body)
    return f'<div class="states-room"><table class="states">{head}\n{body}</table></div>'


def _head(path: str, odd: int, count: int, names: SectionNames) -> str:
    """The row that names a page, with how many of its sections are not in the rows below."""
    of = names.own.interface["status_of"].format(count=count - odd, all=count)
    columns = len(names.corpus.languages) + 1
    return f'<tr><th scope="rowgroup" colspan="{columns}">{names.page(path)} <span>{escape(of)}</span></th></tr>'


def _row(name: str, states: Mapping[str, str]) -> str:
    cells = "".join(f"<td>{state}</td>" for state in states.values())
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _linked(key: Key, status: SectionStatus, names: SectionNames) -> dict[str, str]:
    """The state in each language; what it has to follow stands on the status page in that language."""
    found = {}
    for code, state in status.states.items():
        word = f'<span class="state-{state}">{escape(names.own.interface[f"state_{state}"])}</span>'
        there = relative_url(names.corpus, (names.own.code, names.here), (code, names.here), anchor(key))
        found[code] = f'<a href="{escape(there)}">{word}</a>' if status.followed(code) else word
    return found
