"""How sure a fact is → a word and a number for readers, and the table of the labels."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from babel.lists import format_list

from concord.registry import Fact, Measured, Rating
from concord.registry.evidence import LABELS
from concord.registry.labels import OUTLIVED_AFTER, TABLE
from concord.site.context import SiteContext
from concord.site.facts.base import base_text
from concord.site.html_elements import element
from concord.values import Quantity, write_quantity

LABELS_ID = "labels"  # the id of the heading below which the table of the labels stands


def label_word(context: SiteContext, fact: Fact) -> str:
    """The label of a fact in the words of the language: well supported, claimed."""
    return context.words[_key("label", context.registry.ratings[fact.id].label)]


def label_text(context: SiteContext, fact: Fact) -> str:
    """The label of a fact and what it rests on, in numbers: "one count: survey, 2011, 155 executives"."""
    rating = context.registry.ratings[fact.id]
    return f"{label_word(context, fact)}: {_grounds(context, fact, rating)}"


def least_sure(context: SiteContext, facts: Iterable[Fact]) -> tuple[str, str]:
    """The lowest label of several facts, one of `LABELS`, and its text; "" and *our judgement* without any fact.

    The text is that of the fact with this label. Where several have it on different grounds, it has their years only.
    """
    ratings = {fact.id: (LABELS.index(context.registry.ratings[fact.id].label), fact) for fact in facts}
    if not ratings:
        return "", context.words["our_judgement"]
    lowest = max(index for index, _ in ratings.values())
    found = [fact for index, fact in ratings.values() if index == lowest]
    texts = {label_text(context, fact) for fact in found}
    several = f"{label_word(context, found[0])}: {dates_text(context, found, both=True)}"
    return LABELS[lowest], texts.pop() if len(texts) == 1 else several


def is_doubtful(context: SiteContext, fact: Fact) -> bool:
    """Whether a fact is disputed or unreliable."""
    return context.registry.ratings[fact.id].label in ("disputed", "unreliable")


def labels_table(context: SiteContext) -> Element:
    """The labels with the conditions that decide, in the order in which they are tried, and an example of each."""
    words = context.words
    head = element(
        "tr", *(element("th", words[name], scope="col") for name in ("how_sure", "label_when", "label_example"))
    )
    rows = []
    for label, condition, _ in TABLE:
        facts = context.registry.facts.values()
        found = next((fact for fact in facts if context.registry.ratings[fact.id].condition == condition), None)
        example = f"{found.says[context.code]}: {label_text(context, found)}" if found else ""
        name = element("th", words[_key("label", label)], scope="row")
        rows.append(
            element(
                "tr", name, element("td", words[f"when_{condition}"].format_map(OUTLIVED_AFTER)), element("td", example)
            )
        )
    return element("table", element("thead", head), element("tbody", *rows), class_="labels")


def dates_text(context: SiteContext, facts: Iterable[Fact], both: bool = False) -> str:
    """The years of facts: "2014", "2013 to 2019", "about 2012" for an inferred one; "undated" without any.

    Args:
        context: The language.
        facts: The facts.
        both: Whether two years are named as such, "2014 and 2019", and not as a range.
    """
    inferred = {fact.as_of.year: fact.dated == "inferred" for fact in facts if fact.as_of}
    about, all_inferred = context.words["about_year"], all(inferred.values())
    years = [about.format(year=year) if inferred[year] and not all_inferred else str(year) for year in sorted(inferred)]
    if not years:
        return context.words["undated"]
    ends = years if len(years) < 3 else [years[0], years[-1]]
    text = f" {context.language.ranges[0][1]} ".join(ends)
    if len(years) == 2 and both:
        text = str(format_list(years, locale=context.language.locale))
    return about.format(year=text) if all_inferred else text


def _grounds(context: SiteContext, fact: Fact, rating: Rating) -> str:
    """What the label of a fact rests on."""
    words, dates = context.words, dates_text(context, rating.agreeing)
    if rating.condition == "contradicted":
        facts = (*rating.agreeing, *rating.contradicting)
        return f"{_versions(context, facts)}, {dates_text(context, facts, both=True)}"
    if rating.condition in ("damaged", "misattributed", "outlived"):
        doubt = "outdated" if rating.condition == "outlived" else rating.condition
        return f"{words[f'is_{doubt}']}, {dates_text(context, [fact])}"
    if rating.condition == "counts":
        return f"{context.language.counted('counts', rating.counts)}, {dates}"
    if rating.condition == "count":
        counted = next(
            one for one in rating.agreeing if one.basis in ("count", "survey") and context.registry.base(one)
        )
        parts = (dates_text(context, [counted]), base_text(context, counted))
        return ", ".join((words["basis_survey"], *parts) if counted.basis == "survey" else parts)
    if rating.condition in ("law", "document"):
        return f"{words[f'basis_{rating.condition}']}, {dates}"
    texts = words["text"] if rating.texts == 1 else context.language.counted("texts", rating.texts)
    return f"{texts}, {dates}"


def _versions(context: SiteContext, facts: tuple[Fact, ...]) -> str:
    """The span of the values that contradict one another; how many versions there are, where they have no span."""
    quantities = [fact.quantity for fact in facts if isinstance(fact, Measured)]
    if (
        len(quantities) == len(facts)
        and facts[0].kind != "list"
        and len({(quantity.kind, quantity.unit) for quantity in quantities}) == 1
    ):
        low, high = min(one.low for one in quantities), max(one.high for one in quantities)
        return write_quantity(Quantity(quantities[0].kind, low, high, quantities[0].unit), context.language)
    return context.language.counted("versions", len(facts))


def _key(prefix: str, name: str) -> str:
    return f"{prefix}_{name.replace('-', '_')}"
