"""`Prose`: how a language mentions numbers in running text, the key `prose` of its file in `languages/`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Prose(BaseModel):
    """How a language mentions numbers in running text, besides plain digits and plain number words.

    Each attribute may be left out: then such mentions are not recognised. Upper and lower case are the same.

    Attributes:
        articles: Words that a 1 in another language may stand for, in lower case.
        words: Words that may mean a number, with their value: both, pair.
        quantities: Words that mean a number, with their value, and that another language often puts in other words:
            twice, dozen.
        fractions: Words for a part of something, with the number of parts: half, Drittel. An ordinal may be one.
        groups: Words that multiply the number in front of them, with their factor: three dozen.
        minus: Words in front of a negative number.
        negations: Words that turn "more than" into its opposite; "n’t" is an ending.
        denials: The negations that turn a few words into their opposite: not, but neither without nor hardly.
        yes: Words that, alone or first in a text, say yes, also of a switch: yes, on.
        no: The same for no: no, off.
        around_the_clock: Phrases for all hours of a day and all days of a week.
        seasons: The names of each season, in full: spring, summer, autumn, winter.
        ambiguous_months: Names of months that are one, without a day or a year, only right behind one of the words
            listed: "in may".
        until: Words in front of a date or a year that end a time before it or with it: until, before.
        since: Words that begin a time after it or with it: since, after.
        before_date: What may stand between such a word and a date: "dem" of "seit dem 3. Mai".
        denying_words: Words that say no without a negation: without.
        denying_beginnings: The same, beginnings of words: the "un" of "unset".
        denying_endings: The same, endings of words: the "less" of "wireless".
        keys: The names of each key of a keyboard, by the name that all languages have for it: Strg for ctrl.
        ambiguous_ordinals: Words that are ordinals only right behind one of the words listed, and else something else.
        compound_endings: What may follow a number word in the same word: the "fold" of "tenfold".
        multiples: Endings that make a multiple or a span of time, of which another language says twice or three days:
            mal, fach, tägig.
        compound_parts: Number words by which a longer word is told to be a number, in lower case: the "hundert" of
            "zweihundertvier".
        ordinal_suffixes: What makes an ordinal of digits: the "th" of "24th".
        ordinal_endings: The endings of an ordinal in words. The first is the one that num2words writes.
        decade_suffixes: What makes a decade of digits: the "s" of "1990s".
        before_decade: Words in front of digits that make a decade of them.
        before_month: Words between a day in digits and the name of its month.
        o_clock: What follows the digits of a time of day.
        morning: The same, for a time before noon.
        evening: The same, for a time after noon.
        at_night: Those of them that are said of the hours after midnight as well.
        twelve_hours: Whether a time that does not say which may be before or after noon.
        half_to: Words in front of an hour for half an hour before it: "halb acht" is 7:30.
        half_past: Words in front of an hour for half an hour after it: "half past seven" is 7:30.
        percentage_points: Words for percentage points.
        halves: A number word and a half; `{number}` is the number word.
        measures: Words for a unit beside those of CLDR, by its name in `values.measures.MEASURES`.
        idioms: Beginnings of phrases whose digits count nothing.
        gross: Words for an amount before deductions.
        net: Words for an amount after deductions.
        a_day: Words for an amount that is paid every day.
        a_year: The same, for every year.
        a_month: The same, for every month.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    articles: frozenset[str] = frozenset()
    words: Mapping[str, Decimal] = {}
    quantities: Mapping[str, Decimal] = {}
    fractions: Mapping[str, int] = {}
    groups: Mapping[str, int] = {}
    minus: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    around_the_clock: tuple[str, ...] = ()
    seasons: Mapping[str, tuple[str, ...]] = {}
    ambiguous_months: Mapping[str, tuple[str, ...]] = {}
    until: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    before_date: tuple[str, ...] = ()
    denying_words: tuple[str, ...] = ()
    denying_beginnings: tuple[str, ...] = ()
    denying_endings: tuple[str, ...] = ()
    keys: Mapping[str, tuple[str, ...]] = {}
    ambiguous_ordinals: Mapping[str, tuple[str, ...]] = {}
    compound_endings: tuple[str, ...] = ()
    multiples: tuple[str, ...] = ()
    compound_parts: tuple[str, ...] = ()
    ordinal_suffixes: tuple[str, ...] = ()
    ordinal_endings: Annotated[tuple[str, ...], Field(min_length=1)] = ("",)
    decade_suffixes: tuple[str, ...] = ()
    before_decade: tuple[str, ...] = ()
    before_month: tuple[str, ...] = ()
    o_clock: tuple[str, ...] = ()
    morning: tuple[str, ...] = ()
    evening: tuple[str, ...] = ()
    at_night: tuple[str, ...] = ()
    twelve_hours: bool = False
    half_to: tuple[str, ...] = ()
    half_past: tuple[str, ...] = ()
    percentage_points: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()
    measures: Mapping[str, tuple[str, ...]] = {}
    idioms: tuple[str, ...] = ()
    gross: tuple[str, ...] = ()
    net: tuple[str, ...] = ()
    a_day: tuple[str, ...] = ()
    a_year: tuple[str, ...] = ()
    a_month: tuple[str, ...] = ()
