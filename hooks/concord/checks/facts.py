"""The family `fact`: every fact that a page cites is one of the registry, and its text states the registry's value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from concord.finding import Finding, page_finding, word_edits
from concord.languages import language
from concord.model import Block, Page, Reference, Section
from concord.pages.corpus import Corpus
from concord.registry import Fact, Measured, Name, Registry, Statement
from concord.text.title_forms import names_title
from concord.values import Quantity, agrees, convert_separators, read_quantity, rewrite_quantity, trailing_bound

_BOUND_OF_END = {"low": ("", "at-least", "more-than"), "high": ("", "at-most", "less-than")}


@dataclass(frozen=True, slots=True)
class _Citation:
    """A reference, and where it stands."""

    page: Page
    section: Section
    block: Block
    reference: Reference


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """`fact-unknown`, `fact-mismatch`, `fact-format`, `source-unknown`."""
    for page in corpus:
        for citation in _citations(page):
            reference = citation.reference
            if reference.scheme == "fact":
                yield from _check_fact(citation, corpus, registry)
            elif reference.scheme == "source" and reference.target not in registry.sources:
                yield from _unknown(citation, "source", registry)


def check_whole(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """`fact-unexplained`, `fact-unused`."""
    used: set[str] = set()
    for _, reference in (found for page in corpus for found in page.references):
        if reference.scheme == "fact":
            used.add(reference.target.partition(".")[0])
        elif reference.scheme == "picture" and (picture := registry.charts.get(reference.target)):
            used.update(fact.id for fact in registry.chart_facts(picture))
    yield from _unexplained(corpus, registry, used)
    for id in registry.facts.keys() - used:
        yield Finding("fact-unused", registry.place("facts", id), {"fact": id})


def _citations(page: Page) -> Iterator[_Citation]:
    for section in page.sections:
        for block in section.blocks:
            for reference in block.references:
                yield _Citation(page, section, block, reference)


def _check_fact(citation: _Citation, corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    page, section, reference = citation.page, citation.section, citation.reference
    id, _, end = reference.target.partition(".")
    fact = registry.facts.get(id)
    if fact is None:
        yield from _unknown(citation, "fact", registry)
    elif isinstance(fact, Measured):
        quantity = fact.end(end) if end else fact.quantity
        if quantity is None:
            yield page_finding(
                page, section, "fact-unknown", reference.location, {"case": "end", "fact": id, "end": end}
            )
        else:
            yield from _check_value(citation, fact, quantity, corpus, registry)
    elif end:
        yield page_finding(page, section, "fact-unknown", reference.location, {"case": "end", "fact": id, "end": end})
    elif isinstance(fact, Name):
        yield from _check_name(citation, fact, registry)
    else:
        yield from _check_statement(citation, fact, registry)


def _check_value(
    citation: _Citation, fact: Fact, quantity: Quantity, corpus: Corpus, registry: Registry
) -> Iterator[Finding]:
    page, reference = citation.page, citation.reference
    own = language(page.language)
    end = reference.target.partition(".")[2]
    found = read_quantity(reference.text, own)
    if found and _agrees(quantity, found, end, reference, page):
        return
    for other in map(language, corpus.languages):
        foreign = read_quantity(reference.text, own, separators=other) if other != own else None
        if foreign and foreign != found and _agrees(quantity, foreign, end, reference, page):
            text = convert_separators(reference.text, own, other)
            yield _wrong(citation, fact, registry, text, "fact-format", {"of": other.name})
            return
    standing = trailing_bound(reference.before, own)
    wanted = replace(quantity, bound="") if standing == quantity.bound else quantity
    fixed = standing in ("", quantity.bound)  # "more than" in front of a fact that is less is for a person to mend
    text = rewrite_quantity(reference.text, wanted, own)
    yield _wrong(citation, fact, registry, text, "fact-mismatch", fixed=fixed)


def _agrees(quantity: Quantity, found: Quantity, end: str, reference: Reference, page: Page) -> bool:
    """Whether the text states the quantity, with a bound that may stand in front of the link as well."""
    if not found.bound:
        found = replace(found, bound=trailing_bound(reference.before, language(page.language)))
    if found.bound in _BOUND_OF_END.get(end, ()):
        found = replace(found, bound="")
    return agrees(quantity, found)


def _check_name(citation: _Citation, fact: Name, registry: Registry) -> Iterator[Finding]:
    endings = language(citation.page.language).suffixes
    text = " ".join(citation.reference.text.split())
    if not any(text == name + ending for name in (fact.value, *fact.also) for ending in endings):
        yield _wrong(citation, fact, registry, fact.value, "fact-mismatch")


def _check_statement(citation: _Citation, fact: Statement, registry: Registry) -> Iterator[Finding]:
    own = language(citation.page.language)
    titles = [registry.titles[id] for id in fact.object if id in registry.titles]
    unnamed = [title for title in titles if not names_title(citation.reference.text, title, own)]
    if unnamed:
        objects = ", ".join(title.labels[own.code] for title in titles)
        yield _wrong(citation, fact, registry, objects, "fact-mismatch", {"case": "statement"}, fixed=False)


def _wrong(
    citation: _Citation,
    fact: Fact,
    registry: Registry,
    value: str,
    rule: str,
    case: Mapping[str, str] | None = None,
    *,
    fixed: bool = True,
) -> Finding:
    reference, place = citation.reference, registry.place("facts", fact.id)
    value = value.replace("\u00a0", " ")  # the site sets the no-break spaces
    data = {"text": reference.text, "fact": reference.target, "value": value, "place": f"{place.path}:{place.line}"}
    fix = word_edits(citation.block, *reference.text_span, value) if fixed else ()
    where, data = reference.text_location, data | dict(case or {})
    return page_finding(citation.page, citation.section, rule, where, data, related=(place,), fix=fix)


def _unknown(citation: _Citation, kind: str, registry: Registry) -> Iterator[Finding]:
    page, section, reference = citation.page, citation.section, citation.reference
    id = reference.target.partition(".")[0]
    if not registry.is_conclusive(f"{kind}s", id):
        return  # registry-invalid says what is wrong with it
    known = registry.facts if kind == "fact" else registry.sources
    near = get_close_matches(id, known, n=1)
    case = {"case": "near", "near": near[0]} if near else {}
    yield page_finding(page, section, f"{kind}-unknown", reference.location, {kind: id} | case)


def _unexplained(corpus: Corpus, registry: Registry, used: set[str]) -> Iterator[Finding]:
    for id, fact in registry.facts.items():
        if not fact.marks or id not in used:
            continue
        homes = {language: corpus.find_section(language, fact.dispute) for language in corpus.languages}
        silent = [
            language
            for language, home in homes.items()
            if not home or all(reference.target.partition(".")[0] != id for reference in home[1].references)
        ]
        if silent:
            sections = tuple(home[1].location for home in homes.values() if home)
            data = {"fact": id, "marks": ", ".join(fact.marks), "section": fact.dispute, "lacking": ", ".join(silent)}
            yield Finding("fact-unexplained", registry.place("facts", id), data, related=sections)
