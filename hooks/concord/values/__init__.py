"""Text ⇄ quantities in each language. `read(write(v, language), language) == v` for every kind and language."""

from concord.values.dates import read_date, write_date
from concord.values.extraction import extract_numbers, has_article
from concord.values.matching import NumberMention, may_match, unmatched
from concord.values.qualifiers import OPPOSITES, extract_qualifiers
from concord.values.quantity import Bound, Day, Kind, Quantity, Scalar, agrees
from concord.values.read import read_quantity, trailing_bound
from concord.values.typography import convert_separators, typeset
from concord.values.write import rewrite_quantity, write_quantity

__all__ = [
    "OPPOSITES",
    "Bound",
    "Day",
    "Kind",
    "NumberMention",
    "Quantity",
    "Scalar",
    "agrees",
    "convert_separators",
    "extract_numbers",
    "extract_qualifiers",
    "has_article",
    "may_match",
    "read_date",
    "read_quantity",
    "rewrite_quantity",
    "trailing_bound",
    "typeset",
    "unmatched",
    "write_date",
    "write_quantity",
]
