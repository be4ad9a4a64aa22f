"""A reference in a block → the currency or the percent sign that stands beside it instead of in its text."""

import re

from concord.languages import Language
from concord.model import Block, Reference
from concord.values import Quantity, fold, number_context, sign_before, unit_after

_NUMBER_BEFORE = re.compile(r"\d\s?\Z")
_LONGEST = 40  # characters of a sign's surroundings that are read


def adjoining_unit(
    block: Block, reference: Reference, quantity: Quantity, language: Language
) -> tuple[int, int] | None:
    """Return the offsets in `block` of the unit of `quantity` right in front of `reference` or behind it.

    A space between them is within. None where there is no such unit, or where it belongs to another number.
    """
    unit = {"percent": "percent", "money": quantity.unit}.get(quantity.kind)
    if unit is None:
        return None
    start, end = reference.span
    before = fold(block.text[max(0, start - _LONGEST) : start])
    sign = sign_before(before, len(before), language)
    if sign and number_context(language).units[sign[1]] == unit and not _NUMBER_BEFORE.search(before[: sign.start()]):
        return start - len(before) + sign.start(1), start
    found, length = unit_after(fold(block.text[end : end + _LONGEST]), 0, language)
    return (end, end + length) if found == unit else None
