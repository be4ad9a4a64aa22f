"""All titles → the list from A to Z: by abbreviation and by name, in all languages, with a filter without scripts."""

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import get_args
from xml.etree.ElementTree import Element

from concord.registry import Title
from concord.site.context import SiteContext
from concord.site.glossary.title_card import kind_name, title_link, titles_by_abbreviation
from concord.site.html_elements import element
from concord.site.urls import section_url

DOWNLOADS = ("titles.json", "titles.tbx", "titles-2019.tbx")
KINDS = get_args(Title.model_fields["kind"].annotation)


@dataclass(frozen=True)
class _Entry:
    """A name or an abbreviation in the list, with the titles that it stands for and the countries that use it."""

    name: str
    titles: tuple[Title, ...]
    is_abbreviation: bool
    regions: tuple[str, ...] = ()


def a_to_z(context: SiteContext) -> Element:
    """The filter, links to the letters, the entries under their letters, and links to the list as files.

    The titles that readers of the guide meet come first, the others follow as an appendix with letters of its own.
    """
    entries = sorted(_entries(context), key=lambda entry: (_sort_key(entry.name), entry.is_abbreviation))
    first = _by_letter(entry for entry in entries if any(title.core for title in entry.titles))
    rest = _by_letter(entry for entry in entries if not any(title.core for title in entry.titles))
    if not first:
        first, rest = rest, {}
    jumps = [element("li", element("a", letter, href=f"#letter-{letter.lower()}")) for letter in first]
    if rest:
        jumps.append(element("li", element("a", context.words["further_titles"], href="#further")))
    parts = [_kind_filter(context), element("ul", *jumps, class_="letters")]
    parts += _lists(context, first)
    if rest:
        parts.append(element("p", context.words["further_titles"], class_="further", id="further"))
        parts += _lists(context, rest, prefix="further")
    parts.append(_downloads(context))
    return element("div", *parts, class_="a-to-z", data_search_exclude="")


def _lists(context: SiteContext, by_letter: Mapping[str, list[_Entry]], prefix: str = "letter") -> Iterator[Element]:
    """The letters, each with the list of its entries below it."""
    for letter, group in by_letter.items():
        yield element("p", letter, class_="letter", id=f"{prefix}-{letter.lower()}")
        yield element("ul", *(_item(context, entry) for entry in group))


def _by_letter(entries: Iterable[_Entry]) -> dict[str, list[_Entry]]:
    return {letter: list(group) for letter, group in groupby(entries, key=lambda entry: _letter(entry.name))}


def _entries(context: SiteContext) -> Iterator[_Entry]:
    """Every name that the language has for a title, and every abbreviation once, in whatever case (CXO, CxO)."""
    titles = context.registry.titles.values()
    for title in titles:
        for name in dict.fromkeys(title.terms(context.code)):
            regions = title.regions.get(name, ())
            yield _Entry(name[:1].upper() + name[1:], (title,), is_abbreviation=False, regions=regions)
    spellings = {name.casefold(): name for title in titles for name in title.abbreviations}
    for folded, abbreviation in spellings.items():
        found = titles_by_abbreviation(abbreviation, context.registry)
        names = dict.fromkeys(name for title in found for name in title.abbreviations if name.casefold() == folded)
        yield _Entry(", ".join(names), tuple(found), is_abbreviation=True)


def _item(context: SiteContext, entry: _Entry) -> Element:
    """The item of an entry. A name has the labels in the other languages beside it, an abbreviation its meanings."""
    kinds = " ".join(dict.fromkeys(title.kind for title in entry.titles))
    title = entry.titles[0]
    link = title_link(context, title, entry.name)
    if entry.is_abbreviation:
        senses = section_url(context, entry.name.partition(",")[0].casefold()) if len(entry.titles) > 1 else None
        word = element("a", entry.name, href=senses) if senses else link
        meanings = ", ".join(title.labels[context.code] for title in entry.titles)
        return element("li", word, f": {meanings}", data_kind=kinds)
    others: list[Element | str] = [f" ({', '.join(entry.regions)})"] if entry.regions else []
    for code in context.shown_languages:
        if code != context.code:
            others += [" · ", element("span", title.labels[code], lang=code)]
    return element("li", link, *others, data_kind=kinds)


def _downloads(context: SiteContext) -> Element:
    """Links to the whole list as files, which lie at the root of the site, above the folders of the languages."""
    links: list[Element | str] = []
    for file in DOWNLOADS:
        address = posixpath.relpath(f"../{file}", posixpath.dirname(context.page))
        links += [", " if links else ": ", element("a", file, href=address)]
    return element("p", context.words["downloads"], *links)


def _kind_filter(context: SiteContext) -> Element:
    """Radio buttons that the style sheet reads to hide the other kinds."""
    choices = []
    for kind in ("all", *KINDS):
        checked = {"checked": "checked"} if kind == "all" else {}
        button = element("input", type="radio", name="kind", id=f"kind-{kind}", **checked)
        choices.append(element("label", button, f" {kind_name(kind, context.language)}", for_=f"kind-{kind}"))
    return element("fieldset", element("legend", context.words["show"]), *choices, class_="kinds")


def _letter(name: str) -> str:
    """The letter under which a name stands: its first one, without an accent."""
    return (_without_accents(name) or name)[0].upper()


def _sort_key(name: str) -> tuple[str, str]:
    """What names are sorted by: the letters without accents and case; of equal ones, small letters come first.

    German and Dutch lists file an accented letter with its base letter, and *ij* under i.
    """
    return _without_accents(name), name.swapcase()


def _without_accents(name: str) -> str:
    """`name` in lower case, its letters without accents."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
