"""One fact → the note that says what it states, as of when, where it comes from and what is wrong with it."""

from xml.etree.ElementTree import Element

from concord.languages import Language
from concord.pages.corpus import Corpus
from concord.registry import Fact, Measured, Name, Registry
from concord.registry.schema import Money
from concord.site.facts.citation import citation, day_text
from concord.site.html_elements import element
from concord.site.urls import page_url, section_url
from concord.values import write_quantity

LIST = "facts"  # the id of the heading of the page with all facts


def fact_note(fact: Fact, registry: Registry, corpus: Corpus, language: Language, page: str) -> Element:
    """The note on `fact` at the foot of `page`; its id is `note-` and the fact's."""
    words = language.interface
    parts: list[Element | str] = [
        element("strong", f"{fact_value(fact, registry, language)}:"),
        f" {fact.says[language.code]}. ",
    ]
    if fact.as_of:
        parts += [f"{words['as_of']}: {day_text(fact.as_of, language)}. "]
    label = words["source"] if len(fact.sources) == 1 else words["sources"]
    parts += [f"{label}: "]
    for index, id in enumerate(fact.sources):
        parts += [", " if index else "", citation(id, registry, corpus, language, page)]
    parts += [". "]
    for mark in caveats(fact, corpus, language, page):
        parts += [mark, " "]
    if row := row_link(fact, corpus, language, page):
        parts.append(element("a", words["about_fact"], href=row))
    return element("p", *parts, id=f"note-{fact.id}", class_="note")


def caveats(fact: Fact, corpus: Corpus, language: Language, page: str) -> list[Element]:
    """What is wrong with the fact, one element a mark, with the link from `page` to what explains it."""
    words = language.interface
    address = section_url(corpus, language.code, page, fact.dispute)
    why: list[Element | str] = [" ", element("a", words["explained"], href=address)] if address else []
    return [element("span", element("em", words[mark]), *why) for mark in fact.marks]


def row_link(fact: Fact, corpus: Corpus, language: Language, page: str) -> str | None:
    """The link from `page` to the fact's row in the list of all facts; None where the guide has no such page."""
    home = corpus.find_section(language.code, LIST)
    return page_url(page, home[0].path, row_id(fact)) if home else None


def row_id(fact: Fact) -> str:
    """The id of the fact's row in the list of all facts."""
    return f"fact-{fact.id}"


def fact_value(fact: Fact, registry: Registry, language: Language) -> str:
    """What the fact states in the language's own form: a quantity, a name, or the titles of a statement's objects."""
    if isinstance(fact, Name):
        return fact.value
    if not isinstance(fact, Measured):
        labels = [registry.titles[id].labels[language.code] for id in fact.object if id in registry.titles]
        return ", ".join(labels)
    text = write_quantity(fact.quantity, language)
    if isinstance(fact, Money):
        text += "" if fact.period == "once" else f" {language.interface[f'per_{fact.period}']}"
        text += "" if fact.gross is None else f", {language.interface['gross' if fact.gross else 'net']}"
    return text
