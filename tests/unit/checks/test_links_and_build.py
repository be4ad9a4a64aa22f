"""Two hundred random edits of links and headings: where the check is green, MkDocs has no warning."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from concord.guide import read_guide
from concord.rules.messages import message

SITE = """
site_name: x
plugins: []
theme: {name: null, custom_dir: theme}
markdown_extensions: [attr_list, def_list, footnotes, md_in_html, admonition]
validation:
  links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""
GUIDE = '[tool.concord]\nlanguages = ["en"]\npublish = true\n'
TARGET = """
# Target

## Plain words here

X.

## With *emphasis*, `code` & [a link](target.md)

## Straße und Größe 1.5

## Twice

## Twice

## Named {#named}

Text.
{#paragraph}

No attribute. {#none}

<span id="raw"></span>

!!! note

    ### In a box
"""
LINKS = (
    *("[x](target.md)", "[x](target.md#plain-words-here)", "[x](target.md#with-emphasis-code-a-link)"),
    *("[x](target.md#strae-und-groe-15)", "[x](target.md#twice_1)", "[x](target.md#named)", "[x](target.md#raw)"),
    *(
        "[x](target.md#paragraph)",
        "[x](target.md#none)",
        "[x](target.md#in-a-box)",
        "[x](#own)",
        "[x](sub/deep.md)",
        "[x](a%20b.md)",
    ),
    *(
        "![x](picture.svg)",
        "![x](../assets/shared.svg)",
        "[x](file.pdf)",
        "[x](target.md?a=1#named)",
        "[x](sub/deep.md#y)",
    ),
    *("[x][label]\n\n[label]: target.md#named", "[x](<target.md> 'title')", "[x](https://a.example/b.md#c)"),
)
EDITS: tuple[Callable[[str, Random], str], ...] = (
    lambda link, random: link,
    lambda link, random: link.replace(".md", random.choice([".mdx", ".m", "", "/", ".html", ".MD"])),
    lambda link, random: link.replace("#", random.choice(["#x", "#-", "##", "#X"])),
    lambda link, random: link.replace("](", "](" + random.choice(["../", "./", "/", "sub/", "../en/", "x"])),
    lambda link, random: link.replace(random.choice("aeiort"), random.choice("aeiort")),
    lambda link, random: re.sub(r"[a-z](?=[^a-z]*\)$)", "", link),
    lambda link, random: link.upper().replace("LABEL", "label").replace("HTTPS", "https"),
    lambda link, random: link.replace("_1", "_2").replace("1#", "1#x"),
    lambda link, random: link.replace("%20", random.choice([" ", "-", "%2020"])),
)


def site(tree: Path, random: Random) -> dict[str, str]:
    """A site of pages with a link each, some of which were edited; the link of each page by its path."""
    for path in ("en/picture.svg", "en/file.pdf", "assets/shared.svg"):
        (tree / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / "docs" / path).write_text("<svg/>", encoding="utf-8")
    pages = {"target.md": TARGET, "a b.md": "# A b\n", "sub/deep.md": "# Deep\n\n## Y\n"}
    links = {f"p{number}.md": random.choice(EDITS)(random.choice(LINKS), random) for number in range(200)}
    pages |= {path: f"# P\n\n## Own\n\nSee {link}\n" for path, link in links.items()}
    for path, text in pages.items():
        file = tree / "docs" / "en" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ndescription: A page.\n---\n{text}", encoding="utf-8")
    (tree / "theme").mkdir()
    (tree / "theme" / "main.html").write_text("{{ page.content }}", encoding="utf-8")
    (tree / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    (tree / "pyproject.toml").write_text(GUIDE, encoding="utf-8")
    return links


@pytest.mark.parametrize("seed", [1, 2])
def test_where_the_check_is_green_the_build_has_no_warning(seed: int, tmp_path: Path) -> None:
    links = site(tmp_path, Random(seed))
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    warned = dict(re.findall(r"WARNING\s.*?'en/(p\d+\.md)'(.*)", done.stderr))
    broken = [one for one in read_guide(tmp_path).findings if one.rule == "link-broken"]
    found = {one.page: message(one) for one in broken if not one.data["case"].startswith("scheme")}
    assert {path: (links[path], said) for path, said in warned.items() if path not in found} == {}
    assert {path: (links[path], said) for path, said in found.items() if path not in warned} == {}
    assert 40 < len(found) < 180, "some links are right, and some are not"
