"""Errors in people, titles, references, links, lists, tables and whole blocks."""

import re
from random import Random

from benchmarks.mutator.mutation import VALUES, Spot, error, masked, matches, numbers, put, words

_BLOCKS = ("block-drift", "section-drift", "list-drift", "fact-drift", "link-drift", "title-drift", "number-drift")
_CITATION = ("fact-drift", "value-uncited", "date-uncited", "table-drift", "list-drift")
_SHORT = ["CEO", "CFO", "COO", "CMO", "CTO", "CIO", "CXO"]
_LONG = {
    "en": [f"chief {x} officer" for x in ("executive", "financial", "operating", "marketing", "information")],
    "de": [f"Chief {x} Officer" for x in ("Executive", "Financial", "Operating", "Marketing", "Information")],
    "nl": [f"chief {x} officer" for x in ("executive", "financial", "operating", "marketing", "information")],
}
_FACT = re.compile(r"\[([^\]\n]*)\]\((fact):([\w.-]+)\)")
_PEOPLE = r"\b(?:Anna Weber|Peter de Vries|Maria Rossi|John Miller|Brouwer|Vault|Forrester)\b"
_PLACES = {
    "en": ["Germany", "the Netherlands", "Belgium", "France", "Austria", "Canada"],
    "de": ["Deutschland", "die Niederlande", "Belgien", "Frankreich", "Österreich", "Kanada"],
    "nl": ["Duitsland", "Nederland", "België", "Frankrijk", "Oostenrijk", "Canada"],
}
_PEOPLE_TABLE = [(_PEOPLE, ["Ina Krause", "Jan Bakker", "Paul Meyer"])]

words("person’s name", table=dict.fromkeys(_LONG, _PEOPLE_TABLE))
words("place", table={lang: [(rf"\b(?:{'|'.join(names)})\b", names)] for lang, names in _PLACES.items()})


@error("two persons swapped")
def _(spot: Spot, random: Random) -> str | None:
    found = list(matches(_PEOPLE, spot.text))
    pairs = [(a, b) for a in found for b in found if a.start() < b.start() and a[0] != b[0]]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    return spot.text[: a.start()] + b[0] + spot.text[a.end() : b.start()] + a[0] + spot.text[b.end() :]


def _other_title(spot: Spot, random: Random, names: list[str]) -> str | None:
    """One title for another, where the block has that title once in each language and nowhere the other."""
    hits = list(matches(rf"(?i)(?<![\w-])(?:{'|'.join(names)})(?![\w’'-])", spot.text))
    for match in random.sample(hits, len(hits)):
        linked = spot.text[match.end() :].find("](")
        if 0 <= linked < 60 and "[" not in spot.text[match.end() : match.end() + linked]:
            continue  # in a link: other classes
        if masked(spot.text).lower().count(match[0].lower()) == 1:
            absent = [name for name in names if name.lower() not in spot.text.lower()]
            return put(spot.text, match.start(), match.end(), random.choice(absent)) if absent else None
    return None


@error("CFO for COO", "title-drift", "title-unknown", "title-undefined", "title-ambiguous", registry=True)
def _(spot: Spot, random: Random) -> str | None:
    """Where every language says the abbreviation, so that the full name does not say the same beside it."""
    said = set.intersection(*(set(re.findall(r"\b[A-Z]{3}\b", t)) for t in (spot.text, *spot.others.values())))
    beside = re.search(rf"(?i){'|'.join(_LONG[spot.language])}", spot.text)
    names = [short for short in _SHORT if short in said]
    return None if beside or not names else _other_title(spot, random, _SHORT)


@error("title in full", "title-drift", "title-ambiguous", "title-undefined", registry=True)
def _(spot: Spot, random: Random) -> str | None:
    return None if re.search(r"\b[A-Z]{3}\b", spot.text) else _other_title(spot, random, _LONG[spot.language])


@error("reporting line", "fact-mismatch", "title-drift", registry=True)
def _(spot: Spot, random: Random) -> str | None:
    """Another title as the one that is reported to, which stands last; where it is no abbreviation, as who reports."""
    hits = [m for m in _FACT.finditer(spot.text) if re.search(r"C[A-Z]O", m[1]) and re.search(r"to(-any)?$", m[3])]
    if not hits:
        return None
    match = random.choice(hits)
    title = list(re.finditer(r"\bC[A-Z]O\b", match[1]))[-1]
    new = random.choice([short for short in [*_SHORT, "CCO"] if short not in match[1]])
    return put(spot.text, match.start(1) + title.start(), match.start(1) + title.end(), new)


@error("wrong fact id", "fact-mismatch", "fact-drift", "fact-format", "fact-unknown", registry=True)
def _(spot: Spot, random: Random) -> str | None:
    ids = sorted(set(_FACT.findall("".join(spot.others.values()) + spot.text)))
    hits = list(_FACT.finditer(spot.text))
    if not hits:
        return None
    match = random.choice(hits)
    new = random.choice([*(id for *_, id in ids if id != match[3]), "ccos-us", "salary-de-avrage", "role-age"])
    return None if new == match[3] else spot.text[: match.start(3)] + new + spot.text[match.end(3) :]


@error("literal for reference", *_CITATION, registry=True)
def _(spot: Spot, random: Random) -> str | None:
    hits = list(_FACT.finditer(spot.text))
    return None if not hits else (m := random.choice(hits)).string[: m.start()] + m[1] + spot.text[m.end() :]


@error("fact’s value", "fact-mismatch", "fact-format", registry=True)
def _(spot: Spot, random: Random) -> str | None:
    for match in random.sample(hits := list(_FACT.finditer(spot.text)), len(hits)):
        found = numbers(spot.language, match[1])
        if found:
            number = random.choice(found)
            digit = random.choice([d for d in "123456789" if d != number.text[0]])
            at = match.start(1) + number.start
            return spot.text[:at] + digit + spot.text[at + 1 :]
    return None


@error("link into another language", "link-drift", "link-broken", "reference-unreachable")
def _(spot: Spot, random: Random) -> str | None:
    hits = list(re.finditer(r"(?<!!)\[[^\]\n]*\]\(((?:\.\./)*)([a-z][\w/-]*\.md)((?:#[\w-]+)?)\)", spot.text))
    if not hits:
        return None
    match = random.choice(hits)
    other = random.choice(sorted(spot.others))
    return spot.text[: match.start(1)] + f"{match[1]}../{other}/{match[2]}{match[3]})" + spot.text[match.end() :]


@error("link to another section", "link-drift", "link-broken", "reference-unreachable")
def _(spot: Spot, random: Random) -> str | None:
    hits = list(re.finditer(r"\]\([\w./-]*#([\w-]+)\)", spot.text))
    if not hits:
        return None
    match = random.choice(hits)
    new = random.choice([id for id in ("x3", "x2", "lists", "money") if id != match[1]])
    return spot.text[: match.start(1)] + new + spot.text[match.end(1) :]


@error("image", "image-drift", "link-drift", "block-drift")
def _(spot: Spot, random: Random) -> str | None:
    return re.sub(
        r"(!\[[^\]]*\]\([\w./-]*/)[\w-]+(\.\w+\))", rf"\1{random.choice(['other', 'copy', 'old'])}\2", spot.text
    )


@error("code", "code-drift", "block-drift")
def _(spot: Spot, random: Random) -> str | None:
    if spot.kind != "code":
        return None
    hits = list(re.finditer(r"(?<=[\w ])[a-z]{3,}|\d+", spot.text.split("\n", 1)[1]))
    match, start = random.choice(hits), spot.text.index("\n") + 1
    return spot.text[: start + match.start()] + f"x{match[0][::-1]}" + spot.text[start + match.end() :]


@error("list item dropped", "list-drift", "block-drift", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    items = re.split(r"(?m)^(?=(?:[-*]|\d+\.) )", spot.text)[1:] if spot.kind == "list" else []
    if len(items) < 2:
        return None
    drop = random.randrange(len(items))
    return "".join(items[:drop] + items[drop + 1 :]).rstrip("\n")


@error("list item added", "list-drift", "block-drift", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    items = spot.text.split("\n") if spot.kind == "list" else []
    if len(items) < 2 or not all(re.match(r"- ", item) for item in items):
        return None
    texts = {"en": "- and something else", "de": "- und etwas anderes", "nl": "- en nog iets anders"}
    at = random.randrange(1, len(items) + 1)
    return "\n".join([*items[:at], texts[spot.language], *items[at:]])


@error("count against list", *VALUES, on="section")
def _(spot: Spot, random: Random) -> str | None:
    """The sentence above a list counts its items; the count becomes another, or loses its item in the list."""
    counts = {
        "en": ["two", "three", "four", "five", "six", "seven", "eight"],
        "de": ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht"],
        "nl": ["twee", "drie", "vier", "vijf", "zes", "zeven", "acht"],
    }[spot.language]
    for match in matches(
        r"(?im)\b(" + "|".join(counts) + r")\b(?=[^\n]*:\n\n((?:(?:-|\d+\.) .*\n?|\s+.*\n?)+))", spot.text
    ):
        if len(re.findall(r"(?m)^(?:-|\d+\.) ", match[2])) != counts.index(match[1].lower()) + 2:
            continue
        new = random.choice([word for word in counts if word != match[0].lower()])
        return put(spot.text, match.start(), match.end(), new)
    return None


def _rows(spot: Spot) -> list[list[str]]:
    lines = spot.text.split("\n") if spot.kind == "table" else []
    return [re.split(r"(?<!\\)\|", line) for line in lines]


def _values(cell: str) -> list[str]:
    """What a cell says apart from its words: digits and the ends of its links."""
    return sorted(re.findall(r"\d+|\]\([^)]*\)", cell))


@error("table cells swapped", "table-drift", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    rows = _rows(spot)
    body = [(r, c) for r in range(2, len(rows)) for c in range(1, len(rows[r]) - 1) if _values(rows[r][c])]
    pairs = [(a, b) for a in body for b in body if a < b and (a[0] == b[0] or a[1] == b[1])]
    pairs = [(a, b) for a, b in pairs if _values(rows[a[0]][a[1]]) != _values(rows[b[0]][b[1]])]
    if not pairs:
        return None
    (r, c), (s, d) = random.choice(pairs)
    rows[r][c], rows[s][d] = rows[s][d], rows[r][c]
    return "\n".join("|".join(row) for row in rows)


@error("table row dropped", "table-drift", "block-drift", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    rows = _rows(spot)
    if len(rows) < 4:
        return None
    del rows[random.randrange(2, len(rows))]
    return "\n".join("|".join(row) for row in rows)


@error("block untranslated", "language-untranslated", "language-wrong")
def _(spot: Spot, random: Random) -> str | None:
    """A text that is long enough to be told, without what it says in a third language."""
    other = spot.others[random.choice(sorted(spot.others))]
    own = re.sub(r"\]\([^)]*\)|\*[^*]*\*", "", other)
    long = max(len(re.findall(r"[^\W\d]{2,}", line)) for line in own.split("\n")) >= 12
    return other if spot.kind == "prose" and long and not other.startswith(("!", "<")) else None


@error("paragraph dropped", *_BLOCKS, on="section")
def _(spot: Spot, random: Random) -> str | None:
    blocks = re.split(r"\n\n+", spot.text.rstrip("\n"))
    prose = [i for i in range(1, len(blocks)) if re.match(r"[^\W\d]|\*|\[", blocks[i])]
    if not prose or "```" in spot.text:
        return None
    drop = random.choice(prose)
    return "\n\n".join(blocks[:drop] + blocks[drop + 1 :]) + "\n\n"


@error("paragraph added", *_BLOCKS, on="section")
def _(spot: Spot, random: Random) -> str | None:
    """Which of two paragraphs without any value is the new one cannot be seen: any line of the section is right."""
    if "```" in spot.text:
        return None
    texts = {
        "en": "None of this is known for certain, and the authors say so themselves.",
        "de": "Sicher ist davon nichts, und das sagen die Verfasser auch selbst.",
        "nl": "Zeker is dat allemaal niet, en dat zeggen de auteurs zelf ook.",
    }
    blocks = re.split(r"\n\n+", spot.text.rstrip("\n"))
    at = random.randrange(1, len(blocks) + 1)
    return "\n\n".join([*blocks[:at], texts[spot.language], *blocks[at:]]) + "\n\n"


@error("paragraphs swapped", "block-drift", on="section")
def _(spot: Spot, random: Random) -> str | None:
    """Two paragraphs that each have a link or a code that no other block has, and that each language has."""
    blocks = re.split(r"\n\n+", spot.text.rstrip("\n"))
    signs = [set(re.findall(r"\]\([^)]*\)|`[^`]+`", block)) for block in blocks]
    common = set.intersection(*(set(re.findall(r"\]\([^)]*\)|`[^`]+`", text)) for text in spot.others.values()))
    own = [sign & common - set().union(*signs[:i], *signs[i + 1 :]) for i, sign in enumerate(signs)]
    prose = [i for i in range(1, len(blocks)) if re.match(r"[^\W\d]|\*|\[", blocks[i]) and own[i]]
    if len(prose) < 2 or "```" in spot.text:
        return None
    i, j = random.sample(prose, 2)
    blocks[i], blocks[j] = blocks[j], blocks[i]
    return "\n\n".join(blocks) + "\n\n"


def _with_clause(spot: Spot, clause: dict[str, str]) -> str | None:
    ends = spot.kind == "prose" and re.search(r"(?<=[^\W\d])\.$", spot.text)
    return spot.text[: ends.start()] + clause[spot.language] + "." if ends else None


@error("clause with a number added", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    """A number above every other of the guide, so that it repeats none."""
    n = random.randint(61, 89)
    clauses = {"en": f", as {n} firms say", "de": f", wie {n} Firmen sagen", "nl": f", zoals {n} firma’s zeggen"}
    return None if any(x.value == n for x in numbers(spot.language, spot.text)) else _with_clause(spot, clauses)


@error("clause without a number added")
def _(spot: Spot, random: Random) -> str | None:
    return _with_clause(spot, {"en": ", as many firms say", "de": ", wie viele sagen", "nl": ", zoals velen zeggen"})
