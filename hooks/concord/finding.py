"""`Finding`: what a check yields. Its data are no sentences; `rules` and `report` have the wording."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from concord.model import Block, Location, Page, Section

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a file: `text` replaces `old`, which stands at `location`."""

    location: Location
    old: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One place at which a rule is broken.

    Attributes:
        rule: The name of the rule.
        location: The place that is reported.
        data: The values of the placeholders in the rule's message.
        language: The code of the language that it is about, "" for none.
        page: The path of the page that it is about, "" for none.
        section: The id of the section that it is about, "" for none.
        related: Other places that take part, such as the aligned blocks of other languages.
        fix: The edits of one file that together correct it, where there is one right answer.
        group: The beginnings of the aligned blocks that it is about; a suppression above any of them applies to it.
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
    """The edits that replace the text of `block` from the offset `start` up to `end` by `text`.

    Where both have the same number of words, only the words that differ are replaced, so that spaces and line ends
    stay as they were typed.
    """
    old, new = list(_WORD.finditer(block.text, start, end)), text.split()
    if len(old) != len(new):
        return (Edit(block.span(start, end), block.text[start:end], " ".join(new)),)
    pairs = zip(old, new, strict=True)
    return tuple(Edit(block.span(*word.span()), word[0], other) for word, other in pairs if word[0] != other)
