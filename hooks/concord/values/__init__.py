"""Text ⇄ quantities in each language. `read(write(v, language), language) == v` for every kind and language."""

from concord.values.dates import read_date, write_date
from concord.values.extraction import find, has_article
from concord.values.matching import Mention, same, unmatched
from concord.values.qualifiers import OPPOSITES, qualifiers
from concord.values.quantity import Bound, Day, Kind, Quantity, Scalar, agrees
from concord.values.read import read, trailing_bound
from concord.values.typography import adapt, typeset
from concord.values.write import rewrite, write

__all__ = [
    "OPPOSITES",
    "Bound",
    "Day",
    "Kind",
    "Mention",
    "Quantity",
    "Scalar",
    "adapt",
    "agrees",
    "find",
    "has_article",
    "qualifiers",
    "read",
    "read_date",
    "rewrite",
    "same",
    "trailing_bound",
    "typeset",
    "unmatched",
    "write",
    "write_date",
]
