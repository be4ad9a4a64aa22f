"""Lines and columns of references, ids, suppressions and errors, compared with positions counted by hand."""

import pytest

from concord.config import read_config
from concord.model import Page
from concord.pages.block_parser import Parser
from concord.pages.parser import parse_page
from trees import ROOT

CONFIG = read_config(ROOT)
ALLOW = "<!-- concord: allow number-drift: why -->"


def read(text: str) -> Page:
    parser = Parser(CONFIG.extensions)
    return parse_page(text, parser, language="en", path="page.md", file="page.md")


REFERENCES: dict[str, tuple[str, list[tuple[str, str, str, int, int]]]] = {
    "after the same digits": ("1. 1 [1](fact:n)", [("fact", "n", "1", 1, 7)]),
    "in cells that say the same": (
        "| a | b | c |\n|---|---|---|\n| [5](fact:x) | 5 | [5](fact:y) |",
        [("fact", "x", "5", 3, 4), ("fact", "y", "5", 3, 22)],
    ),
    "behind tabs": ("-\t[a](fact:x)\tb [c](fact:y)", [("fact", "x", "a", 1, 4), ("fact", "y", "c", 1, 18)]),
    "below front matter, with CRLF": ("---\r\na: b\r\n---\r\n\r\n# H\r\n\r\n[a](fact:x)", [("fact", "x", "a", 7, 2)]),
    "emphasised": ("word\n\n*[a](fact:x)*", [("fact", "x", "a", 3, 3)]),
    "in braces": ("word\n\n{[a](fact:x)}", [("fact", "x", "a", 3, 3)]),
    "behind a picture character": ("word\n\n\N{PARTY POPPER} [a](fact:x)", [("fact", "x", "a", 3, 4)]),
    "behind a bracket and a colon": ("word\n\n[note]: see the [a](fact:x)", [("fact", "x", "a", 3, 18)]),
    "behind a stray backtick": ("`[a](fact:x)", [("fact", "x", "a", 1, 3)]),
    "over two lines of a quotation": ("> so [many\n> words](fact:x)", [("fact", "x", "many\nwords", 1, 7)]),
    "in a box's title": ('!!! note "On [a](fact:x)"\n    body', [("fact", "x", "a", 1, 15)]),
    "in a tab's label": ('=== "[a](fact:x)"\n    b', [("fact", "x", "a", 1, 7)]),
    "in a definition": ("term\n:   [a](fact:x)", [("fact", "x", "a", 2, 6)]),
    "behind a tag": ("<div markdown>[a](fact:x)</div>", [("fact", "x", "a", 1, 16)]),
    "below a tag of two lines": ('<div title="a > b"\nmarkdown>\n[a](fact:x)\n</div>', [("fact", "x", "a", 3, 2)]),
    "with an escaped parenthesis": (r"[a](b\)c)", [("link", "b)c", "a", 1, 2)]),
    "in a bullet that is more of a paragraph": ("- a\n# b\n  c\n  - d [e](fact:x)", [("fact", "x", "e", 4, 8)]),
    "by labels": (
        "[a][r], [r], [r][]\n\n[r]: x.md",
        [("link", "x.md", "a", 1, 2), ("link", "x.md", "r", 1, 10), ("link", "x.md", "r", 1, 15)],
    ),
    "by a label with its address below": ("[a][r]\n\n[r]:\n    x.md", [("link", "x.md", "a", 1, 2)]),
    "by a label before an unknown one": ("[r] [sic]\n\n[r]: x.md", [("link", "x.md", "r", 1, 2)]),
    "around a picture": ("[![p](a.png)](b.md)", [("link", "b.md", "![p](a.png)", 1, 2), ("image", "a.png", "p", 1, 4)]),
    "as an address": ("See <https://e.org>.", [("link", "https://e.org", "https://e.org", 1, 6)]),
    "in a code span": ("`[a](fact:x)`", []),
    "in an indented listing": ("    [a](fact:x)", []),
    "in a listing with a title": ('``` py title="a.py"\n# [a](fact:x)\n```', []),
    "in a comment": ("b <!-- [a](fact:x) -->", []),
    "in raw HTML": ("<p>[a](fact:x)</p>", []),
    "in HTML that is no block": (" <div markdown>\n[a](fact:x)\n</div>", []),
    "escaped": (r"\[a](fact:x)", []),
    "in double brackets": ("[[r]]\n\n[r]: x.md", []),
}


@pytest.mark.parametrize("case", REFERENCES)
def test_references(case: str) -> None:
    text, expected = REFERENCES[case]
    found = [reference for _, reference in read(text).references]
    places = [(r.text_location.line, r.text_location.column) for r in found]
    assert [(r.scheme, r.target, r.text, *place) for r, place in zip(found, places, strict=True)] == expected


SPANS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "code with a backtick in it": ("Use ``a ` b`` and `c`.", [("code", "``a ` b``"), ("code", "`c`")]),
    "code with more backticks in front than behind": ("So ```a` is", [("code", "```a`")]),
    "backticks without a partner": ("a ` b `` c", []),
    "an escaped backtick": (r"a \` b `c`", [("escape", r"\`"), ("code", "`c`")]),
    "escaped backslashes before code": (r"a \\`b`", [("escape", r"\\"), ("code", "`b`")]),
    "markup in code": ("`<b> [a](b) {.c} [^1]`", [("code", "`<b> [a](b) {.c} [^1]`")]),
    "code in a comment": ("a <!-- `b` -->", [("comment", "<!-- `b` -->")]),
    "tags": ('a <b title="5 > 4">c</b>', [("html", '<b title="5 > 4">'), ("html", "</b>")]),
    "signs that are no tags": ("5 < 6, 7 > 3", []),
    "a link's target": ("[a `b`](c.md '`d`')", [("code", "`b`"), ("target", "](c.md '`d`')")]),
    "what only looks like a link": (r"\[a](b)", [("escape", r"\[")]),
    "a label": ("[a][r2]\n\n[r2]: b.md", [("target", "][r2]")]),
    "an image in a link": ("[![a](b.png)](c.md)", [("target", "](b.png)"), ("target", "](c.md)")]),
    "addresses": (
        "<https://e.org/5> www.e.org/a_(5), a@e.org.",
        [("address", "<https://e.org/5>"), ("address", "www.e.org/a_(5),"), ("address", "a@e.org.")],
    ),
    "attributes, a footnote": ("*a*{ .b } c[^1] {}", [("attributes", "{ .b }"), ("footnote", "[^1]")]),
}


@pytest.mark.parametrize("case", SPANS)
def test_what_is_no_words(case: str) -> None:
    text, expected = SPANS[case]
    block = read(text).sections[0].blocks[0]
    assert [(kind, block.text[start:end]) for start, end, kind in block.spans] == expected


@pytest.mark.parametrize(
    ("heading", "id", "column", "end"),
    [
        ("## Pay { #pay }", "pay", 11, 14),
        ("## Pay { .pay #pay }", "pay", 16, 19),
        ('## Pay {: id="pay" }', "pay", 15, 18),
        ("## Pay", "", 7, None),
        ("##\tPay { #pay } ##", "pay", 11, 14),
        ("## `a { #b }`", "", 14, None),
    ],
)
def test_the_id_of_a_heading(heading: str, id: str, column: int, end: int | None) -> None:
    section = read(f"# A {{ #a }}\n\n{heading}\n\ntext").sections[1]
    place = section.id_location
    assert (section.id, place.line, place.column, place.end_column) == (id, 3, column, end)


ALLOWANCES: dict[str, tuple[str, list[tuple[str, str, int, tuple[int, int]]]]] = {
    "the page": (f"{ALLOW}\n\n# A {{ #a }}", [("page", "", 1, (0, 0))]),
    "the section": (f"# A {{ #a }}\n\n<!-- for translators -->\n\n{ALLOW}\n\nb", [("section", "a", 5, (0, 0))]),
    "a block": (f"# A {{ #a }}\n\nb\n\n{ALLOW}\n\n<!-- c -->\n\nd\ne\n\nf", [("block", "a", 5, (9, 10))]),
    "a block of a page without a heading": (f"a\n\n{ALLOW}\n\nb", [("block", "", 3, (5, 5))]),
    "a paragraph on its line": (f"a\n\n{ALLOW} b", [("block", "", 3, (3, 3))]),
    "a table": (f"a\n\n{ALLOW}\n\n| b |\n|---|\n| c |\n\nd", [("block", "", 3, (5, 7))]),
    "a list": (f"a\n\n{ALLOW}\n- b\n- c\n    - d\n\ne", [("block", "", 3, (4, 6))]),
    "the rest of a list": (f"a\n\n- b\n\n    {ALLOW}\n\n    c\n\n- d\n\ne", [("block", "", 5, (7, 9))]),
    "a block twice": (f"a\n\n{ALLOW}\n{ALLOW}\n\nb", [("block", "", 3, (6, 6)), ("block", "", 4, (6, 6))]),
    "nothing: it is code": (f"`{ALLOW}`\n\n    {ALLOW}\n\n```\n{ALLOW}\n```", []),
}


@pytest.mark.parametrize("what", ALLOWANCES)
def test_an_allowance_holds_for(what: str) -> None:
    text, expected = ALLOWANCES[what]
    suppressions = read(text).suppressions
    assert [(a.scope, a.section, a.location.line, a.lines) for a in suppressions] == expected
    assert all((a.rule, a.reason, a.fault) == ("number-drift", "why", "") for a in suppressions)


@pytest.mark.parametrize(
    ("comment", "rule", "fault"),
    [
        ("<!--concord:allow fact-drift:why-->", "fact-drift", "it stands above no block"),
        ("<!-- concord: allow fact-drift -->", "fact-drift", "it gives no reason"),
        ("<!-- concord: allow fact-drift:  -->", "fact-drift", "it gives no reason"),
        ("<!-- concord: alow fact-drift: why -->", "", "it is not of the form `allow RULE: why`"),
        ("<!-- concord: -->", "", "it is not of the form `allow RULE: why`"),
    ],
)
def test_an_allowance_that_cannot_hold(comment: str, rule: str, fault: str) -> None:
    [suppression] = read(f"# A {{ #a }}\n\nb\n\n{comment}\n\n## C {{ #c }}").suppressions
    assert (suppression.rule, suppression.fault, suppression.location.line) == (rule, fault, 5)


def test_the_place_of_a_mistake_in_the_front_matter() -> None:
    [problem] = read('---\na: b\nc: "d\n---\n# E\n').problems
    assert (problem.location.line, problem.location.column) == (4, 1)


def test_a_heading_in_a_tag_that_is_torn_over_lines() -> None:
    before, heading = read("word\n\n<M\n#2%\n>x").sections
    assert [(block.text, block.location.line) for block in before.blocks] == [("word", 1), ("<M", 3)]
    assert [(block.text, block.location.line, block.location.column) for block in heading.blocks] == [
        ("2%", 4, 2),
        ("x", 5, 2),
    ]
