"""Title mentions → findings: links lead to titles of the registry, abbreviations are clear, languages name the same."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from concord.alignment.minority import Split, split_languages
from concord.alignment.sections import AlignedSection
from concord.alignment.title_blocks import TitleBlocks
from concord.checks.false_friends import false_friends
from concord.finding import Finding, Subject
from concord.languages import language
from concord.model import Block, Location, Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.rules.messages import near_case
from concord.text.title_forms import is_title_form
from concord.text.title_mentions import PageMentions, TitleMention, title_mentions

_Mentions = Mapping[str, list[TitleMention]]  # the certain mentions in a block, by the id of the title


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `title-unknown`, `title-form`, `title-ambiguous`, `title-drift` and `title-false-friend`."""
    yield from _check_links(corpus, registry)
    versions: dict[str, dict[str, PageMentions]] = {}
    for page in _page_mentions(corpus, registry):
        yield from _check_abbreviations(page)
        if not page.page.problems:
            versions.setdefault(page.page.path, {})[page.page.language] = page
    for version in versions.values():
        if len(version) > 1:
            yield from _compare(version, _unnamed(registry, version.keys() & corpus.beginning))


def _unnamed(registry: Registry, beginning: Set[str]) -> set[str]:
    """The ids of the titles that one of the languages `beginning` has no name for yet, so that none can be found."""
    titles = registry.titles.values() if beginning else ()
    return {title.id for title in titles if any(code not in title.labels for code in beginning)}


class TitleUse(NamedTuple):
    """That a version of a page mentions a title.

    Attributes:
        title: The id of the title.
        first: The place of the first mention.
        sections: The places of the sections that mention it.
    """

    title: str
    first: Location
    sections: tuple[Location, ...]


PageUses = Sequence[tuple[Page, Sequence[TitleUse]]]


def title_uses(corpus: Corpus, registry: Registry) -> Iterator[tuple[Page, tuple[TitleUse, ...]]]:
    """Yields every page with the titles that it mentions; nothing where the registry has no titles."""
    for page in _page_mentions(corpus, registry):
        first: dict[str, Location] = {}
        sections: dict[str, dict[Location, None]] = {}
        for section, block, mention in page:
            if sense := page.sense(mention):
                if sense not in first:
                    first[sense] = block.span(mention.start, mention.end)
                sections.setdefault(sense, {})[section.location] = None
        yield page.page, tuple(TitleUse(id, place, tuple(sections[id])) for id, place in first.items())


def check_whole(corpus: Corpus, registry: Registry, uses: PageUses) -> Iterator[Finding]:
    """Yields `title-undefined` and `title-unmentioned`, from the `title_uses` of all pages."""
    yield from _undefined(corpus, registry, uses)
    yield from _unmentioned(corpus, registry, uses)


def _page_mentions(corpus: Corpus, registry: Registry) -> list[PageMentions]:
    """The title mentions of every page; [] where the registry has no titles."""
    if not registry.titles:
        return []
    return [page for pages in title_mentions(corpus, registry).values() for page in pages]


def _check_links(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `title-unknown` and `title-form` for links whose target is no title, or whose text is no form of it."""
    for page in corpus:
        for section, reference in page.references:
            if reference.scheme != "title" or not registry.is_conclusive("titles", reference.target):
                continue
            subject = Subject(page, section)
            title = registry.titles.get(reference.target)
            if title is None:
                data = {"title": reference.target} | near_case(reference.target, registry.titles)
                yield subject.finding("title-unknown", reference.location, data)
            elif not is_title_form(reference.text, title, language(page.language)):
                place = registry.place("titles", title.id)
                data = {
                    "text": reference.text,
                    "title": title.id,
                    "label": title.labels.get(page.language, title.id),
                    "place": f"{place.path}:{place.line}",
                }
                yield subject.finding("title-form", reference.text_location, data, related=(place,))


def _check_abbreviations(page: PageMentions) -> Iterator[Finding]:
    """Yields `title-ambiguous` for each abbreviation whose meaning on the page is not clear, at its first use."""
    seen: set[str] = set()
    for section, block, mention in page:
        abbreviation = mention.abbreviation
        if not abbreviation or abbreviation in seen or page.sense(mention):
            continue
        seen.add(abbreviation)
        in_full = [sense for sense in mention.senses if sense in page.full]
        default = page.default(mention)
        others = [sense for sense in mention.senses if sense != default]
        data = {"abbreviation": abbreviation, "senses": ", ".join(others), "other": (in_full or others)[0]}
        data |= {"default": default} if default else {"case": "none"}
        location = block.span(mention.start, mention.end)
        yield Subject(page.page, section).finding("title-ambiguous", location, data)


def _undefined(corpus: Corpus, registry: Registry, uses: PageUses) -> Iterator[Finding]:
    """Yields `title-undefined` for each title that a guide with a glossary explains in no language.

    A title that only some languages explain is reported as `section-drift`.
    """
    explained = {id for id in registry.titles if any(corpus.find_section(code, id) for code in corpus.languages)}
    for id in registry.titles if explained else ():
        if id not in explained:
            places = [use.first for _, titles in uses for use in titles if use.title == id]
            yield Finding("title-undefined", registry.place("titles", id), {"title": id}, related=tuple(places[:1]))


def _unmentioned(corpus: Corpus, registry: Registry, uses: PageUses) -> Iterator[Finding]:
    """Yields `title-unmentioned` for each title that no language mentions outside its own explanation."""
    mentioned: set[str] = set()
    for page, titles in uses:
        for use in titles:
            if use.title not in mentioned:
                explanation = corpus.find_section(page.language, use.title)
                if not all(_is_in_explanation(page, section, explanation) for section in use.sections):
                    mentioned.add(use.title)
    for id in registry.titles.keys() - mentioned:
        yield Finding("title-unmentioned", registry.place("titles", id), {"title": id})


def _is_in_explanation(page: Page, section: Location, explanation: tuple[Page, Section] | None) -> bool:
    """Whether the section of `page` at `section` is `explanation`, or on the page that is nothing else but it."""
    if explanation is None or explanation[0].file != page.file:
        return False
    return explanation[1].level == 1 or explanation[1].location == section


def _compare(versions: Mapping[str, PageMentions], unnamed: Set[str]) -> Iterator[Finding]:
    """Yields `title-false-friend` and `title-drift` for the sections that at least two versions of a page have.

    The titles `unnamed` are left out.
    """
    page_topics = _page_topics(versions)
    by_id = {code: page.page.by_id for code, page in versions.items()}
    for id in {id: None for sections in by_id.values() for id in sections if id}:
        sections = {code: by_id[code][id] for code in versions if id in by_id[code]}
        if len(sections) > 1:
            topics = page_topics | _titles_in_headings({code: (s,) for code, s in sections.items()}, versions)
            aligned = AlignedSection({code: page.page for code, page in versions.items()}, sections)
            for blocks in _aligned_versions(aligned):
                group = TitleBlocks(versions, sections, blocks, frozenset(topics))
                friends = list(false_friends(group))
                yield from (finding for finding, _ in friends)
                yield from _check_drift(group, unnamed | {id for _, ids in friends for id in ids})


def _page_topics(versions: Mapping[str, PageMentions]) -> set[str]:
    """The ids of the titles that a page is about: those mentioned most often, and those in its first heading."""
    counts = Counter(page.sense(mention) for page in versions.values() for _, _, mention in page)
    most = max(counts.values(), default=0)
    topics = {id for id, count in counts.items() if count == most}
    return topics | _titles_in_headings({code: page.page.sections[:1] for code, page in versions.items()}, versions)


def _titles_in_headings(sections: Mapping[str, Sequence[Section]], versions: Mapping[str, PageMentions]) -> set[str]:
    """The ids of the titles that the headings of `sections` mention in every language."""
    found = [
        {
            mention.sense or sense
            for section in of_language
            for mention in versions[code].within(section.blocks[0])
            for sense in mention.senses
        }
        for code, of_language in sections.items()
    ]
    return set.intersection(*found)


def _aligned_versions(aligned: AlignedSection) -> Iterator[dict[str, Block]]:
    """Yields the corresponding blocks of a section, by language: the headings first; each of at least two languages."""
    headings = {code: section.blocks[0] for code, section in aligned.sections.items() if section.level}
    for blocks in (headings, *(pair for row in aligned.rows for pair in row.blocks)):
        if len(blocks) > 1:
            yield blocks


def _check_drift(group: TitleBlocks, explained: Set[str]) -> Iterator[Finding]:
    """Yields `title-drift` for each title that some of the aligned blocks mention and others do not.

    Two titles that stand in place of each other give one finding. The titles `explained` are left out.
    """
    mentions = {code: group.certain_mentions(code) for code in group.blocks}
    possible = {code: group.possible_titles(code) for code in group.blocks}
    splits: dict[str, Split] = {}
    for id in {id: None for found in mentions.values() for id in found if id not in explained}:
        if split := split_languages(group.blocks, [code for code in group.blocks if id in possible[code]]):
            splits[id] = split
    for code in group.blocks:
        extra = [id for id, split in splits.items() if split.having == (code,) and id in mentions[code]]
        extra += [id for id in mentions[code] if id not in splits and _is_mentioned_once_more(id, code, mentions)]
        missing = [id for id, split in splits.items() if split.lacking == (code,)]
        for id, other in zip(extra, missing, strict=False):
            yield _replaced_title(group, mentions, code, (id, other), splits.pop(other))
            splits.pop(id, None)
    for id, split in splits.items():
        if not group.may_differ(id, split):
            places = [
                group.location(code, mentions[code][id][0]) if id in mentions[code] else group.sections[code].location
                for code in split.minority
            ]
            subject = group.subject(split.minority[0])
            yield subject.finding("title-drift", places[0], {"title": id} | split.message_data, related=places[1:])


def _replaced_title(
    group: TitleBlocks, mentions: Mapping[str, _Mentions], code: str, titles: tuple[str, str], split: Split
) -> Finding:
    """A finding where the language `code` mentions the first of `titles` and the others mention the second instead.

    `split` is that of the second title.
    """
    title, other = titles
    elsewhere = next(found for found in mentions.values() if other in found)
    mention = _corresponding_mention(title, mentions[code], other, elsewhere)
    related = [group.location(c, mentions[c][other][0]) for c in group.blocks if other in mentions[c]]
    data = {"case": "instead", "title": title, "theirs": other, "text": group.text(code, mention)}
    subject, location = group.subject(code), group.location(code, mention)
    return subject.finding("title-drift", location, data | split.message_data, related=related)


def _corresponding_mention(title: str, mentions: _Mentions, other: str, other_mentions: _Mentions) -> TitleMention:
    """The mention of `title` whose rank in its text is nearest to the rank of `other` in the other text."""
    order, other_order = (
        sorted((m for ms in found.values() for m in ms), key=lambda m: m.start) for found in (mentions, other_mentions)
    )
    rank = other_order.index(other_mentions[other][0])
    return min(mentions[title], key=lambda mention: abs(order.index(mention) - rank))


def _is_mentioned_once_more(id: str, code: str, mentions: Mapping[str, _Mentions]) -> bool:
    """Whether the language `code` mentions the title `id` exactly once more than every other language."""
    counts = {len(found.get(id, ())) for other, found in mentions.items() if other != code}
    return counts == {len(mentions[code][id]) - 1}
