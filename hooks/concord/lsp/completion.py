"""What was typed of a link so far → the ids that may follow: facts, titles, sources, and headings of a page."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types

from concord.languages import Language, language
from concord.lsp.hover import escaped
from concord.lsp.session import Session
from concord.model import Page
from concord.pages.link_targets import LinkTargets
from concord.registry.fact_text import fact_text

_ENTRY = re.compile(r"\[(?P<text>[^\[\]]*)\]\((?P<scheme>fact|title|source):(?P<typed>[^()\s]*)$")
_ANCHOR = re.compile(r"\]\((?P<address>[^()\s#]*)#(?P<typed>[^()\s]*)$")
TRIGGERS = (":", "#")


class _Choice(NamedTuple):
    """An id that may follow, the text of a link to it, and what else is said of it."""

    id: str
    text: str
    says: str = ""


def completion(session: Session, path: Path, position: types.Position) -> list[types.CompletionItem]:
    """The ids that may stand at a position of a page."""
    page = session.page(path)
    before = session.positions(path).before(position)
    if page is None:
        return []
    if entry := _ENTRY.search(before):
        choices = list(_entries(session, entry["scheme"], language(page.language)))
    elif (entry := _ANCHOR.search(before)) and (home := _home(session, page, entry["address"])):
        targets = LinkTargets(session.guide.corpus)
        choices = [_Choice(name, title) for name, title in _anchors(targets, home)]
    else:
        return []
    line, column = session.positions(path).place(position)
    positions = session.positions(path)
    typed = types.Range(positions.position(line, column - len(entry["typed"])), position)
    empty = positions.position(line, entry.start("text") + 1) if "text" in entry.groupdict() else None
    is_empty = empty is not None and not entry["text"]
    fill = [types.TextEdit(types.Range(empty, empty), "")] if is_empty and empty else []
    return [_item(choice, typed, fill) for choice in choices]


def _item(choice: _Choice, typed: types.Range, fill: list[types.TextEdit]) -> types.CompletionItem:
    """An item that replaces what was `typed`; the text of the link is filled in where it is still empty."""
    filled = [types.TextEdit(edit.range, choice.text) for edit in fill]
    return types.CompletionItem(
        label=choice.id,
        kind=types.CompletionItemKind.Reference,
        detail=choice.text,
        documentation=types.MarkupContent(types.MarkupKind.Markdown, escaped(choice.says)) if choice.says else None,
        filter_text=choice.id,
        text_edit=types.TextEdit(typed, choice.id),
        additional_text_edits=filled or None,
    )


def _entries(session: Session, scheme: str, lang: Language) -> Iterator[_Choice]:
    registry = session.guide.registry
    if scheme == "fact":
        for fact in registry.facts.values():
            text = fact_text(fact, registry, lang).replace("\N{NO-BREAK SPACE}", " ")  # as pages have it
            yield _Choice(fact.id, text, fact.says.get(lang.code, ""))
    elif scheme == "title":
        for title in registry.titles.values():
            yield _Choice(title.id, title.labels.get(lang.code, title.id), ", ".join(title.abbreviations))
    else:
        for source in registry.sources.items():
            yield _Choice(source[0], source[1].author or source[1].title, source[1].title)


def _home(session: Session, page: Page, address: str) -> Page | None:
    """The page that an address on `page` leads to."""
    found = LinkTargets(session.guide.corpus).resolve(page, address or "#")
    return session.guide.corpus.pages[found.language][found.path] if found.kind == "page" else None


def _anchors(targets: LinkTargets, home: Page) -> Iterator[tuple[str, str]]:
    """The fragments that name something on a page, with the text of the heading."""
    anchors = targets.anchors(home)
    for name in anchors.names:
        section = anchors.section(name)
        yield name, section.title if section else ""
