"""What a file for a translation tool has, whatever its format: entries as they go out, units as they come back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from concord.sync.word_count import text_words
from concord.xliff.inline_codes import Code, Content, Role

Mark = tuple[Role, str]  # the role and the id of a code
Parts = tuple[str | Mark, ...]
State = Literal["new", "followed", "review"]


@dataclass(frozen=True)
class Match:
    """A text and its translation that are like a text to translate; `similarity` is from 0 to 1."""

    source: Content
    target: Content
    similarity: float


@dataclass(frozen=True)
class Term:
    """A term, and what it is called in the target language, the usual name first."""

    source: str
    targets: Sequence[str]


@dataclass(frozen=True)
class Entry:
    """A text to translate, as it is exported.

    Attributes:
        id: The id of the unit.
        source: The text to translate.
        target: The present translation; None where there is none.
        place: The file and line of its text.
        notes: What a translator is to know.
        state: `new` where there is something to translate, `followed` where the present translation says what the
            source says, as far as is known, `review` where the translation is one that could not be placed.
        is_context: Whether it is there to be read, and not to be translated.
        match: What was agreed on before, where the source has changed since.
        terms: The terms of the glossary in the source.
    """

    id: str
    source: Content
    target: Content | None
    place: str
    notes: Sequence[str] = ()
    state: State = "new"
    is_context: bool = False
    match: Match | None = None
    terms: Sequence[Term] = ()

    @property
    def words(self) -> int:
        """The words of the source, counted as translation tools do."""
        return len(text_words("".join(_shown(part) for part in self.source)))


@dataclass(frozen=True)
class Group:
    """The entries of a section, with notes about all of them."""

    section: str
    entries: Sequence[Entry]
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class ReturnedUnit:
    """A unit of a file that a translation tool has written.

    Attributes:
        page: The name of the file that it is said to be of; "" where the tool has left it out.
        section: The name of its group.
        id: Its id.
        source: The text that was to be translated.
        target: The translation; None where there is none.
        codes: The Markdown of each code in both texts, as far as the file has it.
        state: What the tool says of the translation, "" for nothing.
    """

    page: str
    section: str
    id: str
    source: Parts
    target: Parts | None
    codes: Mapping[Mark, str] = field(default_factory=dict)
    state: str = ""


@dataclass(frozen=True)
class ReturnedFile:
    """A file that a translation tool has written: its format, the codes of its languages, and its units."""

    form: str
    source: str
    target: str
    units: Sequence[ReturnedUnit]


def _shown(part: str | Code) -> str:
    """What of a part of a text counts as a word: nothing of a code, which ends a word unless it is one of a pair."""
    if isinstance(part, str):
        return part
    return part.shows or (" " if part.role == "single" else "")
