"""Text ⇄ quantities in each language. `read(write(v, language), language) == v` for every kind and language."""

from concord.values.dates import read_date, write_date
from concord.values.quantity import Bound, Day, Kind, Quantity, Scalar, agrees
from concord.values.read import read, trailing_bound
from concord.values.write import rewrite, typeset, write

__all__ = [
    "Bound",
    "Day",
    "Kind",
    "Quantity",
    "Scalar",
    "agrees",
    "read",
    "read_date",
    "rewrite",
    "trailing_bound",
    "typeset",
    "write",
    "write_date",
]
