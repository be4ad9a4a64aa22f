"""A fact → the note that says what it states, as of when, where it comes from and how sure it is."""

from xml.etree.ElementTree import Element

from concord.registry import Fact
from concord.registry.fact_text import fact_text
from concord.registry.schema import Money
from concord.site.context import SiteContext
from concord.site.facts.base import remarks
from concord.site.facts.citation import citations
from concord.site.facts.date import date_sentences
from concord.site.facts.label import is_doubtful, label_text
from concord.site.html_elements import element
from concord.site.urls import page_url, section_url

FACT_LIST_ID = "facts"  # the id of the main heading of the page with all facts


def fact_note(context: SiteContext, fact: Fact) -> Element:
    """The note on `fact` at the foot of the page; its id is `note-` and the fact's."""
    words = context.words
    parts: list[Element | str] = [
        element("strong", f"{fact_value(context, fact)}:"),
        f" {fact.says[context.code]}. ",
        date_sentences(context, fact),
        *(f"{remark}. " for remark in remarks(context, fact)),
    ]
    label = words["source"] if len(fact.sources) == 1 else words["sources"]
    parts += [f"{label}: ", *citations(context, fact.sources)]
    parts += [f". {words['how_sure']}: {label_text(context, fact)}. "]
    for caveat in caveats(context, fact):
        parts += [caveat, " "]
    if row := row_link(context, fact):
        parts.append(element("a", words["about_fact"], href=row, class_="more"))
    return element("p", *parts, id=f"note-{fact.id}", class_="note")


def caveats(context: SiteContext, fact: Fact) -> list[Element]:
    """What is wrong with a fact that is disputed or unreliable: an element for each doubt, with a link to why."""
    words = context.words
    address = explanation(context, fact)
    why: list[Element | str] = [" ", element("a", words["explained"], href=address, class_="more")] if address else []
    doubts = [element("em", words[doubt]) for doubt in context.registry.ratings[fact.id].doubts]
    return [element("span", doubt, *why) for doubt in doubts] or ([element("span", *why[1:])] if why else [])


def explanation(context: SiteContext, fact: Fact) -> str | None:
    """The link to the section that explains why a fact is disputed or unreliable; None where it is neither."""
    return section_url(context, fact.dispute) if is_doubtful(context, fact) else None


def row_link(context: SiteContext, fact: Fact) -> str | None:
    """The link to the fact's row in the list of all facts; None where the language has no such page."""
    place = context.find_section(FACT_LIST_ID)
    return page_url(context.page, place[0].path, row_id(fact)) if place else None


def row_id(fact: Fact) -> str:
    """The id of the fact's row in the list of all facts."""
    return f"fact-{fact.id}"


def fact_value(context: SiteContext, fact: Fact) -> str:
    """What the fact states, in the words of the language: as `fact_text`, for money with its period, gross or net."""
    text, words = fact_text(fact, context.registry, context.language), context.words
    if isinstance(fact, Money):
        text += "" if fact.period == "once" else f" {words[f'per_{fact.period}']}"
        text += "" if fact.gross is None else f", {words['gross' if fact.gross else 'net']}"
    return text
