"""A text → its quotations, and those that are not in the quotation marks of its language.

Marks are paired by the characters beside them, not by their order alone. Where the pairing is in doubt, because a mark
has no partner or an apostrophe may be one, the whole text counts as without quotations.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from concord.languages import Language

Offsets = tuple[int, int]
Pair = tuple[Offsets, Offsets]

MARKS = re.compile("[\"'“”„‘’‚«»‹›]")
_SINGLE, _APOSTROPHES = "'‘’‚", "'‘’"
_KINDS = {glyph: kind for kind in ('"“”„', _SINGLE, "«»", "‹›") for glyph in kind}
_ONLY_OPENING, _ONLY_CLOSING = "„‚", "’"
_SPACES = ("\u00a0", "\u202f", " ")
_BEFORE = frozenset("\0([{–—-/*_~\"'“„‘‚«»‹›")  # what may be in front of an opening mark, besides a space
_BEHIND = frozenset(",.;:!?)]}")  # what follows a closing mark, and no opening one
_DEEPEST = 20  # open quotations: a bound for the time that odd texts take
_POSSESSIVE = re.compile(r"[sxz].\s+[^\W\d_]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in wrong marks: the offsets of both marks, and the right ones."""

    opening: Offsets
    closing: Offsets
    right: tuple[str, str]


def misquoted(text: str, language: Language) -> list[Quotation]:
    """The quotations of `text` that are not in the marks of `language`, in order.

    Markup is to be blanked out in `text`; a null character counts as a letter. None is returned where the text with the
    right marks would be read otherwise, as beside an apostrophe that only then looks like a mark: the pairing is in
    doubt there too.
    """
    found = list(_misquoted(text, language))
    return [] if found and any(_misquoted(with_right_marks(text, found), language)) else found


def with_right_marks(text: str, quotations: list[Quotation]) -> str:
    """`text` with the right marks around these `quotations` of it."""
    marks = [mark for q in quotations for mark in zip((q.opening, q.closing), q.right, strict=True)]
    for (start, end), right in sorted(marks, reverse=True):
        text = text[:start] + right + text[end:]
    return text


def _misquoted(text: str, language: Language) -> Iterator[Quotation]:
    styles = language.quotes
    within: list[
        tuple[int, tuple[str, str, str, str]]
    ] = []  # the end and the style of each quotation around the present one
    for opening, closing in sorted(_pairs(text, language)) if styles else ():
        within = [outer for outer in within if outer[0] > opening[0]]
        typed = _spaced(text[slice(*opening)]), _spaced(text[slice(*closing)])
        style = (
            within[-1][1] if within else next((s for s in styles if typed == (_spaced(s[0]), _spaced(s[1]))), styles[0])
        )
        right = (style[2], style[3]) if len(within) % 2 else (style[0], style[1])
        within.append((closing[0], style))
        if typed != (_spaced(right[0]), _spaced(right[1])):
            yield Quotation(opening, closing, right)


def _spaced(mark: str) -> str:
    """A mark with the wide no-break space beside it, where it has the narrow one: either is right."""
    return mark.replace("\u202f", "\u00a0")


def quotation_spans(text: str, language: Language) -> list[Offsets]:
    """The offsets of the quotations of `text` with their marks, whatever the marks."""
    return [(opening[0], closing[1]) for opening, closing in _pairs(text, language)]


def _pairs(text: str, language: Language) -> list[Pair]:
    """The pairs of marks, of which the inner ones come first; none where any pair is in doubt."""
    pairs: list[Pair] = []
    waiting: list[tuple[str, Offsets]] = []
    has_single = has_inches = False
    for match in MARKS.finditer(text):
        glyph = match[0]
        opening, closing = _spans(text, *match.span())
        partner = _partner(glyph, waiting)
        if closing and partner is not None and waiting[partner][1][1] < closing[0]:
            if any(other not in _APOSTROPHES for other, _ in waiting[partner + 1 :]):
                return []  # they cross
            if glyph in _APOSTROPHES and _may_possess(text, waiting[partner][1][1], closing[0]):
                return []
            pairs.append((waiting[partner][1], closing))
            has_single |= glyph in _SINGLE
            del waiting[partner:]
        elif opening and not (glyph in _APOSTROPHES and _is_elision(text, opening[1], language)):
            waiting.append((glyph, opening))
        elif glyph in _APOSTROPHES:
            if closing and has_single:
                return []  # one of them may end here
        elif glyph == '"' and _follows_digit(text, match.start()):
            has_inches = True
        else:
            return []
        if len(waiting) > _DEEPEST:
            return []
    lonely = any(glyph not in _APOSTROPHES for glyph, _ in waiting)
    return [] if lonely or (has_inches and any(_follows_digit(text, last[0]) for _, last in pairs)) else pairs


def _partner(glyph: str, waiting: list[tuple[str, Offsets]]) -> int | None:
    """The index in `waiting` of the last mark of the same kind as `glyph`."""
    return next((i for i in reversed(range(len(waiting))) if _KINDS[waiting[i][0]] == _KINDS[glyph]), None)


def _may_possess(text: str, start: int, end: int) -> bool:
    """Whether the mark at `end` may be an apostrophe, as in 'neath the users' feet, with which no quotation ends."""
    return " " in text[start:end] and _POSSESSIVE.match(text, end - 1) is not None


def _follows_digit(text: str, place: int) -> bool:
    return text[max(0, place - 1) : place].isdigit()


def _spans(text: str, start: int, end: int) -> tuple[Offsets | None, Offsets | None]:
    """The offsets of a mark as an opening and as a closing one, None where it cannot be one.

    They include the space that French sets inside the marks.
    """
    glyph, before, behind = text[start], text[start - 1 : start], text[end : end + 1]
    starts = not before or before.isspace() or before in _BEFORE
    ends = not behind.isalnum()
    opening = closing = None
    if glyph not in _ONLY_CLOSING and starts:
        if behind and not behind.isspace() and behind not in _BEHIND:
            opening = (start, end)
        elif glyph in "«‹" and behind in _SPACES:
            opening = (start, end + 1)
    if glyph not in _ONLY_OPENING and ends:
        if before and not before.isspace() and before not in "([{\\=":
            closing = (start, end)
        elif glyph in "»›" and before in _SPACES:
            closing = (start - 1, end)
    return opening, closing


def _is_elision(text: str, start: int, language: Language) -> bool:
    """Whether an apostrophe stands for left-out letters or digits: 's avonds, rock 'n' roll, the '90s."""
    word = _WORD.match(text, start)
    return text[start : start + 1].isdigit() or (word is not None and word[0].lower() in language.elided)
