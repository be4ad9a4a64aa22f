"""Guide and two languages → PresentUnits: the units that the guide has now, and where the units of a file belong."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache, cached_property

from concord.guide import Guide
from concord.model import Page
from concord.sync.present_texts import is_wording
from concord.sync.section_key import SectionKey
from concord.text.masking import LISTINGS
from concord.xliff.inline_codes import block_markdown
from concord.xliff.segments import Unit, UnitId, description_units, group_id, section_units, unit_hash
from concord.xliff.text_units import TextUnits


class PresentUnits:
    """The units of the pages of a guide. `codes` are those of the source and the target language."""

    def __init__(self, guide: Guide, codes: tuple[str, str]) -> None:
        self._guide, self._codes = guide, codes
        self._sources, self._targets = (guide.corpus.pages[code] for code in codes)
        self._texts = TextUnits(guide, codes)
        self._by_group = cache(self._read_groups)
        self._known: dict[SectionKey, list[Unit]] = {}

    def versions(self, path: str) -> tuple[Page | None, Page | None]:
        """The page in the source and in the target language; None where a language lacks it."""
        return self._sources.get(path), self._targets.get(path)

    def units(self, key: SectionKey) -> list[Unit]:
        """The units of a section, or of an entry of the registry or the interface.

        Those of `PAGE#` are the description, the title in the menu and what stands before the first heading.
        """
        if key not in self._known:
            self._known[key] = self._read(key)
        return self._known[key]

    def of_page(self, path: str) -> list[Unit]:
        """The units of a whole page, its description first."""
        source = self._sources.get(path)
        ids = dict.fromkeys(["", *source.by_id]) if source else ()
        return [unit for id in ids for unit in self.units(SectionKey(path, id))]

    def home(self, page: str, section: str, ids: Iterable[UnitId]) -> SectionKey | None:
        """The section that units belong to, also where it was renamed or moved since the file was made.

        Args:
            page: The page that the file names.
            section: The name of the units' group.
            ids: The ids of the units.
        """
        ids = list(ids)
        if key := self._by_group(page).get(ids[0].group):
            return key
        moved = self._guide.tracker.moved.get(SectionKey(page, section))
        if moved and (moved.page in self._sources or is_wording(moved.page)):
            return moved
        if is_wording(page):
            return None
        counts = Counter(key for id in ids for key in self._by_source.get(id.source, ()))
        likely = [key for key, count in counts.items() if 2 * count > len(ids)]
        return likely[0] if len(likely) == 1 else None

    def _read_groups(self, page: str) -> dict[str, SectionKey]:
        """By the id of a group, the sections of a page, or the entries of a file of the registry or the interface."""
        source = self._sources.get(page)
        ids = ["", *source.by_id] if source else []
        if is_wording(page):
            ids = [key.section for key in self._guide.tracker.present if key.page == page]
        return {group_id(id): SectionKey(page, id) for id in ids}

    @cached_property
    def _by_source(self) -> dict[str, set[SectionKey]]:
        """By the hash of a text in the source language, the sections that have it."""
        found: dict[str, set[SectionKey]] = defaultdict(set)
        for path, page in self._sources.items():
            for section in page.by_id.values():
                for block in section.blocks:
                    if block.kind not in LISTINGS:
                        found[unit_hash(block_markdown(block))].add(SectionKey(path, section.id))
            for unit in description_units(page, None):
                found[unit_hash(unit.source.text)].add(SectionKey(path, ""))
        return found

    def _read(self, key: SectionKey) -> list[Unit]:
        if is_wording(key.page):
            return [*self._texts.units(key)]
        source, target = self.versions(key.page)
        if source is None:
            return []
        found = [*description_units(source, target), *self._texts.units(key)] if key.section == "" else []
        if section := source.by_id.get(key.section):
            found += section_units(section, target.by_id.get(key.section) if target else None, self._codes)
        return found
