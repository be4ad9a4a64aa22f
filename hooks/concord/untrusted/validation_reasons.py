"""What pydantic finds wrong with data that somebody typed → the reason in plain words, with what to write instead."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

_PATTERNS = {  # the pattern of a text → what it stands for
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "a key has small letters and digits, with hyphens between words: pay-in-germany",
    r"^[A-Z]{2}$": "it must be a country by ISO 3166, in two capitals: DE",
    r"^([A-Z]{2})?$": "it must be a country by ISO 3166, in two capitals: DE",
    r"^(https?://\S+)?$": "it must be an address that begins with https://",
    r"^(Q[0-9]+)?$": "it must be an item of Wikidata: Q484876",
}
_REASONS = {  # type of a pydantic error → the reason
    "missing": "it is missing",
    "extra_forbidden": "there is no such key",
    "union_tag_not_found": "it is missing",
    "union_tag_invalid": "there is no kind {tag}; there are {expected_tags}",
    "literal_error": "it must be {expected}",
    "string_type": "it must be text; quotation marks make a number one",
    "tuple_type": "it must be a list",
    "frozen_set_type": "it must be a list",
    "dict_type": "it must have keys",
    "mapping_type": "it must have keys",
    "model_type": "it must have keys",
    "model_attributes_type": "it must have keys",
    "bool_type": "it must be true or false",
    "bool_parsing": "it must be true or false",
    "int_type": "it must be a whole number, without quotation marks",
    "int_parsing": "it must be a whole number, without quotation marks",
    "int_from_float": "it must be a whole number",
    "decimal_type": "it must be a number, without quotation marks",
    "decimal_parsing": "it must be a number, without quotation marks",
    "decimal_max_places": "it may have at most {decimal_places} digits behind the point",
    "decimal_max_digits": "it has too many digits",
    "multiple_of": "it must be a whole number",
    "greater_than": "it must be more than {gt}",
    "greater_than_equal": "it must be at least {ge}",
    "less_than": "it must be less than {lt}",
    "less_than_equal": "it must be at most {le}",
    "too_short": "it is empty",
    "too_long": "it has too many items: at most {max_length}",
    "string_too_short": "it is empty",
    "none_required": "there is no such key",
}


def reason(detail: Mapping[str, Any], known: Iterable[str] = ()) -> str:
    """The reason of one of the errors that `ValidationError.errors` lists.

    Args:
        detail: The error.
        known: The keys that may stand in the same place; one that is almost the unknown key is proposed.
    """
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        near = near_key(str(detail["loc"][-1]), known)
        return f"{_REASONS[kind]}; did you mean {near}?" if near else _REASONS[kind]
    if kind.endswith("_type") and detail.get("input") is None:
        return "it is empty"
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context["pattern"], f"it must match {context['pattern']}")
    if kind == "literal_error":
        return _REASONS[kind].format(expected=context["expected"].replace("'", ""))
    if kind in _REASONS:
        return _REASONS[kind].format(**context)
    if isinstance(context.get("error"), ValueError):
        return str(context["error"])
    message = str(detail["msg"])
    return message[:1].lower() + message[1:]


def near_key(typed: str, known: Iterable[str]) -> str:
    """The one of `known` that was probably meant by `typed`; "" where none is similar enough."""
    return next(iter(get_close_matches(typed, list(known), n=1, cutoff=0.7)), "")
