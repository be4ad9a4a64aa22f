"""A number and a noun → a count in English, such as `1 page` or `3 pages`."""

_UNCOUNTABLE = frozenset({"info"})


def count_of(number: int, noun: str) -> str:
    """`number` with `noun`, which gets an s unless the number is 1."""
    return f"{number} {noun if number == 1 or noun in _UNCOUNTABLE else f'{noun}s'}"
