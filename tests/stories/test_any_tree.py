"""`concord check` on trees not made for it: without ids, registry or settings, or with other folders."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from commands import concord
from repositories import commit, git
from trees import ROOT, lay, replace

PAGE = """<h1 align="center">Tool</h1>

[![build](https://example.org/b.svg)](https://example.org)

# Tool
# Tool again

<details><summary>See [more](more.md)</summary>

* a
    1. b

            code
       > quoted
</details>

<div markdown="1"><p>unclosed

| a | b |
|---|
| 1

```
never closed, with [a link](fact:x) and [a title](title:y) and [a source](source:z)
"""


def write(tree: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(text, encoding="utf-8")
    return tree


def found(*arguments: str, cwd: Path) -> list[tuple[str, str]]:
    """The rule and the path of each finding."""
    done = concord("check", "--format", "json", *arguments, cwd=cwd)
    assert done.returncode in (0, 1), done.stderr
    return [(finding["rule"], finding["path"]) for finding in json.loads(done.stdout)["findings"]]


@pytest.fixture
def wild(tmp_path: Path) -> Path:
    """A page with unusual Markdown in two languages, and a page that has no Dutch version."""
    files = {f"docs/{code}/index.md": PAGE for code in ("en", "nl")}
    return write(tmp_path / "wild", files | {"docs/en/more.md": "More, see [x](fact:salary).\n"})


def test_pages_that_nobody_prepared(wild: Path) -> None:
    assert found("--docs-dir", "docs", "--languages", "en,nl", cwd=wild) == [("page-missing", "docs/nl/more.md")]
    write(wild, {"docs/nl/more.md": "Meer, zie [x](fact:salary).\n"})
    done = concord("check", "--docs-dir", "docs", "--languages", "en,nl", cwd=wild)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "4 pages in 2 languages: they agree\n"


def test_the_tree_may_lie_anywhere_and_the_guide_here_has_no_say_in_it(wild: Path, tmp_path: Path) -> None:
    guide = lay(tmp_path / "guide", {"docs/en/pay.md": "[€1](fact:salary)\n"})
    for docs in ("../wild/docs", str(wild / "docs")):
        assert found("--docs-dir", docs, "--languages", "en,nl", cwd=guide) == [
            ("page-missing", "../wild/docs/nl/more.md")
        ]
    assert found("--docs-dir", "docs", "--languages", "en,nl", cwd=wild.rename(guide / "inner")) == [
        ("page-missing", "docs/nl/more.md")
    ]
    assert found("--docs-dir", "../../inner/docs", "--languages", "en,nl", cwd=guide / "docs" / "de") == [
        ("page-missing", "../../inner/docs/nl/more.md")
    ]


def test_paths_and_refs_on_a_tree_elsewhere(wild: Path, tmp_path: Path) -> None:
    commit(wild)
    (tmp_path / "here").mkdir()
    tree = ("--docs-dir", "../wild/docs", "--languages", "en,nl")
    assert found(*tree, "../wild/docs/nl/index.md", cwd=tmp_path / "here") == []
    assert found(*tree, "../wild/docs/en/more.md", cwd=tmp_path / "here") == [
        ("page-missing", "../wild/docs/nl/more.md")
    ]
    assert found(*tree, "--since", "HEAD", cwd=tmp_path / "here") == []
    git(wild, "rm", "--quiet", "docs/nl/index.md")
    (wild / "docs/nl").mkdir(exist_ok=True)
    assert found(*tree, "--since", "HEAD", cwd=tmp_path / "here") == [("page-missing", "../wild/docs/nl/index.md")]


def test_with_the_registry_beside_it_a_tree_is_a_guide(tmp_path: Path) -> None:
    pages = {f"docs/{code}/pay.md": "[€1](fact:salary)\n\n## New\n" for code in ("en", "de", "nl")}
    tree = lay(tmp_path / "guide", pages)
    (tree / "pyproject.toml").unlink()
    expected = {("fact-mismatch", "docs/en/pay.md"), ("section-id", "docs/en/pay.md")}
    assert expected <= {*found("--docs-dir", "docs", "--languages", "en,de,nl", cwd=tree)}
    shutil.rmtree(tree / "facts")
    assert found("--docs-dir", "docs", "--languages", "en,de,nl", cwd=tree) == []


def test_a_registry_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    tree = lay(tmp_path, {"pyproject.toml": '[tool.concord]\nlanguages = ["en", "de", "nl"]\nfacts = "facts"\n'})
    shutil.rmtree(tree / "facts")
    assert [rule for rule, _ in found(cwd=tree)] == ["registry-invalid"] * 3
    replace(tree / "pyproject.toml", 'facts = "facts"\n', "")
    assert found(cwd=tree) == []


@pytest.mark.parametrize("where", ["settings", "arguments"])
def test_languages_in_folders_of_their_own(where: str, tmp_path: Path) -> None:
    """English in the top `docs`, German and Dutch each in a `docs` below their own folder, as in some projects."""
    tree = write(
        tmp_path, {"content/a.md": "A.\n", "content/l10n/de/docs/a.md": "A.\n", "nl/a.md": "A.\n", "nl/b.md": "B.\n"}
    )
    names = ["en=content", "de=content/l10n/de/docs/", "nl"]
    settings = f'[tool.concord]\ndocs = "."\nlanguages = {json.dumps(names)}\n'
    arguments: tuple[str, ...] = ()
    if where == "settings":
        write(tree, {"pyproject.toml": settings})
    else:
        arguments = ("--docs-dir", ".", "--languages", ",".join(names))
    report = json.loads(concord("check", "--format", "json", *arguments, cwd=tree).stdout)
    assert report["checked"] == {"pages": 4, "blocks": 4, "languages": ["en", "de", "nl"]}
    assert [(entry["rule"], entry["path"]) for entry in report["findings"]] == [("page-missing", "nl/b.md")]


def test_folders_on_the_command_line_are_seen_from_where_it_runs(tmp_path: Path) -> None:
    tree = lay(tmp_path, {"docs/de/pay.md": "[1 €](fact:salary)\n"})
    (tree / "docs/de").rename(tree / "deutsch")
    languages = "en,de=../deutsch,nl"
    assert ("fact-mismatch", "deutsch/pay.md") in found("--languages", languages, cwd=tree / "docs")
    concord("check", "--fix", "--languages", languages, cwd=tree / "docs")
    assert "[123.000 €](fact:salary)" in (tree / "deutsch/pay.md").read_text(encoding="utf-8")


def test_a_guide_in_some_of_its_languages(tmp_path: Path) -> None:
    tree = lay(tmp_path, {"docs/en/new.md": "New.\n", "docs/de/new.md": "Neu.\n"})
    assert ("page-missing", "docs/nl/new.md") in found(cwd=tree)
    for arguments in (("--languages", "en,de"), ("--languages", "en,de", "--docs-dir", "docs")):
        report = json.loads(concord("check", "--format", "json", *arguments, cwd=tree).stdout)
        assert [entry for entry in report["findings"] if entry["level"] != "info"] == []


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--docs-dir", "docs/en"), "names no language"),
        (("--docs-dir", "nothing", "--languages", "en,nl"), "there is no folder nothing"),
        (("--docs-dir", "docs", "--languages", "en,fy"), "there is no folder docs/fy for the language 'fy'"),
        (("--docs-dir", "docs", "--languages", "en,xx=docs/nl"), "concord does not know the language 'xx'"),
        (("--docs-dir", "docs", "--languages", "en,en"), "--languages names a language twice"),
        (("--docs-dir", "docs", "--languages", "en,,nl"), "--languages must be a list of codes"),
        (("--docs-dir", "docs", "--languages", "en,nl="), "--languages must be a list of codes"),
        (("--docs-dir", "docs", "--languages", "en,nl", ".."), ".. lies outside the guide"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_status_2(arguments: tuple[str, ...], reason: str, wild: Path) -> None:
    done = concord("check", *arguments, cwd=wild)
    assert (done.returncode, done.stdout) == (2, "")
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_markdown_of_a_site_that_we_do_not_have(wild: Path) -> None:
    """Its mkdocs.yml is used, with extensions as a list or as keys; extensions that are not installed are ignored."""
    arguments = ("--docs-dir", "docs", "--languages", "en,nl", "--format", "json")
    write(wild, {"docs/en/index.md": "!!! note\n    Text.\n", "docs/nl/index.md": "!!! note\n    Tekst.\n"})

    def blocks(settings: str) -> int:
        write(wild, {"mkdocs.yml": settings})
        done = concord("check", *arguments, cwd=wild)
        return int(json.loads(done.stdout)["checked"]["blocks"])

    plain = blocks("site_name: x\n")
    with_notes = blocks("markdown_extensions:\n  - admonition\n  - not_here_at_all:\n      a: !ENV [X, 1]\n")
    assert with_notes > plain
    assert blocks("markdown_extensions:\n  admonition: {}\n  toc:\n    permalink: true\n") == with_notes
    for odd in ("", "- 1\n", "markdown_extensions:\n", "markdown_extensions: admonition\n"):
        assert blocks(odd) == plain
    assert blocks("markdown_extensions:\n  toc:\n    nothing: 1\n") == plain


def test_the_hook_for_other_repositories(tmp_path: Path) -> None:
    """The hook of pre-commit runs in a repository with other settings, and checks the files that it is given."""
    hooks: list[dict[str, Any]] = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")
    [hook] = hooks
    assert hook["language"] == "python" and not hook["pass_filenames"]
    tree = write(tmp_path, {"pyproject.toml": '[tool.concord]\nlanguages = ["en", "nl"]\n', "docs/en/a.md": "A.\n"})
    (tree / "docs/nl").mkdir()
    program, *arguments = hook["entry"].split()
    assert program == "concord"
    done = concord(*arguments, cwd=tree)
    assert done.returncode == 1
    assert "page-missing" in done.stdout
    files = re.compile(hook["files"])
    for path in ("docs/nl/a.md", "facts/facts.yml", "site/facts/titles.yml", "mkdocs.yml", "pyproject.toml"):
        assert files.search(path), path
    for path in ("src/main.py", "docs/a.md.txt", "compose.yml"):
        assert not files.search(path), path


README = """---
title: Tool
template: home.html
tags: [a]
---
<h1 align="center">
  <picture>
    <source media="(prefers-color-scheme: dark)" srcset="https://example.org/dark.svg">
    <img src="https://example.org/light.svg" alt="Tool" width="200" onerror="this.remove()">
  </picture>
</h1>

<p align="center">
  <a href="https://example.org/ci"><img src="https://img.example.org/ci.svg?branch=main" alt="CI"></a>
  <a href="https://example.org/cov"><img src="https://img.example.org/cov.svg" alt="100%" style="height: 1em"></a>
</p>

[![version](https://img.example.org/v/tool.svg)](https://example.org/tool) ![licence](//img.example.org/mit.svg)
[![a][badge]][home] <!-- badges end --> <br/> <video src="https://example.org/demo.mp4" autoplay></video>

<form action="https://example.org"><button>Try it</button></form> <script src="https://example.org/x.js"></script>

[badge]: https://img.example.org/a.svg
[home]: data:text/html,x
"""


def test_a_readme_full_of_badges_is_nobodys_business(tmp_path: Path) -> None:
    files = {f"docs/{code}/README.md": README for code in ("en", "de", "nl")}
    write(tmp_path, files | {"docs/assets/x.js": "x()\n", "docs/en/a.svg": "<svg onload='x()'/>", "docs/x.html": "<p>"})
    assert found("--docs-dir", "docs", "--languages", "en,de,nl", cwd=tmp_path) == []


BOXES = {"docs/en/a.md": "!!! note\n\n    A door.\n", "docs/nl/a.md": "!!! note\n\n    Een deur.\n"}
SITES = {  # the files of a site, and whether its pages may have boxes
    "inherited": ({"mkdocs.yml": "INHERIT: base.yml\n", "base.yml": "markdown_extensions: [admonition]\n"}, True),
    "inherited twice": (
        {"mkdocs.yml": "INHERIT: b.yml\n", "b.yml": "INHERIT: c.yml\n", "c.yml": "markdown_extensions: [admonition]\n"},
        True,
    ),
    "a list of its own": (
        {
            "mkdocs.yml": "INHERIT: base.yml\nmarkdown_extensions: [tables]\n",
            "base.yml": "markdown_extensions: [admonition]\n",
        },
        False,
    ),
    "a mapping of its own": (
        {
            "mkdocs.yml": "INHERIT: base.yml\nmarkdown_extensions: {tables: {}}\n",
            "base.yml": "markdown_extensions: {admonition: {}}\n",
        },
        True,
    ),
    "none": ({}, True),
}


@pytest.mark.parametrize(("files", "boxes"), SITES.values(), ids=SITES.keys())
def test_the_extensions_that_a_site_inherits(files: dict[str, str], boxes: bool, tmp_path: Path) -> None:
    tree = write(tmp_path, BOXES | files)
    reported = found("--docs-dir", "docs", "--languages", "en,nl", cwd=tree)
    assert {rule for rule, _ in reported} == (set() if boxes else {"code-drift"})


def test_two_languages_in_one_folder_are_refused(tmp_path: Path) -> None:
    tree = write(tmp_path, BOXES)
    for languages in ("en=docs/en,nl=docs/en", "en,nl=docs/en", "en=docs/nl,nl=docs/../docs/nl"):
        done = concord("check", "--docs-dir", "docs", "--languages", languages, cwd=tree)
        assert (done.returncode, "two languages" in done.stderr) == (2, True)
