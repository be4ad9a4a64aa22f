"""Quotations in a text → those that are not in the marks of their language.

Marks are paired by what stands beside them, never by their order alone. Where the pairing is in doubt, such as where a
mark is alone or an apostrophe may close as well, the text has none: there is no one right answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from concord.languages import Language

Span = tuple[int, int]
Pair = tuple[Span, Span]

MARKS = re.compile("[\"'“”„‘’‚«»‹›]")
_SINGLE, _APOSTROPHES = "'‘’‚", "'‘’"
_KINDS = {glyph: kind for kind in ('"“”„', _SINGLE, "«»", "‹›") for glyph in kind}
_OPENS_ALWAYS, _CLOSES_ALWAYS = "„‚", "’"
_SPACES = ("\u00a0", "\u202f", " ")
_BEFORE = frozenset("\0([{–—-/*_~\"'“„‘‚«»‹›")  # what an opening mark may stand behind, besides a space
_BEHIND = frozenset(",.;:!?)]}")  # what a closing mark alone stands in front of
_DEEPEST = 20
_POSSESSIVE = re.compile(r"[sxz].\s+[^\W\d_]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """The two marks of a quotation, as offsets, and what they should be."""

    opening: Span
    closing: Span
    right: tuple[str, str]


def misquoted(text: str, language: Language) -> Iterator[Quotation]:
    """The quotations of `text` that are not in the marks of `language`, in order. What is blanked out is a word."""
    styles = language.quotes
    within: list[tuple[int, str]] = []  # where each quotation around the present place ends, and the style of all
    for opening, closing in sorted(_pairs(text, language)) if styles else ():
        within = [outer for outer in within if outer[0] > opening[0]]
        typed = text[slice(*opening)], text[slice(*closing)]
        style = within[-1][1] if within else next((s for s in styles if typed == (s[0], s[1])), styles[0])
        right = (style[2], style[3]) if len(within) % 2 else (style[0], style[1])
        within.append((closing[0], style))
        if typed != right:
            yield Quotation(opening, closing, right)


def quotation_spans(text: str, language: Language) -> list[Span]:
    """The quotations of `text` with their marks, in any language's."""
    return [(opening[0], closing[1]) for opening, closing in _pairs(text, language)]


def _pairs(text: str, language: Language) -> list[Pair]:
    """The marks that belong together; none where any is in doubt."""
    pairs: list[Pair] = []
    waiting: list[tuple[str, Span]] = []
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


def _partner(glyph: str, waiting: list[tuple[str, Span]]) -> int | None:
    """The index of the last mark of the same kind."""
    return next((i for i in reversed(range(len(waiting))) if _KINDS[waiting[i][0]] == _KINDS[glyph]), None)


def _may_possess(text: str, start: int, end: int) -> bool:
    """Whether the mark at `end` may be the users' in 'neath the users' feet."""
    return " " in text[start:end] and _POSSESSIVE.match(text, end - 1) is not None


def _follows_digit(text: str, place: int) -> bool:
    return text[max(0, place - 1) : place].isdigit()


def _spans(text: str, start: int, end: int) -> tuple[Span | None, Span | None]:
    """The mark as an opening and as a closing one, with the space that French sets inside; None where it is none."""
    glyph, before, behind = text[start], text[start - 1 : start], text[end : end + 1]
    starts = not before or before.isspace() or before in _BEFORE
    ends = not behind.isalnum()
    opening = closing = None
    if glyph not in _CLOSES_ALWAYS and starts:
        if behind and not behind.isspace() and behind not in _BEHIND:
            opening = (start, end)
        elif glyph in "«‹" and behind in _SPACES:
            opening = (start, end + 1)
    if glyph not in _OPENS_ALWAYS and ends:
        if before and not before.isspace() and before not in "([{\\=":
            closing = (start, end)
        elif glyph in "»›" and before in _SPACES:
            closing = (start - 1, end)
    return opening, closing


def _is_elision(text: str, start: int, language: Language) -> bool:
    """Whether what follows an apostrophe is the rest of a word or a year: 's avonds, rock 'n' roll, the '90s."""
    word = _WORD.match(text, start)
    return text[start : start + 1].isdigit() or (word is not None and word[0].lower() in language.elided)
