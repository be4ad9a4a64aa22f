"""What stands under the definition of a title, and under an abbreviation that several share.

What states a reporting line is cited as in the text (fact:), and becomes HTML with it.
"""

from collections.abc import Iterable
from functools import lru_cache
from xml.etree.ElementTree import Element

from concord.languages import Language, language
from concord.pages.corpus import Corpus
from concord.registry import Registry, Title
from concord.site.glossary.definitions import definition
from concord.site.glossary.reporting_tree import reporting_tree
from concord.site.html_elements import element
from concord.site.section_links import Places, links_by_page
from concord.site.urls import section_url

Parts = list[Element | str]


def title_card(
    title: Title, registry: Registry, corpus: Corpus, own: Language, page: str, mentioned: Places
) -> Element:
    """On `page`, the title's names, whom it reports to, what it is not, and the sections that mention it."""
    words = own.interface
    rows = [*_names(title, corpus, own), *_letters(title, registry, corpus, own, page)]
    if lines := reporting_tree(title, registry, own):
        rows += [element("dt", words["reporting_line"]), element("dd", lines)]
    alike = {
        other.id for letters in title.abbreviations for other in titles_by_abbreviation(letters, registry)
    }  # they stand above
    if others := [other for other in confusable_titles(title, registry) if other.id not in alike]:
        links = [_item(other, corpus, own, page) for other in others]
        rows += [element("dt", words["not_same_as"]), element("dd", element("ul", *links))]
    if mentioned:
        rows += [element("dt", words["mentioned"]), element("dd", links_by_page(page, mentioned))]
    return element("dl", *rows, class_="title-data", data_search_exclude="")


def abbreviation_senses(abbreviation: str, registry: Registry, corpus: Corpus, own: Language, page: str) -> Element:
    """What an abbreviation stands for, its usual sense first, each with its definition."""
    items = []
    for title in titles_by_abbreviation(abbreviation, registry):
        name = title_link(title, title.labels[own.code], corpus, own, page)
        letters = next(one for one in title.abbreviations if one.casefold() == abbreviation.casefold())
        usual: Parts = [" ", element("em", own.interface["usual"])] if letters in title.default_for else []
        items.append(element("li", name, f" ({letters})", *usual, ". ", definition(corpus, own.code, title.id)))
    return element("ul", *items, class_="senses", data_search_exclude="")


@lru_cache(maxsize=512)
def titles_by_abbreviation(abbreviation: str, registry: Registry) -> list[Title]:
    """The titles with that abbreviation, CXO and CxO alike, the one that it usually means first."""
    wanted = abbreviation.casefold()
    found = [t for t in registry.titles.values() if wanted in map(str.casefold, t.abbreviations)]
    return sorted(found, key=lambda title: wanted not in map(str.casefold, title.default_for))


def _item(title: Title, corpus: Corpus, own: Language, page: str) -> Element:
    letters = f" ({title.abbreviations[0]})" if title.abbreviations else ""
    return element("li", title_link(title, title.labels[own.code], corpus, own, page), letters)


def title_link(title: Title, text: str, corpus: Corpus, own: Language, page: str) -> Element:
    """A link from `page` to the page of a title, or its text alone where there is none."""
    address = section_url(corpus, own.code, page, title.id)
    return element("a", text, href=address) if address else element("span", text)


def _names(title: Title, corpus: Corpus, own: Language) -> Iterable[Element]:
    """The title in each language, the reader's own first."""
    codes = sorted(corpus.languages, key=lambda code: code != own.code)
    for code in codes:
        names = ", ".join((title.labels[code], *title.others.get(code, ())))
        unsure: Parts = [" ", element("em", own.interface["unreviewed"])] if title.reviewed.get(code) is False else []
        said = element("span", names, lang=code)
        yield element("dt", language(code).name, lang=code)
        yield element("dd", said, *unsure)


def _letters(title: Title, registry: Registry, corpus: Corpus, own: Language, page: str) -> Iterable[Element]:
    """The abbreviations, each with the page on its other senses where there is one."""
    if not title.abbreviations:
        return
    parts: Parts = []
    for letters in title.abbreviations:
        is_shared = len(titles_by_abbreviation(letters, registry)) > 1
        address = section_url(corpus, own.code, page, letters.casefold()) if is_shared else None
        parts += [", " if parts else "", element("a", letters, href=address) if address else letters]
    yield element("dt", own.interface["abbreviation"])
    yield element("dd", *parts)
    others = {other.id: other for letters in title.abbreviations for other in titles_by_abbreviation(letters, registry)}
    others.pop(title.id, None)
    if others:
        yield element("dt", own.interface["same_letters"])
        yield element("dd", element("ul", *(_item(other, corpus, own, page) for other in others.values())))


def confusable_titles(title: Title, registry: Registry) -> list[Title]:
    """What the title must not be taken for, whichever of the two entries says so."""
    ids = [*title.not_same_as, *(other.id for other in registry.titles.values() if title.id in other.not_same_as)]
    return [registry.titles[id] for id in dict.fromkeys(ids) if id in registry.titles]


def kind_name(kind: str, own: Language) -> str:
    """What the language calls a kind of titles."""
    return own.interface[f"kind_{kind}".replace("-", "_")]
