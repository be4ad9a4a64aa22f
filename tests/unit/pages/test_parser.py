"""The parser finds what the site's Markdown renders, with its position, and reads any text without an exception."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from concord.config import read_config
from concord.model import Block, Page
from concord.pages.block_parser import Parser
from concord.pages.inline_scanner import scan_wording
from concord.pages.parser import parse_page
from concord.text.masking import code_offsets
from trees import ROOT

CONFIG = read_config(ROOT)
EXTENSIONS = {name: {} if name == "toc" else dict(own) for name, own in CONFIG.extensions.items()}  # no permalinks
del EXTENSIONS["attr_list"]  # attributes stay in the text, on both sides
PAGES = sorted((ROOT / "docs").rglob("*.md"))
ALLOW = "<!-- concord: allow number-drift: why -->"


def read(text: str, parser: Parser | None = None) -> Page:
    own = parser or Parser(CONFIG.extensions)
    return parse_page(text, own, language="en", path="page.md", file="page.md")


class Links(Treeprocessor):
    """Notes where the links and pictures lead, in the order of the page."""

    found: list[str]

    def run(self, root: Element) -> None:
        self.found = [e.get("href") or e.get("src") or "" for e in root.iter() if e.tag in ("a", "img")]


class NoRawText(Treeprocessor):
    """Takes out the text of HTML inside `<div markdown>` that asks for no Markdown itself."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if isinstance(element.text, AtomicString) and element.tag not in ("code", "pre"):
                element.text = None


class NoRawHtml(Postprocessor):
    """Takes out what was typed as HTML: it is nobody's Markdown. Listings stay."""

    def run(self, text: str) -> str:
        stash = self.md.htmlStash.rawHtmlBlocks
        stash[:] = [raw if "highlight" in str(raw) or str(raw).startswith("<pre>") else "" for raw in stash]
        return text


class Texts(HTMLParser):
    """The texts between the tags of an HTML page that begin or end a block."""

    def __init__(self, html: str, blocks: list[str]) -> None:
        super().__init__()
        self.blocks, self.parts = {*blocks, "label"}, [""]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.parts += [""] if tag in self.blocks else []

    def handle_endtag(self, tag: str) -> None:
        self.parts += [""] if tag in self.blocks else []

    def handle_data(self, data: str) -> None:
        self.parts[-1] += data

    def texts(self) -> list[str]:
        return [" ".join(part.split()) for part in self.parts if part.strip()]


def markdown() -> tuple[Markdown, Links]:
    md = Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)
    links = Links(md)
    md.treeprocessors.register(links, "links", -5)
    md.treeprocessors.register(NoRawText(md), "no-raw-text", 100)
    md.postprocessors.register(NoRawHtml(md), "no-raw-html", 100)
    return md, links


def rendered(text: str) -> tuple[list[str], list[str]]:
    """The texts of the blocks and the targets of the links, as the site shows them."""
    md, links = markdown()
    links.found = []
    return Texts(md.convert(text), md.block_level_elements).texts(), links.found


def parsed(page: Page, definitions: str) -> tuple[list[str], list[str]]:
    """The same of a page as the parser has it: Markdown's own inline pass, over the texts of its blocks."""
    md, _ = markdown()
    md.convert(definitions)
    root = Element("div")
    for block in (block for section in page.sections for block in section.blocks if block.kind != "html"):
        element = SubElement(root, {"title": "p", "code": "pre"}.get(block.kind, block.kind))
        is_listing = block.kind == "code" and block.text.startswith("<pre>")
        element.text = md.htmlStash.store(block.text) if is_listing else block.text
        if block.kind == "code" and not is_listing:
            element.text = AtomicString(block.text)
    for treeprocessor in md.treeprocessors:
        treeprocessor.run(root)
    html = md.serializer(root)
    for postprocessor in md.postprocessors:
        html = postprocessor.run(html)
    prefixes = {"link": "", "image": ""}
    targets = [prefixes.get(r.scheme, f"{r.scheme}:") + r.target for _, r in page.references]
    return Texts(html, md.block_level_elements).texts(), targets


def agree(text: str) -> None:
    """The page has the site's blocks and links, and each reference stands where the parser says."""
    page = read(text)
    assert not page.problems
    body = re.sub(r"\A---\n.*?\n---\n", "", re.sub("\r\n?", "\n", text), flags=re.DOTALL)
    assert parsed(page, body) == rendered(body)
    lines = re.split("\r\n?|\n", text)
    for _, reference in page.references:
        place = reference.text_location
        first, *more = reference.text.split("\n")
        end = place.end_column if not more else len(lines[place.line - 1]) + 1
        assert lines[place.line - 1][place.column - 1 : (end or 0) - 1].startswith(first)
        assert lines[(place.end_line or 0) - 1][: (place.end_column or 0) - 1].endswith([first, *more][-1].lstrip())
        assert more or lines[place.line - 1][place.column - 1 : (end or 0) - 1] == first


BACKTICKS = st.lists(st.sampled_from(["`", "``", "```", "\\", "a", " ", "*", "5 "]), min_size=1).map("".join)


@settings(max_examples=300, deadline=None)
@given(BACKTICKS)
def test_code_is_what_markdown_makes_of_it(text: str) -> None:
    """Whatever the backticks and backslashes: the code spans have the texts of Markdown's `code` elements."""
    md = Markdown()
    root = Element("div")
    SubElement(root, "p").text = text
    md.treeprocessors["inline"].run(root)
    block = Block("p", text, "", 0, "p", 0, ((0, 1, 1),), spans=scan_wording(text))
    assert [text[start:end].strip() for _, start, end, _ in code_offsets(block)] == [
        element.text for element in root.iter("code")
    ]


WORDS = st.sampled_from(
    re.split(
        r"   +|\n +",
        """word   22 %   zwei   €   🎉   \ue000   \ufffe   a\u00a0b   é   1.   -   #   |   *em*   **bold**   _so_   ~
        `code`   ``a ` b``   `   \\*   \\[   \\\\   &amp;   &nbsp;   <br>   <b>x</b>   5 < 6   <!-- no -->   { .c }
        [22 %](fact:a-b)   [Rot](title:x)   [s](source:y)   [x](../a.md#b)   [x](<a b> "t")   [*em*](fact:k)   :   "
        [`c`](fact:k)   ![pic](p.png)   [![pic](p.png)](q.md)   [r][ref]   [ref]   [ref][]   [R] [ref]   [none]   [^1]
        [ref][none]   [x](a(b)c)   [x](a\\)b)   [a\\]b](c)   [a [b] c](d)   [x] (y)   <https://e.org/x>   =   !
        [   ]   ](   ![""",
    )
)
LINE = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
CODE = st.sampled_from(["code [a](b)", "# no heading", "<div>", "- x", ALLOW, '"a" & b'])
LEAF = st.one_of(
    TEXT,
    TEXT,
    LINE.map("## {} {{ #id }}".format),
    LINE.map("{}\n=====".format),
    st.builds(
        "| {} | b |\n|---|:-:|\n| {} | 1 |\n| | `x|y` |".format, *[LINE.filter(lambda s: not set("|`") & set(s))] * 2
    ),
    CODE.map("```\n{}\n```".format),
    CODE.map('~~~ py hl_lines="1"\n{}\n~~~'.format),
    CODE.map("    {}".format),
    CODE.filter(lambda code: code != "<div>").map("<div>\n{}\n</div>".format),
    st.sampled_from(
        ['[ref]: a.md "T"', "[ref]:\n    b.md", "[^1]: c.md", "***", ALLOW, "<!-- a\nb -->", "<hr>", "<p>x</p>"]
    ),
    LINE.map("{}\n{{: .c }}".format),
    LINE.map("term\n:   {}".format),
)


def indented(text: str, first: str) -> str:
    """`text` inside the block that `first` opens; no fence opens right behind a marker."""
    text = f"word\n\n{text}" if re.match("[> ]*(```|~~~)", text) else text
    return first + text.replace("\n", "\n    ")


def prefixed(text: str) -> str:
    return "> " + text.replace("\n", "\n> ")


def containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    blocks = st.lists(inner, min_size=1, max_size=3).map("\n\n".join)
    heads = ["-   ", "1.  ", "!!! note\n    ", '!!! tip "So *it* is"\n    ', '??? "More"\n    ', '=== "Tab"\n    ']
    return st.one_of(
        st.builds(indented, blocks, st.sampled_from(heads)),
        st.builds(lambda a, b: f"- {a}\n- {b}", LINE, LINE),
        blocks.map(prefixed),
        blocks.map("<div markdown>\n\n{}\n\n</div>".format),
    )


PAGE = st.lists(st.recursive(LEAF, containers, max_leaves=5), max_size=5).map("\n\n".join)
TYPED = st.sampled_from(
    [str, lambda s: s.replace("\n", "\r\n"), lambda s: s.replace("    ", "\t"), lambda s: s.replace("\n", "\r")]
)


@settings(max_examples=600, deadline=None)
@given(text=PAGE, typed=TYPED)
def test_a_page_is_read_as_the_site_shows_it(text: str, typed: Callable[[str], str]) -> None:
    agree(typed(text))


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_the_guide_is_read_as_the_site_shows_it(file: Path) -> None:
    agree(file.read_text(encoding="utf-8"))


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from("[]()<>!`*_#-=|:\\\"'{}&;/? \n\t>1.a~\ufdd0\ufdd1\ufddb\x02\x03") | st.characters()))
def test_any_text_is_read(text: str) -> None:
    page = read(text)
    lines = re.split("\r\n?|\n", text)
    for place in (reference.location for _, reference in page.references):
        assert 1 <= place.line <= (place.end_line or 0) <= len(lines)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\n".join("    " * depth + "!!! note" for depth in range(600)), "this block has too many signs"),
        (f'<a title="&#{"9" * 5000};">', "Markdown cannot read it"),
        ("---\na: [" + "[" * 500 + "\n---\n", "its front matter is no YAML"),
        ("---\na: !!timestamp x\n---\n", "its front matter is no YAML"),
        ("---\na: \0\n---\n", "its front matter is no YAML"),
        ("---\n- a\n---\n", "its front matter is no list of keys and values"),
    ],
)
def test_what_cannot_be_read_is_a_problem_of_that_page_alone(text: str, reason: str) -> None:
    parser = Parser(CONFIG.extensions)
    [problem] = read(text, parser).problems
    assert problem.reason.startswith(reason)
    assert "\n" not in problem.reason
    after = "- a\n\n- b\n\nc\n:   d\n\n[e](f)"
    assert read(after, parser) == read(after)


@pytest.mark.parametrize("blank", ["", " ", "     "])
def test_a_line_of_blanks_parts_paragraphs(blank: str) -> None:
    text = f"One.\n{blank}\nTwo.\n{blank}\n{blank}\nThree.\n"
    assert [block.text for block in read(text).sections[0].blocks] == ["One.", "Two.", "Three."]
