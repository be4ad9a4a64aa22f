"""What a page, its front matter and a file must not have where the guide is published: refused at its file and line."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from commands import concord
from trees import PREFACE, ROOT, lay

RULES = ("html-unsafe", "page-metadata", "file-unsafe")
LEAD = '`<script>`, `<b onclick="x">` and `javascript:` are shown here.\n\n'
LINE = PREFACE.count("\n") + LEAD.count("\n") + 1
HTML = {
    "<script>": [
        "<script>x()</script>",
        '<SCRIPT src="https://elsewhere.example/x.js"></SCRIPT>',
        '<p>a</p><script type="module">x()</script>',
        'a <script src="x.js"></script> b',
        "`a\u2028\u2028<script>x()</script>\u2028\u2028b`",  # lines on the site, where a plug-in splits the text
    ],
    "<template>": [
        '<div><template shadowrootmode="open"><img src="x"></template></div>',
        "<div><TEMPLATE shadowrootmode=closed><script>x()</script></TEMPLATE></div>",
        '<div markdown="1"><template shadowrootmode="open"><slot></slot></template></div>',
        "a <span><template shadowroot=open><b>b</b></template></span>",
    ],
    "<noscript>": [
        '<noscript><p title="</noscript><img src=x onerror=x()>">a</p></noscript>',
        "<noscript><style></noscript><img src=x onerror=x()></style></noscript>",
        "a <noscript><!-- </noscript><b onclick=x()> --></noscript>",
        "<NOSCRIPT>a</NOSCRIPT>",
    ],
    "<noembed>": ['<noembed><p title="</noembed><img src=x onerror=x()>">a</p></noembed>'],
    "<xmp>": ["<xmp><p title='</xmp><img src=x onerror=x()>'></xmp>"],
    "<svg>": ["<svg onload=x()></svg>", "<svg><a><text>a</text></a></svg>"],
    "<math>": ['<math><mi href="javascript:x()">a</mi></math>'],
    "the attribute onclick": ['<b onclick="x()">a</b>', '**a**{ onclick="x()" }', "<b ONCLICK=x()>a</b>"],
    "the attribute onerror": ['<img src="x.png" alt="" onerror="x()">', '![a](x.png){ onerror="x()" }'],
    "the attribute ontoggle": ["<details open ontoggle=x()><summary>a</summary>b</details>"],
    "the attribute formaction": ['<p formaction="javascript:x()">a</p>', "*a*{ formaction=x }"],
    "the attribute action": ['<p action="javascript:x()">a</p>'],
    "the attribute ping": [
        '<a href="x.md" ping="https://elsewhere.example/">a</a>',
        "[a](x.md){ ping=//elsewhere.example }",
    ],
    "the attribute background": ['<table background="//elsewhere.example/a.png"><tr><td>a</td></tr></table>'],
    "an address that begins with javascript:": [
        "[a](javascript:x())",
        "[a](java&#115;cript:x())",
        "[a](JAVASCRIPT&colon;x())",
        '<a href="java&Tab;script:x()">a</a>',
        '<a href=" javascript:x()">a</a>',
        "[a][b]",
    ],
    "an address that begins with data:": ["[a](data:text/html,x)", "![a](data:image/svg+xml,x)"],
    "an address that begins with vbscript:": ['<a href="vbscript:x">a</a>'],
    "an address that begins with page:": ["[a](page:javascript:x())"],
    "an address that is none": ["[a](http://[x)"],
    "<iframe>": ['<iframe src="https://elsewhere.example/"></iframe>', "<iframe srcdoc='<p>a'></iframe>"],
    "<object>": ['<object data="x.html"></object>'],
    "<embed>": ['<embed src="x.svg">'],
    "<form>": ['<form action="https://elsewhere.example/"><button>a</button></form>'],
    "<button>": ["<button>a</button>"],
    "<textarea>": ["<textarea>a</textarea>"],
    "<input>": ['<input name="a">', '<input type="password">'],
    "<meta>": [
        '<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">',
        'a <META HTTP-EQUIV=refresh CONTENT="0;x"> b',
        '<div markdown="1"><meta http-equiv="refresh" content="0"></div>',
    ],
    "<base>": ['<base href="https://elsewhere.example/">'],
    "<link>": ['<link rel="stylesheet" href="https://elsewhere.example/x.css">'],
    "<style>": ["<style>p { display: none }</style>"],
    "the attribute style": ['<p style="position: fixed">a</p>', "*a*{ style='background: url(//elsewhere.example/)' }"],
    "an address that begins with https:": [
        "![a](https://elsewhere.example/a.png)",
        '<img src="https://elsewhere.example/a.png" alt="">',
    ],
    "a picture from another host": [
        "![a](//elsewhere.example/a.png)",
        '<img src="\\\\elsewhere.example\\a.png" alt="">',
    ],
    "the attribute markdown": ['<a id="x" markdown="1">a</a>', '<a markdown="1">', '<img alt="" markdown="1">'],
    "the attribute srcset": ['<img src="a.png" alt="" srcset="https://elsewhere.example/a.png 2x">'],
    "<video>": ['<video src="https://elsewhere.example/a.webm"></video>'],
    "<audio>": ['<audio src="a.mp3"></audio>'],
    "<picture>": ['<picture><img src="a.png" alt=""></picture>'],
    "the id __search, which is the theme's": ['<p id="__search">a</p>', "*a*{ #__search }"],
    "the id __drawer, which is the theme's": ['<label for="__drawer">a</label>', '<b id="__&#100;rawer">a</b>'],
    "the id __palette, which is the theme's": ['<a name="__palette" href="x.md">a</a>', "## A { #__palette }"],
    "the id __md_scope, which is the theme's": ['<a id="__md_scope" href="x.md">a</a>'],
    "an id with a blank, a quotation mark or a bracket": [
        '<p id="a\'b">a</p>',
        "*a*{ id='a\"b' }",
        '<p id="a b">a</p>',
    ],
    "the class mermaid…, which is the theme's": ['<pre class="mermaid">a</pre>'],
    "the class md-…, which is the theme's": ['<p class="a md-clipboard">a</p>'],
    "the attribute data-md-component": ['<p data-md-component="announce">a</p>'],
    "a title with <": ['<b title="&lt;img src=x&gt;">a</b>', '[a](https://x.example "a <img src=x>")'],
    "an element that is not closed, or closed twice": ["<div>a", "</div></main><p>a"],
}
CASES = [(what, text) for what, texts in HTML.items() for text in texts]
ALLOWED = """
H<sub>2</sub>O, x<sup>2</sup>, <kbd>Enter</kbd>, <abbr title="a &amp; b">c</abbr>, a<br>b, <mark>m</mark>, `<script>`.

<details class="x" markdown="1"><summary>More</summary>

[One](https://example.org), [two](mailto:a@example.org), [three](tel:+123), <https://example.org>.

</details>

| a | b |
|:-:|--:|
| 1 | 2 |

=== "One"

    !!! note "A note"

        Text.

```html
<script>alert(1)</script>
```

<figure markdown="span"><figcaption>Nothing to see</figcaption></figure>
"""
FRONT_MATTER = [  # the line of the front matter, and what the message says of it
    ("title: A<script>x()</script>", "has title"),
    ("subtitle: <img src=x>", "has subtitle"),
    ("status: new", "has status"),
    ("icon: ../../x", "has icon"),
    ("location: https://elsewhere.example/", "has location"),
    ("tags: [a]", "has tags"),
    ("template: redirect.html", "template in this page's front matter is not facts.html or home.html"),
    ("template: sitemap.xml", "template in this page's front matter is not"),
    ("template: ../main.html", "template in this page's front matter is not"),
    ("template: [home.html]", "template in this page's front matter is not"),
    ("hide: 5", "hide in this page's front matter is not a list"),
    ("hide: {toc: 1}", "hide in this page's front matter is not a list"),
    ("hide: [[toc]]", "hide in this page's front matter is not a list"),
    ("search: 5", "search in this page's front matter is not"),
    ("search: {boost: a}", "search in this page's front matter is not"),
    ("search: {extra: 1}", "search in this page's front matter is not"),
    ("asked: why", "asked in this page's front matter is not a list of texts"),
    ("5: x", "has 5"),
]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n{}\n</svg>'
FILES = {
    "a/x.js": ("", 1, "of no kind"),
    "a/x.mjs": ("", 1, "of no kind"),
    "a/x.html": ("", 1, "of no kind"),
    "a/x.HTM": ("", 1, "of no kind"),
    "a/x.xhtml": ("", 1, "of no kind"),
    "a/x.xml": ("", 1, "of no kind"),
    "a/x.css": ("", 1, "of no kind"),
    "a/x.svgz": ("", 1, "of no kind"),
    "a/x": ("", 1, "of no kind"),
    "a/script.svg": (SVG.format("<script>x()</script>"), 2, "<script>"),
    "a/event.svg": (SVG.format('<g onload="x()"/>'), 2, "onload"),
    "a/foreign.svg": (SVG.format("<foreignObject/>"), 2, "<foreignObject>"),
    "a/html.svg": (SVG.format('<p xmlns="http://www.w3.org/1999/xhtml"/>'), 2, "<p>"),
    "a/link.svg": (SVG.format('<a xlink:href="javascript:x()"/>'), 2, "leads out"),
    "a/use.svg": (SVG.format('<use href="https://elsewhere.example/a.svg#a"/>'), 2, "leads out"),
    "a/set.svg": (SVG.format('<set attributeName="href" to="javascript:x()"/>'), 2, "<set>"),
    "a/style.svg": (SVG.format("<style>@import 'https://elsewhere.example/x';</style>"), 2, "style that loads"),
    "a/escape.svg": (SVG.format(r'<g fill="u\72 l(//elsewhere.example/x)"/>'), 2, "loads something"),
    "a/entity.svg": (f'<!DOCTYPE svg [<!ENTITY a "b">]>\n{SVG.format("")}', 1, "<!DOCTYPE"),
    "a/sheet.svg": (f'<?xml-stylesheet href="x.xsl"?>\n{SVG.format("")}', 1, "<?xml-stylesheet"),
    "a/encoding.svg": (f'<?xml version="1.0" encoding="ISO-2022-JP"?>\n{SVG.format("")}', 1, "encoding"),
    'a/x"onload=x().png': ("", 1, "its name"),
    "a/<img>.txt": ("", 1, "its name"),
}
KEPT = {"a/x.png": "", "a/x.csv": "a\n", "a/x.txt": "a\n", "a/x.svg": SVG.format('<g id="a"/><use href="#a"/>')}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A guide with all of that, each on a page of its own."""
    pages = {f"docs/en/html-{number}.md": f"{LEAD}{text}\n" for number, (_, text) in enumerate(CASES)}
    pages = {path: text.replace("[a][b]", "[a][b]\n\n[b]: javascript:x()") for path, text in pages.items()}
    for number, (line, _) in enumerate(FRONT_MATTER):
        pages[f"docs/en/meta-{number}.md"] = f"---\ndescription: A page.\n{line}\n---\n# Page {{ #page }}\n"
    pages["docs/en/allowed.md"] = ALLOWED
    others = {f"docs/{path}": text for path, (text, _, _) in FILES.items()}
    extensions = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = {"mkdocs.yml": extensions, "outside.txt": "secret\n", "docs/.hidden/x.html": ""}
    folder = lay(
        tmp_path_factory.mktemp("content"), {**pages, **others, **settings} | {f"docs/{p}": t for p, t in KEPT.items()}
    )
    (folder / "docs/a/leak.txt").symlink_to("../../outside.txt")
    (folder / "docs/a/leak").symlink_to("../../facts")
    (folder / "docs/a/loop").symlink_to(".")
    (folder / "docs/a/hidden").symlink_to("../.hidden")
    os.mkfifo(folder / "docs/a/pipe.txt")
    return folder


@pytest.fixture(scope="module")
def reported(tree: Path) -> dict[str, list[dict[str, Any]]]:
    """The findings of these rules that the command reports, by their file."""
    found: dict[str, list[dict[str, Any]]] = {}
    report = json.loads(concord("check", "--format", "json", cwd=tree).stdout)
    for finding in report["findings"]:
        if finding["rule"] in RULES:
            found.setdefault(finding["path"], []).append(finding)
    return found


@pytest.mark.parametrize(("number", "case"), [*enumerate(CASES)], ids=[f"{what} {text}"[:60] for what, text in CASES])
def test_html_is_refused_at_its_line(
    number: int, case: tuple[str, str], reported: dict[str, list[dict[str, Any]]]
) -> None:
    what, text = case
    finding = next(found for found in reported[f"docs/en/html-{number}.md"] if f"has {what}, which" in found["message"])
    line = LINE + 2 if text == "[a][b]" else LINE
    assert (finding["rule"], finding["level"]) == ("html-unsafe", "error")
    assert finding["line"] == line
    assert finding["hint"]


@pytest.mark.parametrize(("number", "case"), [*enumerate(FRONT_MATTER)], ids=[line for line, _ in FRONT_MATTER])
def test_front_matter_is_refused_at_its_line(
    number: int, case: tuple[str, str], reported: dict[str, list[dict[str, Any]]]
) -> None:
    [finding] = reported[f"docs/en/meta-{number}.md"]
    assert (finding["rule"], finding["level"], finding["line"]) == ("page-metadata", "error", 3)
    assert case[1] in finding["message"]
    assert finding["hint"]


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_refused(path: str, reported: dict[str, list[dict[str, Any]]]) -> None:
    _, line, reason = FILES[path]
    finding = reported[f"docs/{path}"][0]
    assert (finding["rule"], finding["level"], finding["line"]) == ("file-unsafe", "error", line)
    assert reason in finding["message"]
    assert finding["hint"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("a/leak.txt", "leads out of the folder"),
        ("a/leak", "leads out of the folder"),
        ("a/hidden", "leads out of the folder"),
        ("a/loop", "link to a folder"),
        ("a/pipe.txt", "is no file"),
    ],
)
def test_a_link_is_refused(path: str, reason: str, reported: dict[str, list[dict[str, Any]]]) -> None:
    [finding] = reported[f"docs/{path}"]
    assert finding["rule"] == "file-unsafe" and reason in finding["message"]


def test_what_does_no_harm_stays(reported: dict[str, list[dict[str, Any]]]) -> None:
    assert reported.keys() & {"docs/en/allowed.md", "docs/en/pay.md", *(f"docs/{path}" for path in KEPT)} == set()


def test_a_tree_that_is_not_published_may_have_it(tree: Path, tmp_path: Path) -> None:
    """With --docs-dir, where pictures from elsewhere are nobody's business, and without `publish`."""
    done = concord(
        "check", "--format", "json", "--docs-dir", str(tree / "docs"), "--languages", "en,de,nl", cwd=tmp_path
    )
    assert {finding["rule"] for finding in json.loads(done.stdout)["findings"]} & {
        "html-unsafe",
        "file-unsafe",
    } == set()
    settings = {"pyproject.toml": '[tool.concord]\nlanguages = ["en", "de", "nl"]\n', "docs/x.js": ""}
    page = {"docs/en/pay.md": "---\ndescription: A page.\ntitle: x\n---\n# Page { #page }\n\n<script>x()</script>\n"}
    plain = json.loads(concord("check", "--format", "json", cwd=lay(tmp_path / "plain", settings | page)).stdout)
    assert not {finding["rule"] for finding in plain["findings"]} & {*RULES}


def test_no_comment_suppresses_what_a_page_must_not_have(tmp_path: Path) -> None:
    allow = "".join(f"<!-- concord: allow {rule}: it is fine -->\n\n" for rule in ("html-unsafe", "page-metadata"))
    page = f"---\ndescription: A page.\ntitle: x\n---\n{allow}# Page {{ #page }}\n\n{allow}<script>x()</script>\n"
    done = concord("check", "--format", "json", cwd=lay(tmp_path, {"docs/en/pay.md": page}))
    found = [finding["rule"] for finding in json.loads(done.stdout)["findings"]]
    assert found.count("html-unsafe") == found.count("page-metadata") == 1


@pytest.mark.parametrize("value", ['"yes"', "1", "[true]"])
def test_publish_is_a_switch(value: str, tmp_path: Path) -> None:
    done = concord("check", cwd=lay(tmp_path, {"pyproject.toml": f"[tool.concord]\npublish = {value}\n"}))
    assert (done.returncode, done.stderr) == (
        2,
        "concord: pyproject.toml: [tool.concord] publish takes true or false\n",
    )
