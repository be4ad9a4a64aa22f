"""A position → what is said of the fact, the title, the source or the section there, in Markdown."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lsprotocol import types

from concord.languages import language
from concord.lsp.session import Session
from concord.lsp.targets import Target, target_at
from concord.model import Block
from concord.registry import Fact, SourceEntry, Title
from concord.registry.fact_text import fact_text
from concord.rules.language_names import english_name
from concord.sync.fingerprint import Piece, pieces, reader_text
from concord.sync.section_key import SectionKey
from concord.text.definitions import defining_block
from concord.untrusted.printable import without_controls

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#!|~&])")
_MOST_WORDS = 60  # of a section that is shown
_SPACE = Piece(" ")  # between two blocks


def hover(session: Session, path: Path, position: types.Position) -> types.Hover | None:
    """What is known of what stands at a position."""
    target = target_at(session, path, position)
    lines = list(_lines(session, target)) if target else []
    if not target or not lines:
        return None
    value = "\n\n".join(lines)
    shown = types.MarkupContent(types.MarkupKind.Markdown, value)
    return types.Hover(shown, session.positions(path).range(target.place))


def _lines(session: Session, target: Target) -> Iterator[str]:
    registry = session.guide.registry
    if target.kind == "facts" and (fact := registry.facts.get(target.id)):
        yield from _of_fact(session, fact)
    elif target.kind == "titles" and (title := registry.titles.get(target.id)):
        yield from _of_title(session, title)
    elif target.kind == "sources" and (source := registry.sources.get(target.id)):
        yield from _of_source(source)
    elif target.kind == "section":
        yield from _of_section(session, target)


def _of_fact(session: Session, fact: Fact) -> Iterator[str]:
    """What a fact states in each language, its date, how sure it is, and its sources."""
    registry, rating = session.guide.registry, session.guide.registry.ratings[fact.id]
    yield f"**{escaped(fact.id)}**"
    for code in session.guide.corpus.languages:
        says = fact.says.get(code, "")
        yield f"{english_name(code)}: **{escaped(fact_text(fact, registry, language(code)))}** {escaped(says)}"
    dated = f", {escaped(fact.dated)}" if fact.dated else ""
    yield f"As of {escaped(fact.as_of.iso)}{dated}" if fact.as_of else f"Undated{dated}"
    yield f"{escaped(rating.label)}: {escaped(rating.condition)}"
    for id in fact.sources:
        source = registry.sources.get(id)
        yield f"Source {escaped(id)}: {escaped(source.title)}" if source else f"Source {escaped(id)}"


def _of_title(session: Session, title: Title) -> Iterator[str]:
    """What a title is called in each language, and its definition."""
    yield f"**{escaped(title.id)}** {escaped(', '.join(title.abbreviations))}"
    for code in session.guide.corpus.languages:
        label, *others = title.terms(code) or ("",)
        forms = [*others, *title.forms.get(code, ())]
        yield f"{english_name(code)}: **{escaped(label)}**" + (f", {escaped(', '.join(forms))}" if forms else "")
        home = session.guide.corpus.find_section(code, title.id)
        if home and (block := defining_block(home[1])):
            yield f"> {escaped(_beginning([block]))}"


def _of_source(source: SourceEntry) -> Iterator[str]:
    yield f"**{escaped(source.title)}**"
    yield escaped(", ".join(filter(None, (source.author, source.publisher, source.date and source.date.iso))))
    if source.address:
        yield escaped(source.address)


def _of_section(session: Session, target: Target) -> Iterator[str]:
    """The same section in each language, and where each of them stood when something was last saved."""
    if not target.page:
        return
    key = SectionKey(target.page.path, target.id)
    status = session.saved.tracker.statuses.get(key) if session.saved.tracker.has_locks else None
    for code, page in session.guide.corpus.versions(key.page).items():
        section = page.by_id.get(key.section)
        state = f" ({status.state(code)})" if status else ""
        title = escaped(section.title) if section else "*missing*"
        yield f"{english_name(code)}{state}: **{title}**"
        if section and (text := _beginning(section.blocks[1:] if section.level else section.blocks)):
            yield f"> {escaped(text)}"


def _beginning(blocks: Iterable[Block]) -> str:
    """The first words of what a reader sees."""
    shown = (reader_text(piece.text) for block in blocks for piece in (*pieces(block, "", lambda _: ""), _SPACE))
    words = "".join(shown).split()
    return " ".join(words[:_MOST_WORDS]) + (" …" if len(words) > _MOST_WORDS else "")


def escaped(text: str) -> str:
    """Text of the guide as Markdown that shows it: no link, picture or markup of its own."""
    return _MARKUP.sub(r"\\\1", " ".join(without_controls(text).split()))
