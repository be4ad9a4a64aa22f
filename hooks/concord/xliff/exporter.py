"""Guide and Selection → Groups for a file, with what a translator is to know."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from concord.guide import Guide
from concord.languages import language
from concord.model import Block, Page, Section
from concord.sync.diff.pending import FindSnapshot
from concord.sync.present_texts import is_wording
from concord.sync.section_key import SectionKey
from concord.text.title_mentions import TitleFinder
from concord.untrusted.printable import printable
from concord.xliff.inline_codes import block_markdown, number_codes, read_content, visible_text
from concord.xliff.segments import META, Unit, description_units, section_units, unpaired_blocks
from concord.xliff.selection import Selection
from concord.xliff.text_units import TextUnits
from concord.xliff.units import Entry, Group, Match, Term

_MIN_SIMILARITY = 0.4  # of an older text, for a match; the ratio of difflib, from 0 to 1
_Agreed = Mapping[tuple[str, ...], Block]  # blocks that were agreed on, by what a reader sees of them


@dataclass(frozen=True)
class Exporter:
    """The export of selected sections.

    `find` finds the text that was agreed on; None to do without. With `marks_context`, what need not be translated is
    marked as such.
    """

    guide: Guide
    selection: Selection
    find: FindSnapshot | None
    marks_context: bool = False

    def pages(self) -> dict[str, list[Group]]:
        """The groups of the selected sections by page, in the order of the guide."""
        found: dict[str, list[Group]] = {}
        for path, ids in _ids_by_page(self.selection.keys).items():
            if is_wording(path):
                groups = [self._text_group(SectionKey(path, id)) for id in ids]
            else:
                source = self.guide.corpus.pages[self.selection.source][path]
                target = self.guide.corpus.pages[self.selection.language].get(path)
                groups = [self._description_group(path)] if not target or "" in ids else []
                groups += [self._group(path, one, target) for one in source.by_id.values() if one.id in ids]
            if groups := [group for group in groups if group.entries]:
                found[path] = groups
        return found

    def _description_group(self, path: str) -> Group:
        """The units of the description of a page and of its title in the menu."""
        key = SectionKey(path, "")
        is_own = key in self.guide.tracker.descriptions
        source, target = (self.guide.corpus.pages[code].get(path) for code in self._codes)
        if not source or (target and not is_own):
            return Group("", [])
        title = self.guide.config.menu.title(path, self.selection.source)
        menu = self._texts.units(key)
        notes = [f"the title of the page in the menu, see {self.guide.config.site_file}: {title}"]
        agreed = self._agreed(key) if is_own else {}
        is_followed = is_own and self._is_followed(key)
        units = [*description_units(source, target), *menu]
        return Group("", self._entries(units, agreed, is_followed), notes if title and not menu else [])

    def _text_group(self, key: SectionKey) -> Group:
        """The units of an entry of the registry or the interface."""
        agreed, is_followed = self._agreed(key), self._is_followed(key)
        units = self._texts.units(key)
        notes = []
        if key.page == "titles.yml" and (title := self.guide.registry.titles.get(key.section)):
            place = self.guide.tracker.location(key, self.selection.language)
            further = {code: ", ".join(title.others.get(code, ())) for code in self._codes}
            notes = [
                f"further names in {code}, see {place.path}:{place.line}: {names}"
                for code, names in further.items()
                if names
            ]
        return Group(key.section, self._entries(units, agreed, is_followed), notes)

    @property
    def _codes(self) -> tuple[str, str]:
        return self.selection.source, self.selection.language

    @cached_property
    def _texts(self) -> TextUnits:
        return TextUnits(self.guide, self._codes)

    def _group(self, path: str, section: Section, page: Page | None) -> Group:
        """The units of a section of the source; `page` is the one in the target language, None where it lacks it."""
        target = page.by_id.get(section.id) if page else None
        codes = self._codes
        key = SectionKey(path, section.id)
        agreed, is_followed = self._agreed(key), self._is_followed(key)
        notes = [
            f"{self.selection.source} does not say this any more, {_place(block)}: {block_markdown(block)}"
            for block in (unpaired_blocks(section, target, codes) if target else ())
        ]
        units = section_units(section, target, codes)
        return Group(section.id, self._entries(units, agreed, is_followed), notes)

    def _entries(self, units: Sequence[Unit], agreed: _Agreed, is_followed: bool) -> list[Entry]:
        """The units of a section with what is known of them; `is_followed` is whether the whole section is.

        Where one text is new and one is gone, the translator sees what is gone, however little the two are alike.
        """
        texts = [visible_text(unit.source_content) for unit in units]
        new = [text for text in texts if text not in agreed]
        gone = [block for text, block in agreed.items() if text not in texts]
        replaced = gone[0] if len(new) == len(gone) == 1 else None
        return [self._entry(unit, agreed, replaced, is_followed) for unit in units]

    def _entry(self, unit: Unit, agreed: _Agreed, replaced: Block | None, is_followed: bool) -> Entry:
        """A unit with what is known of it; `replaced` is the text of the section that a new one stands for."""
        text = visible_text(unit.source_content)
        is_same = unit.target is not None and (is_followed or text in agreed)
        notes, match = [f"now: {_place(unit.source)}"], None
        if agreed and text not in agreed:
            similar = _most_similar(unit.source, agreed.values())
            match = _match(unit, *similar) if similar and unit.target else None
            if not match and (before := similar[0] if similar else replaced):
                notes.append(f"agreed on before: {block_markdown(before)}")
        return Entry(
            unit.id,
            unit.source_content,
            unit.target_content,
            _place(unit.target or unit.source),
            notes,
            "followed" if is_same else "new",
            is_same and self.marks_context,
            match,
            self._terms(unit.source),
        )

    def _is_followed(self, key: SectionKey) -> bool:
        """Whether the target language is in step with the source in a section."""
        return self.guide.tracker.statuses[key].is_in_step(self.selection.source, self.selection.language)

    def _agreed(self, key: SectionKey) -> _Agreed:
        """The blocks of the source that the target language last agreed with; none where they are not known."""
        hash = self.guide.tracker.statuses[key].agreed_hash(self.selection.source, self.selection.language)
        snapshot = self.find(self.selection.source, key, hash) if self.find and hash else None
        return {visible_text(read_content(block)): block for block in snapshot.blocks} if snapshot else {}

    @cached_property
    def _titles(self) -> TitleFinder:
        return TitleFinder(self.guide.registry, language(self.selection.source))

    def _terms(self, block: Block) -> list[Term]:
        """The titles that a block mentions, each once, with their names in the target language."""
        ids = dict.fromkeys(mention.sense or mention.senses[0] for mention in self._titles.find(block))
        titles = (self._titles.titles[id] for id in ids)
        source, target = self.selection.source, self.selection.language
        return [
            Term(title.labels[source], (title.labels[target], *title.usable(target)))
            for title in titles
            if source in title.labels and target in title.labels
        ]


def _ids_by_page(keys: Iterable[SectionKey]) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for key in keys:
        found.setdefault(key.page, {})[key.section] = None
    return found


def _most_similar(block: Block, others: Iterable[Block]) -> tuple[Block, float] | None:
    """The most similar of other blocks, and how similar it is; None where none is similar enough."""
    matcher = SequenceMatcher(None, b=block_markdown(block), autojunk=False)
    best: tuple[Block, float] | None = None
    for other in others:
        matcher.set_seq1(block_markdown(other))
        least = best[1] if best else _MIN_SIMILARITY
        if matcher.real_quick_ratio() > least and matcher.quick_ratio() > least and (ratio := matcher.ratio()) > least:
            best = other, ratio
    return best


def _match(unit: Unit, before: Block, similarity: float) -> Match | None:
    """The text that was agreed on `before`, with the present translation."""
    if unit.target is None or unit.target_content is None:
        return None
    if unit.source.kind == META:
        return Match((before.text,), unit.target_content, similarity)
    source, target = number_codes(read_content(before), read_content(unit.target))
    return Match(source, target, similarity) if target is not None else None


def _place(block: Block) -> str:
    return printable(f"{block.path}:{block.location.line}")
