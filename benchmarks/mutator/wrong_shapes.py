"""Errors in containers, definition lists, tasks, versions, units, code and links: what a page is built of."""

import re
from random import Random

from benchmarks.mutator.mutation import VALUES, Spot, error, words

_STRUCTURE = ("block-drift", "list-drift", "section-drift", "table-drift", "number-drift")
_BOXES = ["note", "tip", "warning", "danger", "info", "success"]
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


def _chunks(text: str) -> list[str]:
    return re.split(r"\n\n+", text.rstrip("\n"))


def _without(chunks: list[str], dropped: int) -> str:
    return "\n\n".join(chunks[:dropped] + chunks[dropped + 1 :]) + "\n\n"


def _swapped(items: list[str], random: Random) -> list[str]:
    """`items` with two next to each other in each other's place."""
    at = random.randrange(len(items) - 1)
    return [*items[:at], items[at + 1], items[at], *items[at + 2 :]]


@error("kind of a box", "block-drift")
def _(spot: Spot, random: Random) -> str | None:
    match = re.search(r"(?m)^(?:!!!|\?\?\?\+?) (\w+)", spot.text)
    if not match:
        return None
    new = random.choice([kind for kind in _BOXES if kind != match[1]])
    return spot.text[: match.start(1)] + new + spot.text[match.end(1) :]


@error("box that folds", "block-drift")
def _(spot: Spot, random: Random) -> str | None:
    return re.sub(r"^(!!!|\?\?\?)(?= )", lambda match: {"!!!": "???", "???": "!!!"}[match[0]], spot.text)


@error("paragraph of a container dropped", *_STRUCTURE, on="section")
def _(spot: Spot, random: Random) -> str | None:
    chunks = _chunks(spot.text)
    inside = [i for i, chunk in enumerate(chunks) if re.match(r"    [^\W\d]", chunk) and "```" not in chunk]
    return _without(chunks, random.choice(inside)) if inside else None


@error("container dropped", *_STRUCTURE, on="section")
def _(spot: Spot, random: Random) -> str | None:
    """A box, a tab or a quotation with all that is in it."""
    begins = [m.start() for m in re.finditer(r"(?m)^(?:!!!|\?\?\?|===|> .*\n>\n) ?", spot.text)]
    if len(begins) < 2:
        return None
    at = random.randrange(len(begins))
    end = begins[at + 1] if at + 1 < len(begins) else len(spot.text)
    return spot.text[: begins[at]] + spot.text[end:]


@error("code in a container", "code-drift", "block-drift")
def _(spot: Spot, random: Random) -> str | None:
    lines = spot.text.split("\n")
    if len(lines) < 3 or not re.match(r"\s+```", lines[0]):
        return None
    found = random.choice(list(re.finditer(r"\w{3,}|\d+", lines[1])))
    lines[1] = f"{lines[1][: found.start()]}x{found[0][::-1]}{lines[1][found.end() :]}"
    return "\n".join(lines)


@error("line of a quotation dropped", *_STRUCTURE)
def _(spot: Spot, random: Random) -> str | None:
    parts = spot.text.split("\n>\n")
    return parts[random.randrange(2)] if len(parts) == 2 and spot.text.startswith(">") else None


def _entries(spot: Spot) -> list[int]:
    return [i for i, chunk in enumerate(_chunks(spot.text)) if re.search(r"\n:   ", chunk)]


@error("definition dropped", *_STRUCTURE, on="section")
def _(spot: Spot, random: Random) -> str | None:
    entries = _entries(spot)
    return _without(_chunks(spot.text), random.choice(entries)) if len(entries) > 1 else None


@error("definitions swapped", *VALUES, on="section")
def _(spot: Spot, random: Random) -> str | None:
    """A definition stands behind the term of another."""
    chunks, entries = _chunks(spot.text), _entries(spot)
    if len(entries) < 2:
        return None
    first, second = sorted(random.sample(entries, 2))
    (term, one), (other_term, other) = (chunks[at].split("\n", 1) for at in (first, second))
    chunks[first], chunks[second] = f"{term}\n{other}", f"{other_term}\n{one}"
    return "\n\n".join(chunks) + "\n\n"


@error("entries of definitions swapped", "list-drift", on="section")
def _(spot: Spot, random: Random) -> str | None:
    chunks, entries = _chunks(spot.text), _entries(spot)
    if len(entries) < 2:
        return None
    swapped = _swapped([chunks[at] for at in entries], random)
    for at, chunk in zip(entries, swapped, strict=True):
        chunks[at] = chunk
    return "\n\n".join(chunks) + "\n\n"


@error("state of a task", "list-drift")
def _(spot: Spot, random: Random) -> str | None:
    states = list(re.finditer(r"(?m)^- \[([ x])\]", spot.text))
    if not states:
        return None
    match = random.choice(states)
    return spot.text[: match.start(1)] + {" ": "x", "x": " "}[match[1]] + spot.text[match.end(1) :]


@error("table rows swapped", "table-drift", "number-drift")
def _(spot: Spot, random: Random) -> str | None:
    """Of a table whose rows have values; two without any cannot be told apart."""
    lines = spot.text.split("\n") if spot.kind == "table" else []
    if len(lines) < 4 or not all(re.search(r"\d|\]\(", line) for line in lines[2:]):
        return None
    return "\n".join([*lines[:2], *_swapped(lines[2:], random)])


@error("list items swapped", "list-drift", "number-drift")
def _(spot: Spot, random: Random) -> str | None:
    """Of a list whose items each have a number of their own; others cannot be told apart."""
    lines = spot.text.split("\n") if spot.kind == "list" else []
    numbers = [re.search(r"(?<=\D\D)\d+|\]\([^)]*", line) for line in lines]
    if len(lines) < 2 or not all(re.match(r"- ", line) for line in lines) or not all(numbers):
        return None
    if len({number[0] for number in numbers if number}) < len(lines):
        return None
    return "\n".join(_swapped(lines, random))


@error("version", "number-drift")
def _(spot: Spot, random: Random) -> str | None:
    """One part of a version or an address of three parts or more."""
    found = list(re.finditer(r"(?<![\d.])\d+(?:\.\d+){2,}", spot.text))
    found = [match for match in found if not re.fullmatch(r"\d+(?:\.\d{3})+", match[0])]  # a large number
    if not found:
        return None
    match = random.choice(found)
    parts = match[0].split(".")
    at = random.randrange(len(parts))
    parts[at] = str(int(parts[at]) + random.randint(1, 4))
    return spot.text[: match.start()] + ".".join(parts) + spot.text[match.end() :]


_SYMBOLS = [["GB", "MB", "TB"], ["ms", "s", "min"], ["°C", "°F"], ["km", "cm", "m", "mm"]]
words(
    "symbol of a unit", "number-drift",
    table={
        language: [(rf"(?<=\d ){unit}(?!\w)", [u for u in row if u != unit]) for row in _SYMBOLS for unit in row]
        for language in ("en", "de", "nl")
    },
)  # fmt: skip


@error("inline code", "code-drift")
def _(spot: Spot, random: Random) -> str | None:
    """One span of code in place of another, where each language has it."""
    found = [m for m in _CODE.finditer(spot.text) if all(m[0] in text for text in spot.others.values())]
    found = [match for match in found if re.search(r"[\w)]$", match[1]) and re.search(r"[_.=()\d-]", match[1])]
    if not found or spot.kind == "code":
        return None
    match = random.choice(found)
    part = random.choice(list(re.finditer(r"\w+", match[1])))
    return spot.text[: match.start(1) + part.start()] + f"{part[0][::-1]}x" + spot.text[match.start(1) + part.end() :]


@error("dead link", "link-broken", "link-drift")
def _(spot: Spot, random: Random) -> str | None:
    """A link to a page, or to a section of one, that is not there."""
    found = list(re.finditer(r"\]\(([\w./-]+?)(\.md)?(#[\w-]+)?\)", spot.text))
    found = [match for match in found if match[2]]
    if not found:
        return None
    match = random.choice(found)
    if match[3] and random.random() < 0.5:
        return spot.text[: match.end(3)] + random.choice("xyz") + spot.text[match.end(3) :]
    return spot.text[: match.end(1)] + random.choice("xyz") + spot.text[match.end(1) :]


@error("number in raw HTML", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    found = list(re.finditer(r"(?<= )\d+(?= )", spot.text)) if spot.text.startswith("<p>") else []
    if not found:
        return None
    match = random.choice(found)
    return spot.text[: match.start()] + str(int(match[0]) + random.randint(1, 9)) + spot.text[match.end() :]


@error("address in raw HTML", "link-drift", "link-broken")
def _(spot: Spot, random: Random) -> str | None:
    found = list(re.finditer(r'(?<=href=")[^"]+(?=")', spot.text))
    if not found:
        return None
    end = random.choice(found).end()
    return f"{spot.text[:end]}{random.choice('xyz')}{spot.text[end:]}"
