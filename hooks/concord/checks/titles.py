"""The family `title`: links to titles lead to one of the registry, an abbreviation means what its page says."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from concord.alignment.elements import aligned_blocks, aligned_elements
from concord.alignment.minority import Split, split_languages
from concord.alignment.title_blocks import TitleBlocks
from concord.checks.false_friends import false_friends
from concord.finding import Finding, page_finding
from concord.languages import language
from concord.model import Block, Location, Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.text.title_forms import is_title_form
from concord.text.title_mentions import PageMentions, TitleMention, title_mentions


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """`title-unknown`, `title-form`, `title-ambiguous`, `title-drift`, `title-false-friend`."""
    yield from _links(corpus, registry)
    versions: dict[str, dict[str, PageMentions]] = {}
    for page in _titled(corpus, registry):
        yield from _ambiguous(page, registry)
        if not page.page.problems:
            versions.setdefault(page.page.path, {})[page.page.language] = page
    for version in versions.values():
        if len(version) > 1:
            yield from _compare(version)


class TitleUse(NamedTuple):
    """That a version of a page mentions a title: where first, and the places of the sections that mention it."""

    title: str
    first: Location
    sections: tuple[Location, ...]


def title_uses(corpus: Corpus, registry: Registry) -> Iterator[tuple[Page, tuple[TitleUse, ...]]]:
    """Every page with the titles that it mentions, for `check_whole`; nothing where the registry has no titles."""
    for page in _titled(corpus, registry):
        first: dict[str, Location] = {}
        sections: dict[str, dict[Location, None]] = {}
        for section, block, mention in page:
            if sense := page.sense(mention):
                if sense not in first:
                    first[sense] = block.span(mention.start, mention.end)
                sections.setdefault(sense, {})[section.location] = None
        yield page.page, tuple(TitleUse(id, place, tuple(sections[id])) for id, place in first.items())


def check_whole(
    corpus: Corpus, registry: Registry, uses: Sequence[tuple[Page, Sequence[TitleUse]]]
) -> Iterator[Finding]:
    """`title-undefined`, `title-unmentioned`, from the `title_uses` of the whole corpus."""
    yield from _undefined(corpus, registry, uses)
    yield from _unmentioned(corpus, registry, uses)


def _titled(corpus: Corpus, registry: Registry) -> list[PageMentions]:
    return [page for own in title_mentions(corpus, registry).values() for page in own] if registry.titles else []


def _links(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    for page in corpus:
        for section, reference in page.references:
            if reference.scheme != "title" or not registry.is_conclusive("titles", reference.target):
                continue
            title = registry.titles.get(reference.target)
            if title is None:
                near = get_close_matches(reference.target, registry.titles, n=1)
                case = {"case": "near", "near": near[0]} if near else {}
                yield page_finding(
                    page, section, "title-unknown", reference.location, {"title": reference.target} | case
                )
            elif not is_title_form(reference.text, title, language(page.language)):
                place = registry.place("titles", title.id)
                yield page_finding(
                    page,
                    section,
                    "title-form",
                    reference.text_location,
                    {
                        "text": reference.text,
                        "title": title.id,
                        "label": title.labels[page.language],
                        "place": f"{place.path}:{place.line}",
                    },
                    related=(place,),
                )


def _ambiguous(page: PageMentions, registry: Registry) -> Iterator[Finding]:
    """Each abbreviation at its first use where its sense on this page cannot be told."""
    seen: set[str] = set()
    for section, block, mention in page:
        short = mention.abbreviation
        if not short or short in seen or page.sense(mention):
            continue
        full = [sense for sense in mention.senses if sense in page.full]
        default = page.default(mention)
        seen.add(short)
        others = [sense for sense in mention.senses if sense != default]
        yield page_finding(
            page.page,
            section,
            "title-ambiguous",
            block.span(mention.start, mention.end),
            {"abbreviation": short, "senses": ", ".join(others), "other": (full or others)[0]}
            | ({"default": default} if default else {"case": "none"}),
        )


def _undefined(
    corpus: Corpus, registry: Registry, uses: Sequence[tuple[Page, Sequence[TitleUse]]]
) -> Iterator[Finding]:
    """The titles that a guide with a glossary explains in no language; where one lacks it, `structure` reports it."""
    explained = {id for id in registry.titles if any(corpus.find_section(code, id) for code in corpus.languages)}
    for id in registry.titles if explained else ():
        if id not in explained:
            places = [use.first for _, titles in uses for use in titles if use.title == id]
            yield Finding("title-undefined", registry.place("titles", id), {"title": id}, related=tuple(places[:1]))


def _unmentioned(
    corpus: Corpus, registry: Registry, uses: Sequence[tuple[Page, Sequence[TitleUse]]]
) -> Iterator[Finding]:
    """The titles that no language mentions outside their own explanation."""
    mentioned: set[str] = set()
    for page, titles in uses:
        for use in titles:
            if use.title not in mentioned:
                home = corpus.find_section(page.language, use.title)
                if not all(_explains(page, section, home) for section in use.sections):
                    mentioned.add(use.title)
    for id in registry.titles.keys() - mentioned:
        yield Finding("title-unmentioned", registry.place("titles", id), {"title": id})


def _explains(page: Page, section: Location, home: tuple[Page, Section] | None) -> bool:
    """Whether `section` is the explanation `home`, or stands on the page that is nothing else."""
    if home is None or home[0].file != page.file:
        return False
    return home[1].level == 1 or home[1].location == section


def _compare(versions: Mapping[str, PageMentions]) -> Iterator[Finding]:
    """`title-false-friend` and `title-drift` in the sections that several languages have."""
    counts = Counter(page.sense(mention) for page in versions.values() for _, _, mention in page)
    most = max(counts.values(), default=0)
    topics = {id for id, count in counts.items() if count == most}
    topics |= _mentioned({code: page.page.sections[:1] for code, page in versions.items()}, versions)
    named = {code: {s.id: s for s in reversed(page.page.sections) if s.id} for code, page in versions.items()}
    for id in {id: None for sections in named.values() for id in reversed(sections)}:
        sections = {code: named[code][id] for code in versions if id in named[code]}
        if len(sections) > 1:
            own = _mentioned({code: (section,) for code, section in sections.items()}, versions)
            for blocks in _facing(sections):
                group = TitleBlocks(versions, sections, blocks, frozenset(topics | own))
                friends = list(false_friends(group))
                yield from (finding for finding, _ in friends)
                yield from _drift(group, {id for _, ids in friends for id in ids})


def _mentioned(headed: Mapping[str, Sequence[Section]], versions: Mapping[str, PageMentions]) -> set[str]:
    """The titles that the headings of these sections mention in every language."""
    found = [
        {
            m.sense or sense
            for section in sections
            for m in versions[code].within(section.blocks[0])
            for sense in m.senses
        }
        for code, sections in headed.items()
    ]
    return set.intersection(*found)


def _facing(sections: Mapping[str, Section]) -> Iterator[dict[str, Block]]:
    """The headings, and the blocks that say the same, each of at least two languages."""
    headings = {code: section.blocks[0] for code, section in sections.items() if section.level}
    for blocks in (headings, *(pair for row in aligned_elements(sections) for pair in aligned_blocks(row))):
        if len(blocks) > 1:
            yield blocks


def _drift(group: TitleBlocks, explained: set[str]) -> Iterator[Finding]:
    """The titles that some of the facing blocks mention and others do not, without those that are `explained`."""
    means, may_mean = {c: group.means(c) for c in group.blocks}, {c: group.may_mean(c) for c in group.blocks}
    parts: dict[str, Split] = {}
    for id in {id: None for found in means.values() for id in found if id not in explained}:
        if apart := split_languages(group.blocks, [code for code in group.blocks if id in may_mean[code]]):
            parts[id] = apart
    for code in group.blocks:
        more = [id for id, apart in parts.items() if apart.having == (code,) and id in means[code]]
        more += [id for id in means[code] if id not in parts and _once_more(id, code, means)]
        for id, other in zip(more, [id for id, apart in parts.items() if apart.lacking == (code,)], strict=False):
            mention = _instead(id, means[code], other, next(found for found in means.values() if other in found))
            text, place = group.text(code, mention), group.span(code, mention)
            places = [group.span(c, means[c][other][0]) for c in group.blocks if other in means[c]]
            data = {"case": "instead", "title": id, "theirs": other, "text": text} | parts[other].words
            yield group.finding("title-drift", code, place, data, places)
            del parts[other]
            parts.pop(id, None)
    for id, apart in parts.items():
        if not group.excuses(id, apart):
            places = [
                group.span(code, means[code][id][0]) if id in means[code] else group.sections[code].location
                for code in apart.reported
            ]
            data = {"title": id} | apart.words
            yield group.finding("title-drift", apart.reported[0], places[0], data, places[1:])


def _instead(
    id: str, mine: Mapping[str, list[TitleMention]], other: str, theirs: Mapping[str, list[TitleMention]]
) -> TitleMention:
    """The mention of `id` among `mine` that stands where `other` does among `theirs`, counted from the first."""
    order, wanted = (
        sorted((m for ms in found.values() for m in ms), key=lambda m: m.start) for found in (mine, theirs)
    )
    place = wanted.index(theirs[other][0])
    return min(mine[id], key=lambda mention: abs(order.index(mention) - place))


def _once_more(id: str, code: str, means: Mapping[str, Mapping[str, Sequence[TitleMention]]]) -> bool:
    """Whether the language `code` mentions a title once more than every other one."""
    theirs = {len(found.get(id, ())) for other, found in means.items() if other != code}
    return theirs == {len(means[code][id]) - 1}
