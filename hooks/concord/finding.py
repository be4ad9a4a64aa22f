"""What a check yields: facts about a disagreement. The words for the screen live in `rules` and `report`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from concord.model import Block, Location, Page, Section

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in place of `old`, which stands at `location`."""

    location: Location
    old: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement. `data` fills the rule's message; `related` are other places that take part.

    `fix` are the edits of one file that mend it together, where there is one right answer.
    `group` are the aligned blocks that it is about, above each of which a page may allow it.
    `language`, `page` and `section` say what it is about, "" where it is about none.
    """

    rule: str
    location: Location
    data: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    page: str = ""
    section: str = ""
    related: tuple[Location, ...] = ()
    fix: tuple[Edit, ...] = ()
    group: tuple[Location, ...] = ()


class Subject(NamedTuple):
    """What a finding is about: a section of a page, or the page as a whole where `section` is None."""

    page: Page
    section: Section | None = None

    def finding(
        self,
        rule: str,
        location: Location,
        data: Mapping[str, str],
        *,
        related: Iterable[Location] = (),
        fix: tuple[Edit, ...] = (),
        group: Iterable[Location] = (),
    ) -> Finding:
        """A finding of `rule` about this subject.

        Args:
            rule: The name of the rule, such as `number-drift`.
            location: The place to report.
            data: The values for the placeholders of the rule's message.
            related: Other places that take part.
            fix: The edits that correct it, where there is one right answer.
            group: The aligned blocks above which a comment may suppress it.
        """
        return Finding(
            rule=rule,
            location=location,
            data=data,
            language=self.page.language,
            page=self.page.path,
            section=self.section.id if self.section else "",
            related=tuple(related),
            fix=fix,
            group=tuple(group),
        )


def word_edits(block: Block, start: int, end: int, text: str) -> tuple[Edit, ...]:
    """What makes `block` say `text` from `start` up to `end`: where it has as many words already, those that differ.

    So spaces and lines stay as they were typed.
    """
    old, new = list(_WORD.finditer(block.text, start, end)), text.split()
    if len(old) != len(new):
        return (Edit(block.span(start, end), block.text[start:end], " ".join(new)),)
    pairs = zip(old, new, strict=True)
    return tuple(Edit(block.span(*word.span()), word[0], other) for word, other in pairs if word[0] != other)
