"""Text in a language ⇄ the numbers in it, in two ways.

A fact's text states one quantity and nothing else: "mindestens 1,5 Mio. €" ⇄ `Quantity`. `read` reads it, `write`
writes it anew, `typography` sets it. For every kind of quantity, `read_quantity(write_quantity(q, language), language)
== q`.

A running text mentions numbers between other words: text → `NumberMention`. `extraction` finds them all, with
`dates_and_times`, `digits` and `number_words` for each sort, and `measures` for units; `matching` compares those of two
languages; `qualifiers` finds words such as "gross" beside them.

Both ways read one number with `numbers` and `dates`, and take all words of a language from `languages/*.yml`.
"""

from concord.values.dates import read_date, write_date
from concord.values.extraction import article_units, extract_numbers
from concord.values.folding import alternation, fold
from concord.values.matching import MAX_PAIRS, unmatched
from concord.values.number_context import number_context, sign_before, unit_after
from concord.values.number_mention import NO_QUANTITIES, NumberMention, may_match
from concord.values.qualifiers import OPPOSITES, extract_qualifiers, qualifiers_behind
from concord.values.quantity import Bound, Day, Kind, OpenHigh, OpenLow, Quantity, Scalar, agrees, date_parts
from concord.values.read import read_quantity, trailing_bound
from concord.values.typography import convert_separators, typeset
from concord.values.write import rewrite_quantity, write_quantity
from concord.values.year_limits import YearLimit, extract_year_limits

__all__ = [
    "MAX_PAIRS",
    "NO_QUANTITIES",
    "OPPOSITES",
    "Bound",
    "Day",
    "Kind",
    "NumberMention",
    "OpenHigh",
    "OpenLow",
    "Quantity",
    "Scalar",
    "YearLimit",
    "agrees",
    "alternation",
    "article_units",
    "convert_separators",
    "date_parts",
    "extract_numbers",
    "extract_qualifiers",
    "extract_year_limits",
    "fold",
    "may_match",
    "number_context",
    "qualifiers_behind",
    "read_date",
    "read_quantity",
    "rewrite_quantity",
    "sign_before",
    "trailing_bound",
    "typeset",
    "unit_after",
    "unmatched",
    "write_date",
    "write_quantity",
]
