"""A number → its name in a language, by num2words, which takes 20 ms to import and is not needed in most runs."""


def cardinal(number: int, code: str) -> str:
    """The cardinal `number` in words in the language that num2words calls `code`: two hundred."""
    from num2words import num2words

    return str(num2words(number, lang=code))


def ordinal(number: int, code: str) -> str:
    """The ordinal likewise: second."""
    from num2words import num2words

    return str(num2words(number, lang=code, to="ordinal"))
