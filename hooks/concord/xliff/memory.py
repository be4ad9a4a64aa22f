"""Guide and a language → MemoryUnits: each text of it that is in step, with what the other languages say."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from concord.guide import Guide
from concord.model import Location, Section
from concord.sync.section_key import SectionKey
from concord.xliff.inline_codes import Content, number_codes, read_content
from concord.xliff.segments import section_units


@dataclass(frozen=True)
class MemoryUnit:
    """A text that says the same in each of its languages; a code with the same Markdown has the same id in all."""

    key: SectionKey
    texts: Mapping[str, Content]


def memory_units(guide: Guide, language: str, others: Sequence[str], pages: Collection[str]) -> Iterator[MemoryUnit]:
    """The texts of `language` that some of the `others` are in step with, in the order of the guide.

    With `pages`, those of these pages alone.
    """
    for key, status in guide.tracker.statuses.items():
        if pages and key.page not in pages:
            continue
        codes = [code for code in others if language in status.present and code in status.present]
        codes = [code for code in codes if status.is_in_step(language, code)]
        if codes and (key, language) in guide.tracker.wordings:
            yield from _wordings(guide, key, language, codes)
        elif codes:
            sections = {code: guide.corpus.pages[code][key.page].by_id[key.section] for code in (language, *codes)}
            yield from _blocks(key, language, sections)


def _wordings(guide: Guide, key: SectionKey, language: str, codes: Sequence[str]) -> Iterator[MemoryUnit]:
    """The texts of an entry of the registry or the interface, or of a page's description, line by line."""
    lines = {code: guide.tracker.wordings[key, code].split("\n") for code in (language, *codes)}
    for number, text in enumerate(lines[language]):
        texts: dict[str, Content] = {language: (text,)}
        texts |= {code: (lines[code][number],) for code in codes if len(lines[code]) == len(lines[language])}
        if _is_worth_it(texts):
            yield MemoryUnit(key, texts)


def _blocks(key: SectionKey, language: str, sections: Mapping[str, Section]) -> Iterator[MemoryUnit]:
    """The blocks of a section that correspond to one in another language."""
    found: dict[Location, dict[str, Content]] = {}
    for code, section in sections.items():
        for unit in section_units(section, sections[language], (code, language)) if code != language else ():
            if unit.target:
                own, theirs = number_codes(read_content(unit.target), read_content(unit.source))
                texts = found.setdefault(unit.target.location, {language: own})
                texts |= {code: theirs} if theirs is not None else {}
    yield from (MemoryUnit(key, texts) for texts in found.values() if _is_worth_it(texts))


def _is_worth_it(texts: Mapping[str, Content]) -> bool:
    """Whether there is a second language, and each has words."""
    with_words = (any(isinstance(part, str) and part.strip() for part in content) for content in texts.values())
    return len(texts) > 1 and all(with_words)
