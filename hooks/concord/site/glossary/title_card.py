"""A title → its data card; an abbreviation → the titles that it stands for.

The card cites the statements of reporting lines by references (`fact:`), which become HTML with those of the page.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from concord.languages import Language, language
from concord.languages.locale_names import country_name
from concord.pages.memo import once
from concord.registry import Registry, Title
from concord.site.context import SiteContext
from concord.site.glossary.definitions import definition
from concord.site.glossary.mentions import mentioning_pages
from concord.site.glossary.reporting_tree import reporting_tree
from concord.site.html_elements import element
from concord.site.section_links import Places
from concord.site.urls import section_url

Parts = list[Element | str]


def title_card(context: SiteContext, title: Title, mentions: Places) -> Element:
    """What the registry knows of a title, as a description list for the title's page.

    Args:
        context: The registry, the corpus and the page.
        title: The title.
        mentions: The sections that mention it, other than its own page's.

    Returns:
        The title's names in all languages, its abbreviations with the other titles that share them, its reporting
        tree, the titles that it must not be confused with, and the sections that mention it.
    """
    words = context.words
    namesakes = _namesakes(title, context.registry)
    rows = [*_name_rows(context, title), *_abbreviation_rows(context, title, namesakes)]
    if tree := reporting_tree(context, title):
        rows += [element("dt", words["reporting_line"]), element("dd", tree)]
    confusable = confusable_titles(title, context.registry)
    if others := [other for other in confusable if other is not title and other not in namesakes]:
        links = [_title_item(context, other) for other in others]
        rows += [element("dt", words["not_same_as"]), element("dd", element("ul", *links))]
    if mentions:
        rows += [element("dt", words["mentioned"]), element("dd", *mentioning_pages(context, title, mentions))]
    return element("dl", *rows, class_="title-data", data_search_exclude="")


def abbreviation_senses(context: SiteContext, abbreviation: str) -> Element:
    """The titles that an abbreviation stands for, its usual sense first, each with its definition."""
    items = []
    for title in titles_by_abbreviation(abbreviation, context.registry):
        name = title_link(context, title, title.labels[context.code])
        spelling = next(one for one in title.abbreviations if one.casefold() == abbreviation.casefold())
        usual: Parts = [" ", element("em", context.words["usual"])] if spelling in title.default_for else []
        items.append(element("li", name, f" ({spelling})", *usual, ". ", definition(context, title.id)))
    return element("ul", *items, class_="senses", data_search_exclude="")


def titles_by_abbreviation(abbreviation: str, registry: Registry) -> list[Title]:
    """The titles with an abbreviation in any case (CXO, CxO): what it usually means, then those that readers meet."""
    wanted = abbreviation.casefold()

    def compute() -> list[Title]:
        found = [title for title in registry.titles.values() if wanted in map(str.casefold, title.abbreviations)]
        return sorted(found, key=lambda title: (wanted not in map(str.casefold, title.default_for), not title.core))

    return once(registry, (titles_by_abbreviation, wanted), (), compute)


def title_link(context: SiteContext, title: Title, text: str) -> Element:
    """A link to the page of a title, or its text alone where the title has no page."""
    address = section_url(context, title.id)
    return element("a", text, href=address) if address else element("span", text)


def confusable_titles(title: Title, registry: Registry) -> list[Title]:
    """The titles that `title` must not be confused with, whichever of the two entries says so."""
    ids = [*title.not_same_as, *(other.id for other in registry.titles.values() if title.id in other.not_same_as)]
    return [registry.titles[id] for id in dict.fromkeys(ids) if id in registry.titles]


def kind_name(kind: str, language: Language) -> str:
    """What the language calls a kind of titles."""
    return language.interface[f"kind_{kind}".replace("-", "_")]


def _namesakes(title: Title, registry: Registry) -> list[Title]:
    """The other titles that share an abbreviation with `title`."""
    sharing = (other for name in title.abbreviations for other in titles_by_abbreviation(name, registry))
    return [other for other in {other.id: other for other in sharing}.values() if other is not title]


def _title_item(context: SiteContext, title: Title) -> Element:
    abbreviation = f" ({title.abbreviations[0]})" if title.abbreviations else ""
    return element("li", title_link(context, title, title.label_with_regions(context.code)), abbreviation)


def _name_rows(context: SiteContext, title: Title) -> Iterable[Element]:
    """The names of the title in each language, the reader's language first."""
    for code in sorted(context.shown_languages, key=lambda code: code != context.code):
        names = ", ".join(_with_conditions(title, term, language(code)) for term in title.terms(code))
        unsure: Parts = [" ", element("em", context.words["unreviewed"])] if title.reviewed.get(code) is False else []
        yield element("dt", language(code).name, lang=code)
        yield element("dd", element("span", names, lang=code), *unsure)


def _with_conditions(title: Title, term: str, language: Language) -> str:
    """A term, with the countries where it is used if they are not all of its language, and with what limits it."""
    notes = [country_name(code, language) for code in title.regions.get(term, ())]
    if status := title.status.get(term):
        notes.append(language.interface[f"status_{status}".replace("-", "_")])
    return f"{term} ({', '.join(notes)})" if notes else term


def _abbreviation_rows(context: SiteContext, title: Title, namesakes: Iterable[Title]) -> Iterable[Element]:
    """The abbreviations, each linked to the page on its senses where it has one, and the titles that share them."""
    if not title.abbreviations:
        return
    parts: Parts = []
    for name in title.abbreviations:
        is_shared = len(titles_by_abbreviation(name, context.registry)) > 1
        address = section_url(context, name.casefold()) if is_shared else None
        parts += [", " if parts else "", element("a", name, href=address) if address else name]
    yield element("dt", context.words["abbreviation"])
    yield element("dd", *parts)
    if namesakes:
        yield element("dt", context.words["same_letters"])
        yield element("dd", element("ul", *(_title_item(context, other) for other in namesakes)))
