"""All titles from A to Z, by abbreviation and by full title, each in the three languages; a filter without scripts."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import get_args
from xml.etree.ElementTree import Element

import pyuca
from pyuca import Collator

from concord.languages import Language
from concord.pages.corpus import Corpus
from concord.registry import Registry, Title
from concord.site.glossary.title_card import kind_name, title_link, titles_by_abbreviation
from concord.site.html_elements import element
from concord.site.urls import section_url

DOWNLOADS = ("titles.json", "titles.tbx")
KINDS = get_args(Title.model_fields["kind"].annotation)


@dataclass(frozen=True)
class _Entry:
    word: str
    titles: tuple[Title, ...]
    is_abbreviation: bool


def a_to_z(registry: Registry, corpus: Corpus, own: Language, page: str) -> Element:
    """The filter, the letters to jump to, and the entries under their letters."""
    entries = sorted(_entries(registry, own), key=lambda entry: (_order(entry.word), entry.is_abbreviation))
    letters = {letter: list(found) for letter, found in groupby(entries, key=lambda entry: _letter(entry.word))}
    jumps = [element("li", element("a", letter, href=f"#letter-{letter.lower()}")) for letter in letters]
    parts = [_filter(own), element("ul", *jumps, class_="letters")]
    for letter, found in letters.items():
        items = [_item(entry, corpus, own, page) for entry in found]
        parts.append(element("p", letter, class_="letter", id=f"letter-{letter.lower()}"))
        parts.append(element("ul", *items))
    parts.append(_downloads(own, page))
    return element("div", *parts, class_="a-to-z", data_search_exclude="")


def _entries(registry: Registry, own: Language) -> Iterator[_Entry]:
    """Every name that the language has for a title, and every abbreviation once, CXO and CxO together."""
    for title in registry.titles.values():
        for name in dict.fromkeys((title.labels[own.code], *title.others.get(own.code, ()))):
            yield _Entry(name[:1].upper() + name[1:], (title,), is_abbreviation=False)
    for letters in {
        name.casefold(): name for title in registry.titles.values() for name in title.abbreviations
    }.values():
        found = titles_by_abbreviation(letters, registry)
        names = dict.fromkeys(n for t in found for n in t.abbreviations if n.casefold() == letters.casefold())
        yield _Entry(", ".join(names), tuple(found), is_abbreviation=True)


def _item(entry: _Entry, corpus: Corpus, own: Language, page: str) -> Element:
    kinds = " ".join(dict.fromkeys(title.kind for title in entry.titles))
    only = entry.titles[0] if len(entry.titles) == 1 else None
    if entry.is_abbreviation:
        home = section_url(corpus, own.code, page, entry.word.partition(",")[0].casefold()) if only is None else None
        word = (
            element("a", entry.word, href=home) if home else title_link(entry.titles[0], entry.word, corpus, own, page)
        )
        said = only.labels[own.code] if only else ", ".join(title.labels[own.code] for title in entry.titles)
        return element("li", word, f": {said}", data_kind=kinds)
    title = entry.titles[0]
    others: list[Element | str] = []
    for code in corpus.languages:
        if code != own.code:
            others += [" · ", element("span", title.labels[code], lang=code)]
    return element("li", title_link(title, entry.word, corpus, own, page), *others, data_kind=kinds)


def _downloads(own: Language, page: str) -> Element:
    """The whole list as files, which lie above the folders of the languages."""
    links: list[Element | str] = []
    for file in DOWNLOADS:
        links += [
            ", " if links else ": ",
            element("a", file, href=posixpath.relpath(f"../{file}", posixpath.dirname(page))),
        ]
    return element("p", own.interface["downloads"], *links)


def _filter(own: Language) -> Element:
    """Radio buttons that a style sheet reads."""
    choices = []
    for kind in ("all", *KINDS):
        checked = {"checked": "checked"} if kind == "all" else {}
        button = element("input", type="radio", name="kind", id=f"kind-{kind}", **checked)
        choices.append(element("label", button, f" {kind_name(kind, own)}", for_=f"kind-{kind}"))
    return element("fieldset", element("legend", own.interface["show"]), *choices, class_="kinds")


def _letter(word: str) -> str:
    """The letter under which readers look: the first, without its accent."""
    weight = _order(word[0])[0]
    return next((letter for letter in _LETTERS if _order(letter)[0] == weight), word[0].upper())


def _order(word: str) -> tuple[int, ...]:
    """What words are sorted by."""
    return tuple(_collator().sort_key(word))


_LATIN = ("@", "00", "01", "02", "03", "1E", "20")  # letters, their accents, punctuation
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@cache
def _collator() -> Collator:
    """The Unicode collation algorithm with the default table, which is right for the three languages.

    Dutch dictionaries file *ij* under i, German ones umlauts beside their vowels. Of the table only the Latin script is
    read: the whole takes as long as ten pages.
    """
    whole = Path(pyuca.__file__).with_name(f"allkeys-{Collator.UCA_VERSION}.txt")
    with whole.open(encoding="utf-8") as table, NamedTemporaryFile("w", encoding="utf-8") as latin:
        latin.writelines(line for line in table if line.startswith(_LATIN))
        latin.flush()
        return Collator(latin.name)
