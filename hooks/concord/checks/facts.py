"""Citation → findings: each cited fact and source is in the registry, and the text states the value of the fact."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from concord.finding import Edit, Finding, Subject, word_edits
from concord.languages import Language, language
from concord.model import Block, Location, Page, Reference, Section
from concord.pages.corpus import Corpus
from concord.pages.memo import once
from concord.registry import Fact, Measured, Name, Registry, Statement
from concord.rules.messages import near_case
from concord.text.adjoining_units import adjoining_unit
from concord.text.title_forms import names_title
from concord.values import (
    Day,
    Quantity,
    agrees,
    convert_separators,
    date_parts,
    read_quantity,
    rewrite_quantity,
    trailing_bound,
)

_DIGITS, _LETTER = re.compile(r"\d+"), re.compile(r"[^\W\d_]")
_BOUNDS_OF_END = {"low": ("", "at-least", "more-than"), "high": ("", "at-most", "less-than")}
_NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class _Citation:
    """A reference to a fact or a source, and where it stands."""

    page: Page
    section: Section
    block: Block
    reference: Reference

    @property
    def id(self) -> str:
        """The id of what is cited: `salary` of `fact:salary.low`."""
        return self.reference.target.partition(".")[0]

    @property
    def end(self) -> str:
        """The cited end of the fact's range, `low` or `high`, or its date, `as_of`; "" for the whole fact."""
        return self.reference.target.partition(".")[2]

    @property
    def language(self) -> Language:
        """The language of the page."""
        return language(self.page.language)

    @property
    def subject(self) -> Subject:
        """The section with the citation, as what a finding is about."""
        return Subject(self.page, self.section)


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `fact-unknown`, `fact-mismatch`, `fact-format` and `source-unknown`."""
    for page in corpus:
        for citation in _citations(page):
            reference = citation.reference
            if reference.scheme == "fact":
                yield from _check_fact(citation, corpus, registry)
            elif reference.scheme == "source" and reference.target not in registry.sources:
                yield from _unknown(citation, "source", registry)
        yield from _check_evidence(page, registry)


def check_whole(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `fact-unexplained` and `fact-unused`, which need the citations of all pages."""
    cited = [_cited(page) for page in corpus]
    used = set().union(*(page.facts for page in cited))
    for id in registry.charts.keys() & set().union(*(page.pictures for page in cited)):
        used.update(fact.id for fact in registry.chart_facts(registry.charts[id]))
    yield from _unexplained(corpus, registry, used)
    for id in registry.facts.keys() - used:
        yield Finding("fact-unused", registry.place("facts", id), {"fact": id})


class _Cited(NamedTuple):
    """The ids of the facts and the pictures that a page cites, and those of the facts by the place of the section."""

    facts: frozenset[str]
    pictures: frozenset[str]
    by_section: Mapping[Location, frozenset[str]]


def _cited(page: Page) -> _Cited:
    def compute() -> _Cited:
        facts = {section.location: frozenset(id for id, _ in section.cited_facts) for section in page.sections}
        pictures = frozenset(one.target for _, one in page.references if one.scheme == "picture")
        return _Cited(frozenset().union(*facts.values()), pictures, facts)

    return once(page, _Cited, (), compute)


def _is_cited(fact: str, page: Page, section: Section) -> bool:
    return fact in _cited(page).by_section[section.location]


def _citations(page: Page) -> Iterator[_Citation]:
    """Yields every reference of `page`, of any scheme."""
    for section in page.sections:
        for block in section.blocks:
            for reference in block.references:
                yield _Citation(page, section, block, reference)


def _check_evidence(page: Page, registry: Registry) -> Iterator[Finding]:
    """Yields `fact-unknown` for each id in a line of evidence that the registry does not have."""
    for section in page.sections:
        for id, place in (named for block in section.blocks for named in block.evidence):
            if id not in registry.facts and registry.is_conclusive("facts", id):
                data = {"fact": id} | near_case(id, registry.facts)
                yield Subject(page, section).finding("fact-unknown", place, data)


def _check_fact(citation: _Citation, corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    fact = registry.facts.get(citation.id)
    if fact is None:
        yield from _unknown(citation, "fact", registry)
    elif citation.end == "as_of":
        yield from _check_date(citation, fact, registry)
    elif isinstance(fact, Measured):
        quantity = fact.end(citation.end) if citation.end else fact.quantity
        if quantity is None:
            yield _unknown_end(citation)
        else:
            yield from _check_value(citation, quantity, corpus, registry)
    elif citation.end:
        yield _unknown_end(citation)
    elif isinstance(fact, Name):
        yield from _check_name(citation, fact, registry)
    else:
        yield from _check_statement(citation, fact, registry)


def _check_value(citation: _Citation, quantity: Quantity, corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `fact-mismatch` where the text does not state `quantity`.

    Where it does if read with the separators of another language of the guide, it is `fact-format` instead.
    """
    reference, lang = citation.reference, citation.language
    stated = read_quantity(reference.text, lang)
    if beside := adjoining_unit(citation.block, reference, quantity, lang):
        yield _unit_beside(citation, quantity, stated, beside, registry)
        return
    if stated and _agrees(quantity, stated, citation):
        return
    for other in map(language, corpus.languages):
        foreign = read_quantity(reference.text, lang, separators=other) if other != lang else None
        if foreign and foreign != stated and _agrees(quantity, foreign, citation):
            text = convert_separators(reference.text, lang, other)
            finding = _mismatch(citation, registry, text, "fact-format")
            yield replace(finding, data={**finding.data, "of": other.name})
            return
    bound_before = trailing_bound(reference.before, lang)
    wanted = replace(quantity, bound="") if bound_before == quantity.bound else quantity
    text = rewrite_quantity(reference.text, wanted, lang)
    finding = _mismatch(citation, registry, text, "fact-mismatch")
    if bound_before in ("", quantity.bound):
        yield finding
    else:  # "more than" stands before the link and the fact says "less than": only a person can correct the sentence
        yield replace(finding, fix=())


def _unit_beside(
    citation: _Citation, quantity: Quantity, stated: Quantity | None, beside: tuple[int, int], registry: Registry
) -> Finding:
    """`fact-mismatch` where a sign or a unit stands `beside` the link, with the edits that take it into its text."""
    text, sign = citation.reference.text, citation.block.text[slice(*beside)]
    if not stated or stated.kind != quantity.kind:
        text = f"{sign}{text}" if beside[0] < citation.reference.span[0] else f"{text}{sign}"
    before = citation.block.text[: beside[0]] if beside[0] < citation.reference.span[0] else citation.reference.before
    if trailing_bound(before, citation.language) == quantity.bound:
        quantity = replace(quantity, bound="")
    finding = _mismatch(citation, registry, rewrite_quantity(text, quantity, citation.language), "fact-mismatch")
    fix = (Edit(citation.block.span(*beside), sign, ""), *finding.fix)
    return replace(finding, data={**finding.data, "case": "sign", "sign": sign.strip()}, fix=fix)


def _check_date(citation: _Citation, fact: Fact, registry: Registry) -> Iterator[Finding]:
    """Yields `fact-mismatch` where the text is not the fact's date: its year, its month and year, or the whole day."""
    if fact.as_of is None:
        yield _unknown_end(citation, "date")
        return
    text, lang = citation.reference.text, citation.language
    stated, dates = read_quantity(text, lang), _date_quantities(fact.as_of)
    if not stated or not any(agrees(date, stated) for date in dates):
        parts = date_parts(stated) if stated else _apparent_parts(text)
        wanted = dates[min(parts, len(dates)) - 1]
        yield _mismatch(citation, registry, rewrite_quantity(text, wanted, lang), "fact-mismatch")


def _apparent_parts(text: str) -> int:
    """How much of a date `text` seems to give that is none in its language, such as with a month's name in another.

    It is counted as by `date_parts`: each number, and one for a word.
    """
    return max(1, len(_DIGITS.findall(text)) + bool(_LETTER.search(text)))


def _date_quantities(day: Day) -> list[Quantity]:
    """What may be said for the date of a fact: its year, its month and year, and the day, as far as they are known."""
    year = Quantity("year", Decimal(day.year), Decimal(day.year))
    days = dict.fromkeys((Day(day.year, day.month), day)) if day.month else ()
    return [year, *(Quantity("date", part, part) for part in days)]


def _agrees(quantity: Quantity, stated: Quantity, citation: _Citation) -> bool:
    """Whether the text states the quantity; a bound may stand in the link or before it."""
    if not stated.bound:
        stated = replace(stated, bound=trailing_bound(citation.reference.before, citation.language))
    if stated.bound in _BOUNDS_OF_END.get(citation.end, ()):
        stated = replace(stated, bound="")
    return agrees(quantity, stated)


def _check_name(citation: _Citation, fact: Name, registry: Registry) -> Iterator[Finding]:
    """Yields `fact-mismatch` where the text is none of the fact's names with an ending of the language."""
    endings = citation.language.suffixes
    text = " ".join(citation.reference.text.split())
    if not any(text == name + ending for name in (fact.value, *fact.also) for ending in endings):
        yield _mismatch(citation, registry, fact.value, "fact-mismatch")


def _check_statement(citation: _Citation, fact: Statement, registry: Registry) -> Iterator[Finding]:
    """Yields `fact-mismatch` where the text does not name every object of the statement; no edit can correct it."""
    lang = citation.language
    titles = [registry.titles[id] for id in fact.object if id in registry.titles]
    if not all(names_title(citation.reference.text, title, lang) for title in titles):
        objects = ", ".join(title.labels.get(lang.code, title.id) for title in titles)
        finding = _mismatch(citation, registry, objects, "fact-mismatch")
        yield replace(finding, data={**finding.data, "case": "statement"}, fix=())


def _mismatch(citation: _Citation, registry: Registry, value: str, rule: str) -> Finding:
    """A finding of `rule` at the text of the citation, with the edits that make it say `value`."""
    reference, place = citation.reference, registry.place("facts", citation.id)
    value = value.replace(_NO_BREAK_SPACE, " ")  # in a page it is a plain space; the site makes it a no-break space
    data = {"text": reference.text, "fact": reference.target, "value": value, "place": f"{place.path}:{place.line}"}
    fix = word_edits(citation.block, *reference.text_span, value)
    return citation.subject.finding(rule, reference.text_location, data, related=(place,), fix=fix)


def _unknown(citation: _Citation, kind: str, registry: Registry) -> Iterator[Finding]:
    """Yields `fact-unknown` or `source-unknown`; nothing where `registry-invalid` reports the entry or its file."""
    if registry.is_conclusive(f"{kind}s", citation.id):
        known = registry.facts if kind == "fact" else registry.sources
        data = {kind: citation.id} | near_case(citation.id, known)
        yield citation.subject.finding(f"{kind}-unknown", citation.reference.location, data)


def _unknown_end(citation: _Citation, case: str = "end") -> Finding:
    data = {"case": case, "fact": citation.id, "end": citation.end}
    return citation.subject.finding("fact-unknown", citation.reference.location, data)


def _to_explain(registry: Registry) -> list[tuple[str, Fact, Sequence[str]]]:
    """The facts that a section has to explain, and their doubts."""
    doubts = {id: registry.ratings[id].doubts for id in registry.facts}
    return [(id, fact, doubts[id]) for id, fact in registry.facts.items() if doubts[id] or fact.dispute]


def _unexplained(corpus: Corpus, registry: Registry, used: set[str]) -> Iterator[Finding]:
    """Yields `fact-unexplained` where the section that a fact names as its explanation is not there, or not about it.

    That is once for each fact that is `used`. Of a fact without a doubt, the section need not cite it.
    """
    for id, fact, doubts in once(registry, _unexplained, (), partial(_to_explain, registry)):
        if id not in used:
            continue
        homes = {code: corpus.find_section(code, fact.dispute) for code in corpus.complete}
        absent = [code for code, home in homes.items() if not home]
        silent = [code for code, home in homes.items() if home and not _is_cited(id, *home)]
        lacking = [*absent, *silent] if doubts else absent
        if lacking:
            sections = tuple(home[1].location for home in homes.values() if home)
            data = {"fact": id, "marks": ", ".join(doubts), "section": fact.dispute, "lacking": ", ".join(lacking)}
            case = "nowhere" if not fact.dispute else "absent" if absent else ""
            yield Finding("fact-unexplained", registry.place("facts", id), data | {"case": case}, related=sections)
