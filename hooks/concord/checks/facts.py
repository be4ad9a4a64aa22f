"""Citation → findings: each cited fact and source is in the registry, and the text states the value of the fact."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from concord.finding import Finding, Subject, word_edits
from concord.languages import Language, language
from concord.model import Block, Page, Reference, Section
from concord.pages.corpus import Corpus
from concord.registry import Measured, Name, Registry, Statement
from concord.rules.messages import near_case
from concord.text.title_forms import names_title
from concord.values import Quantity, agrees, convert_separators, read_quantity, rewrite_quantity, trailing_bound

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
        """The cited end of the fact's range, `low` or `high`; "" for the whole fact."""
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


def check_whole(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `fact-unexplained` and `fact-unused`, which need the citations of all pages."""
    used: set[str] = set()
    for _, reference in (found for page in corpus for found in page.references):
        if reference.scheme == "fact":
            used.add(reference.target.partition(".")[0])
        elif reference.scheme == "picture" and (chart := registry.charts.get(reference.target)):
            used.update(fact.id for fact in registry.chart_facts(chart))
    yield from _unexplained(corpus, registry, used)
    for id in registry.facts.keys() - used:
        yield Finding("fact-unused", registry.place("facts", id), {"fact": id})


def _citations(page: Page) -> Iterator[_Citation]:
    """Yields every reference of `page`, of any scheme."""
    for section in page.sections:
        for block in section.blocks:
            for reference in block.references:
                yield _Citation(page, section, block, reference)


def _check_fact(citation: _Citation, corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    fact = registry.facts.get(citation.id)
    if fact is None:
        yield from _unknown(citation, "fact", registry)
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
        objects = ", ".join(title.labels[lang.code] for title in titles)
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


def _unknown_end(citation: _Citation) -> Finding:
    data = {"case": "end", "fact": citation.id, "end": citation.end}
    return citation.subject.finding("fact-unknown", citation.reference.location, data)


def _unexplained(corpus: Corpus, registry: Registry, used: set[str]) -> Iterator[Finding]:
    """Yields `fact-unexplained` for each fact with a mark whose section does not cite it in every language."""
    for id, fact in registry.facts.items():
        if not fact.marks or id not in used:
            continue
        homes = {code: corpus.find_section(code, fact.dispute) for code in corpus.languages}
        lacking = [
            code
            for code, home in homes.items()
            if not home or all(reference.target.partition(".")[0] != id for reference in home[1].references)
        ]
        if lacking:
            sections = tuple(home[1].location for home in homes.values() if home)
            data = {"fact": id, "marks": ", ".join(fact.marks), "section": fact.dispute, "lacking": ", ".join(lacking)}
            yield Finding("fact-unexplained", registry.place("facts", id), data, related=sections)
