"""The family `title`: links to titles lead to one of the registry, an abbreviation means what its page says."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import takewhile

from concord.checks import alignment
from concord.checks.parity import Split, split
from concord.corpus import Corpus
from concord.finding import Finding, on
from concord.languages import FalseFriend, language
from concord.mentions import Finder, Mention, Titled
from concord.model import Block, Location, Page, Section
from concord.phrases import phrases
from concord.plain import plain
from concord.registry import Registry
from concord.titles import is_form

Span = tuple[int, int]
_CITING = frozenset("*_„“‚‘«»\"'")


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """`title-unknown`, `title-form`, `title-ambiguous`, `title-undefined`, `title-unmentioned`, `title-drift`,
    `title-false-friend`.
    """
    yield from _links(corpus, registry)
    finders = {code: Finder(registry, language(code)) for code in corpus.languages if registry.titles}
    titled = [Titled(page, finders[page.language]) for page in corpus if finders]
    for page in titled:
        yield from _ambiguous(page, registry)
    yield from _undefined(corpus, registry, titled)
    yield from _unmentioned(corpus, registry, titled)
    versions: dict[str, dict[str, Titled]] = {}
    for page in titled:
        if not page.page.problems:
            versions.setdefault(page.page.path, {})[page.page.language] = page
    for pages in versions.values():
        if len(pages) > 1:
            yield from _compare(pages)


def _links(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    for page in corpus:
        for section, reference in page.references:
            if reference.scheme != "title" or not registry.vouches("titles", reference.target):
                continue
            title = registry.titles.get(reference.target)
            if title is None:
                near = get_close_matches(reference.target, registry.titles, n=1)
                case = {"case": "near", "near": near[0]} if near else {}
                yield on(page, section, "title-unknown", reference.location, {"title": reference.target} | case)
            elif not is_form(reference.text, title, language(page.language)):
                place = registry.place("titles", title.id)
                yield on(
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


def _ambiguous(titled: Titled, registry: Registry) -> Iterator[Finding]:
    """Each abbreviation at its first use where its sense on this page cannot be told."""
    seen: set[str] = set()
    for section, block, mention in titled:
        short = mention.abbreviation
        if not short or short in seen or titled.sense(mention):
            continue
        full = [sense for sense in mention.senses if sense in titled.full]
        default = titled.default(mention)
        seen.add(short)
        others = [sense for sense in mention.senses if sense != default]
        yield on(
            titled.page,
            section,
            "title-ambiguous",
            block.span(mention.start, mention.end),
            {"abbreviation": short, "senses": ", ".join(others), "other": (full or others)[0]}
            | ({"default": default} if default else {"case": "none"}),
        )


def _undefined(corpus: Corpus, registry: Registry, titled: Sequence[Titled]) -> Iterator[Finding]:
    """The titles that a guide with a glossary explains in no language; where one lacks it, `structure` reports it."""
    explained = {id for id in registry.titles if any(corpus.home(code, id) for code in corpus.languages)}
    for id in registry.titles if explained else ():
        if id not in explained:
            places = [
                block.span(mention.start, mention.end)
                for page in titled
                for _, block, mention in page
                if page.sense(mention) == id
            ]
            yield Finding("title-undefined", registry.place("titles", id), {"title": id}, related=tuple(places[:1]))


def _unmentioned(corpus: Corpus, registry: Registry, titled: Sequence[Titled]) -> Iterator[Finding]:
    """The titles that no language mentions outside their own explanation."""
    mentioned: set[str] = set()
    for page in titled:
        for section, _, mention in page:
            sense = page.sense(mention)
            if sense not in mentioned and not _explains(page.page, section, corpus.home(page.page.language, sense)):
                mentioned.add(sense)
    for id in registry.titles.keys() - mentioned:
        yield Finding("title-unmentioned", registry.place("titles", id), {"title": id})


def _explains(page: Page, section: Section, home: tuple[Page, Section] | None) -> bool:
    """Whether `section` is the explanation `home`, or stands on the page that is nothing else."""
    if home is None or home[0].file != page.file:
        return False
    return home[1].level == 1 or home[1].location == section.location


@dataclass(frozen=True)
class _Group:
    """The blocks that face one another in a section's versions, and what each of them and its section mentions.

    `topics` are what the page or the section is about, which one language may call by name and another "the role".
    """

    pages: Mapping[str, Titled]
    sections: Mapping[str, Section]
    blocks: Mapping[str, Block]
    topics: frozenset[str]

    def may_mean(self, code: str) -> set[str]:
        """Every title that the block in the language `code` may mention."""
        return {sense for mention in self.pages[code].within(self.blocks[code]) for sense in mention.senses}

    def means(self, code: str) -> dict[str, list[Mention]]:
        """The titles that the block in the language `code` surely mentions, each with its mentions."""
        found: dict[str, list[Mention]] = {}
        for mention in self.pages[code].within(self.blocks[code]):
            if not mention.vague and (sense := self.pages[code].sense(mention)):
                found.setdefault(sense, []).append(mention)
        return found

    def text(self, code: str, mention: Mention) -> str:
        return self.blocks[code].text[mention.start : mention.end]

    def span(self, code: str, mention: Mention) -> Location:
        return self.blocks[code].span(mention.start, mention.end)

    def has(self, code: str, words: tuple[str, ...]) -> bool:
        """Whether one of `words` stands anywhere in the block, which is quickly told."""
        return any(phrases(words, language(code)).find(self.blocks[code].text))

    def said(self, code: str, words: tuple[str, ...], besides: Sequence[Span] = ()) -> list[Span]:
        """Where the block says one of `words`, by itself and not in what is said `besides`."""
        if not self.has(code, words):
            return []
        found = [(start, end) for start, end, _ in phrases(words, language(code)).find(plain(self.blocks[code]))]
        longer = [(m.start, m.end) for m in self.pages[code].within(self.blocks[code])]
        return [
            (start, end)
            for start, end in found
            if not any(first <= start and end < last for first, last in longer)
            and not any(first < end and start < last for first, last in besides)
        ]

    def is_cited(self, code: str, span: Span) -> bool:
        """Whether that stretch of the block is emphasised, or in quotation marks: talked about, not said."""
        return self.blocks[code].text[span[0] - 1 : span[0]] in _CITING

    def overlapping(self, code: str, span: Span) -> set[str]:
        """The titles mentioned in that stretch of the block."""
        found = self.pages[code].within(self.blocks[code])
        return {sense for m in found if m.start < span[1] and span[0] < m.end for sense in m.senses}

    def finding(
        self, rule: str, code: str, place: Location, data: Mapping[str, str], related: Sequence[Location]
    ) -> Finding:
        return on(self.pages[code].page, self.sections[code], rule, place, data, related=tuple(related))

    def excuses(self, id: str, parts: Split) -> bool:
        """Whether languages may differ over `id`: it is the topic, or a pronoun of a paragraph can stand for it."""
        if id in self.topics:
            return True
        return all(self.blocks[code].kind == "p" and id in self._said_before(code) for code in parts.lacking)

    def _said_before(self, code: str) -> set[str]:
        """The titles that the section mentions before the block in the language `code`."""
        blocks = takewhile(
            lambda block: block.location.start < self.blocks[code].location.start, self.sections[code].blocks
        )
        return {sense for block in blocks for mention in self.pages[code].within(block) for sense in mention.senses}


def _compare(versions: Mapping[str, Titled]) -> Iterator[Finding]:
    """`title-false-friend` and `title-drift` in the sections that several languages have."""
    counts = Counter(page.sense(mention) for page in versions.values() for _, _, mention in page)
    topics = {id for id, count in counts.items() if count == max(counts.values())}
    topics |= _mentioned({code: page.page.sections[:1] for code, page in versions.items()}, versions)
    named = {code: {s.id: s for s in reversed(page.page.sections) if s.id} for code, page in versions.items()}
    for id in {id: None for sections in named.values() for id in reversed(sections)}:
        sections = {code: named[code][id] for code in versions if id in named[code]}
        if len(sections) > 1:
            own = _mentioned({code: (section,) for code, section in sections.items()}, versions)
            for blocks in _facing(sections):
                group = _Group(versions, sections, blocks, frozenset(topics | own))
                friends = list(_false_friends(group))
                yield from (finding for finding, _ in friends)
                yield from _drift(group, {id for _, ids in friends for id in ids})


def _mentioned(headed: Mapping[str, Sequence[Section]], versions: Mapping[str, Titled]) -> set[str]:
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
    for blocks in (headings, *(pair for row in alignment.rows(sections) for pair in alignment.pairs(row))):
        if len(blocks) > 1:
            yield blocks


def _drift(group: _Group, explained: set[str]) -> Iterator[Finding]:
    """The titles that some of the facing blocks mention and others do not, without those that are `explained`."""
    means, may_mean = {c: group.means(c) for c in group.blocks}, {c: group.may_mean(c) for c in group.blocks}
    parts: dict[str, Split] = {}
    for id in {id: None for found in means.values() for id in found if id not in explained}:
        if apart := split(group.blocks, [code for code in group.blocks if id in may_mean[code]]):
            parts[id] = apart
    for code in group.blocks:
        more = [id for id, apart in parts.items() if apart.having == (code,) and id in means[code]]
        more += [id for id in means[code] if id not in parts and _once_more(id, code, means)]
        for id, other in zip(more, [id for id, apart in parts.items() if apart.lacking == (code,)], strict=False):
            text, place = group.text(code, means[code][id][-1]), group.span(code, means[code][id][-1])
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


def _once_more(id: str, code: str, means: Mapping[str, Mapping[str, Sequence[Mention]]]) -> bool:
    """Whether the language `code` mentions a title once more than every other one."""
    theirs = {len(found.get(id, ())) for other, found in means.items() if other != code}
    return theirs == {len(means[code][id]) - 1}


def _false_friends(group: _Group) -> Iterator[tuple[Finding, set[str]]]:
    """Words that look like what the others say and mean something else, each with the titles that it explains."""
    for code, block in group.blocks.items():
        friends = language(code).false_friends
        every = tuple(word for friend in friends for word in friend.says)
        for friend in friends if group.has(code, every) else ():
            found = [span for span in group.said(code, friend.says) if not group.is_cited(code, span)]
            others = {other: _Told(group, friend, code, other) for other in group.blocks if other != code and found}
            if any(len(found) <= told.meant for told in others.values()):
                continue
            for other, told in others.items():
                if told.instead and told.right < len(told.instead):
                    mine, theirs = told.wrong(found)
                    data = {
                        "text": block.text[slice(*mine)],
                        "theirs": group.blocks[other].text[slice(*theirs)],
                        "language": other,
                        "means": friend.means[other][0],
                        "right": " or ".join(friend.right[:2]),
                    }
                    places = [group.blocks[other].span(*theirs)]
                    finding = group.finding("title-false-friend", code, block.span(*mine), data, places)
                    yield finding, group.overlapping(code, mine) | group.overlapping(other, theirs)
                    break


class _Told:
    """How often what a false friend is taken for, and what it means, is told here and there.

    A word that both languages use stands for itself, and so for no other. `instead` is where the other says what the
    friend is taken for, `right` how often this one says it rightly, `meant` how often the other means the friend.
    """

    def __init__(self, group: _Group, friend: FalseFriend, code: str, other: str) -> None:
        says, means = group.said(code, friend.says), friend.means.get(other, ())
        right = group.said(code, friend.right)
        self.instead = group.said(other, friend.instead_of.get(other, ()))
        meant = group.said(other, means)
        self.right = len(right) - len(group.said(other, friend.right, besides=self.instead))
        self.meant = max(0, len(meant) - len(group.said(code, means, besides=[*says, *right])))
        self._mine = sorted([*says, *right])
        self._theirs = sorted([*self.instead, *meant])

    def wrong(self, found: Sequence[Span]) -> tuple[Span, Span]:
        """Which of those `found` is the false one, and what stands at its place in the other language."""
        pairs = zip(self._mine, self._theirs, strict=False)
        return next(((m, t) for m, t in pairs if m in found and t in self.instead), (found[0], self.instead[0]))
