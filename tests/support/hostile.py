"""Hypothesis strategies for material that somebody made to harm: pages, names of files, drawings, settings."""

from hypothesis import strategies as st

from strategies import FRAGMENTS

_CONTROLS = ["\x1b[2J", "\x1b]0;x\x07", "\x9b31m", "\u202e", "\u2066", "\u200f", "\u2028", "\x00", "\x7f", "\ufeff"]
_SCHEMES = [
    "javascript:",
    "java&#115;cript:",
    "JAVA\tSCRIPT:",
    "data:text/html,",
    "vbscript:",
    "//",
    "\\\\",
    "http://[",
    "",
]
_HTML = [
    "<script>x()</script>",
    "<svg onload=x()>",
    "<math><a href='{}x'>",
    "<a href='{}x'>a</a>",
    "[a]({}x)",
    "![a]({}x){{ onerror=x }}",
    "<a id='x' markdown='1'>",
    "<div markdown='1'>",
    "</div>",
    "<p markdown='span'><template shadowrootmode=open>",
    "<noscript><p title='</noscript><img src={}x>'>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?php",
    "<iframe srcdoc='{}'",
    "<meta http-equiv=refresh content='0;{}'>",
    "*a*{{ #__search onclick='{}' }}",
    "## A {{ id='{}' data-toc-label='<b>' }}",
    "[a]: {}x",
    "<{}>",
    "--8<-- '/etc/passwd'",
    "/// html | {}\na\n///",
    "$(touch ran) `touch ran` {{{{ ''.__class__ }}}}",
]
_FRONTS = [
    "---\ntitle: {}\n---\n",
    "---\ntemplate: ../../{}\nhide: 5\n---\n",
    "---\n? [a, {{b: c}}]\n: &a [*a]\n---\n",
    "---\n'{}': !!python/object/apply:os.system [touch ran]\n---\n",
    "---\ndescription: 2024-99-99\n---\n",
    "---\nx: 1__0.e9999999\nsearch: {{boost: .inf}}\n---\n",
    "---\n" + "[" * 3_000 + "\n---\n",
    "---\n",
]
_DEEP = ["> ", "- ", "    ", "<div>", "[", "*", "(", "`", "{", "<b ", "\t", "1. ", "|", "/// a\n", "#a\n"]
_RULES = [
    "html-unsafe",
    "page-metadata",
    "file-unsafe",
    "page-unreadable",
    "number-drift",
    "fact-mismatch",
    "*",
    "x\x1b[m",
]
_YAML = [
    "markdown_extensions: [subprocess:Popen: {args: [touch, ran]}]",
    "markdown_extensions:\n  - os:system: {command: touch ran}\n  - toc: {toc_depth: {a: 1}, slugify: !!python/name:x}",
    "markdown_extensions: {pymdownx.snippets: {base_path: /, auto_append: [/etc/passwd]}, tables: 5, toc: [a]}",
    "markdown_extensions: &a [*a, extra, pymdownx.extra, {smarty: {smart_quotes: x}}]",
    "markdown_extensions: [pymdownx.superfences, pymdownx.critic, pymdownx.magiclink, pymdownx.tasklist, def_list]",
    "markdown_extensions: [attr_list, md_in_html, footnotes, abbr, pymdownx.blocks.html, pymdownx.blocks.details]",
    "markdown_extensions: [pymdownx.tabbed: {alternate_style: true}, admonition, legacy_attrs, wikilinks, nl2br]",
    "x: !!python/object/apply:os.system [touch ran]",
    "extra: {colophon: 5, redirects: 5}",
    "a: [",
    "\x00",
]
_SETTINGS = [
    "",
    "publish = true\n",
    "publish = true\nfacts = 'facts'\n",
    "publish = 5\n",
    "docs = '../out'\n",
    "max_page_bytes = 300\n",
    "max_page_lines = 5\n",
    "levels = { html-unsafe = 'info', page-unreadable = 'info' }\n",
]
_NAMES = [
    "-rf.md",
    "--fix.md",
    "%s{0}.md",
    "$(touch ran).md",
    "a#b?.md",
    "<img>.md",
    "x.js",
    "x.HTM",
    ".md",
    "x.svg",
    "con.md",
]
_SVG = [
    "<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><a href='{}x' onload='{}'/></svg>",
    "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>",
    "<?xml version='1.0' encoding='x'?><svg/>",
    "<svg>{}",
    "<a:b xmlns:a=''/>",
]

_characters = st.text(st.sampled_from("<>'\"&;:/[]{}()#`*|\\ \n\x1b\u202e") | st.characters(codec="utf-8"), max_size=12)
_filling = st.sampled_from(_SCHEMES) | st.sampled_from(_CONTROLS) | _characters


def _filled(templates: list[str]) -> st.SearchStrategy[str]:
    """A template with something in each of its gaps."""
    return st.builds(lambda template, filling: template.format(filling, filling), st.sampled_from(templates), _filling)


_allow = st.builds("<!-- concord: allow {}: {} -->".format, st.sampled_from(_RULES), _filling)
_deep = st.builds(lambda bit, times: bit * times, st.sampled_from(_DEEP), st.sampled_from([2, 40, 400, 4_000]))
_piece = st.one_of(_filled(_HTML), _filled(_HTML), _allow, _deep, _filling, st.sampled_from(FRAGMENTS["pieces"]))
_text = st.builds(str.join, st.sampled_from(["\n\n", "\n", " ", ""]), st.lists(_piece, max_size=6))
_page = st.builds(
    lambda front, text: (front + text).encode(),
    st.just("") | _filled(_FRONTS) | st.just("---\ndescription: A page.\n---\n# A { #a }\n\n"),
    _text,
)
_name = st.sampled_from(_NAMES) | _filling.map(lambda text: text.replace("/", "").replace("\x00", "")[:60] + ".md")


@st.composite
def hostile_trees(draw: st.DrawFn) -> dict[str, bytes]:
    """The files of a tree, by their paths; its folders for English, German and Dutch have a page at least."""
    files = {f"docs/{code}/pay.md": draw(_page) for code in ("en", "de", "nl")}
    for folder in draw(st.lists(st.sampled_from(["docs", "docs/en", "docs/de"]), max_size=2)):
        name = draw(_name)
        files[f"{folder}/{name}"] = draw(_filled(_SVG)).encode() if name.endswith(".svg") else draw(_page)
    files["mkdocs.yml"] = "\n".join(draw(st.lists(st.sampled_from(_YAML), max_size=2))).encode()
    settings = draw(st.sampled_from(_SETTINGS))
    files["pyproject.toml"] = f'[tool.concord]\nlanguages = ["en", "de", "nl"]\n{settings}'.encode()
    return files
