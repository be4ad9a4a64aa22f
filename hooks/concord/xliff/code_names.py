"""Code of a unit → what it is called in messages: the link to the source Brouwer."""

from concord.xliff.inline_codes import Code, Content

_PAIRS = {
    "fact": "the link to the fact",
    "title": "the link to the title",
    "source": "the link to the source",
    "picture": "the link to the chart",
    "link": "the link",
    "image": "the picture",
    "b": "the bold type",
    "i": "the italics",
}
_SINGLES = {
    "code": "the code",
    "html": "the HTML",
    "image": "the picture",
    "break": "the line break",
    "evidence": "the line of evidence",
}
_MOST = 40  # characters of a text that a message quotes


def code_name(code: Code, content: Content) -> str:
    """The name of a code in `content`, with the words that it is about."""
    if code.role == "single":
        kind = _SINGLES.get(code.kind, "the mark")
        return kind if code.kind == "break" else f"{kind} {_short(code.data)}"
    kind = _PAIRS.get(code.kind, "the markup of")
    target = f" to {_short(_address(code, content))}" if code.kind in ("link", "image") else ""
    words = _short(_words_between(code, content))
    return f"{kind} “{words}”{target}" if words else f"{kind}{target}"


def first_words(content: Content) -> str:
    """The first words of a text, to tell which one it is."""
    return _short("".join(_shown(part) for part in content))


def _words_between(code: Code, content: Content) -> str:
    """What stands between the two codes of a pair."""
    found, is_inside = "", False
    for part in content:
        if isinstance(part, Code) and part.id == code.id and part.role != "single":
            is_inside = part.role == "open"
        elif is_inside:
            found += _shown(part)
    return found


def _shown(part: str | Code) -> str:
    """What a reader sees of a part of a text: of a code the character that it stands for, or what it shows itself."""
    if isinstance(part, str):
        return part
    return part.shows or (part.data.strip("`") if part.kind == "code" else "")


def _address(code: Code, content: Content) -> str:
    """Where a link leads: `](a.md "title")` → `a.md`."""
    close = (one.data for one in content if isinstance(one, Code) and (one.role, one.id) == ("close", code.id))
    words = next(close, "").removeprefix("](").removeprefix("]").rstrip(")").split()
    return words[0] if words else ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MOST else f"{text[:_MOST].rsplit(' ', 1)[0]} …"
