"""Running text → the years that it names as an end or as a beginning of a time: until 2015, seit März 2015."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from concord.languages import Language
from concord.values.dates import day_suffix, month_names
from concord.values.folding import alternation, fold
from concord.values.number_context import is_negated

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


class YearLimit(NamedTuple):
    """A year, and whether a time ends or begins with it or beside it; the span of the words that say so."""

    year: int
    side: Literal["until", "since"]
    start: int
    end: int


def extract_year_limits(text: str, language: Language) -> Iterator[YearLimit]:
    """Yield the years of `text`, which may be the text of a link, behind a word such as "until" or "since".

    Behind a negation nothing is yielded: "not until 2015" is since 2015.
    """
    if not _YEAR.search(text):
        return
    folded = fold(text)
    for match in _pattern(language).finditer(folded):
        if not is_negated(folded, match.start(), language):
            side: Literal["until", "since"] = "until" if match["until"] else "since"
            yield YearLimit(int(match["year"]), side, match.start(), match.end())


@lru_cache
def _pattern(language: Language) -> re.Pattern[str]:
    prose = language.prose
    before = rf"(?:(?:{alternation(prose.before_date)}) ){{0,2}}"
    day = rf"(?:\d{{1,2}}(?:{day_suffix(language)})? (?:(?:{alternation(prose.before_month)}) )?)?"
    month = rf"(?:(?:{alternation(month_names(language))})\.? (?:\d{{1,2}}(?:{day_suffix(language)})?,? )?)?"
    return re.compile(
        rf"(?<![\w-])(?:(?P<until>{alternation(prose.until)})|(?P<since>{alternation(prose.since)})) {before}\[?"
        rf"{day}{month}(?P<year>[12]\d{{3}})(?![\w.,]\d|\w|-\d|\s?[%€$£])"
    )
