"""A tree's mkdocs.yml and pyproject.toml are data: nothing that they name is run or read, whatever stands in them."""

import json
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown

from commands import concord
from concord.pages.block_parser import Parser
from concord.pages.markdown_extensions import _EXTENSIONS, _TYPES, known_extensions
from concord.pages.parser import parse_page
from processor_time import processor_time

PAGES = {"docs/en/a.md": "# A { #a }\n\nText.\n", "docs/nl/a.md": "# A { #a }\n\nTekst.\n"}
ARGUMENTS = ("--docs-dir", "docs", "--languages", "en,nl", "--format", "json")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return write(tmp_path / "tree", PAGES)


def write(tree: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(text, encoding="utf-8")
    return tree


def noted(tree: Path) -> list[tuple[int, str, str]]:
    """The line, the level and the message of each finding on mkdocs.yml; pages are read all the same."""
    done = concord("check", *ARGUMENTS, cwd=tree)
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads(done.stdout)
    assert report["checked"]["blocks"] == 4
    return [(f["line"], f["level"], f["message"]) for f in report["findings"] if f["path"] == "mkdocs.yml"]


@pytest.mark.parametrize(
    "extension",
    [
        "subprocess:Popen: {args: [touch, MARKER]}",
        "os:system: {command: touch MARKER}",
        "os:mkdir: {path: MARKER}",
        "builtins:open: {file: MARKER, mode: w}",
        "pathlib:Path.touch",
        "evil",
        "evil:makeExtension",
        "docs.evil",
        "pymdownx.snippets: {base_path: /, check_paths: true, auto_append: [SECRET]}",
        "pymdownx.b64: {base_path: /}",
        "pymdownx.emoji: {emoji_generator: !!python/name:os.system touch MARKER}",
        "concord.site.extensions.references",
        "markdown.extensions.../evil",
        '"markdown.extensions.toc:TocExtension"',
        '"pymdownx.superfences:__import__"',
    ],
)
def test_what_no_list_has_is_named_once_and_left_out(extension: str, tree: Path, tmp_path: Path) -> None:
    marker, secret = tmp_path / "ran", tmp_path / "secret.md"
    secret.write_text("secret\n\nsecret\n")
    evil = f"import pathlib\npathlib.Path({str(marker)!r}).touch()\ndef makeExtension(**_): ...\n"
    write(tree, {"evil.py": evil, "docs/evil.py": evil, "evil/__init__.py": evil, "docs/__init__.py": evil})
    extension = extension.replace("MARKER", str(marker)).replace("SECRET", str(secret))
    write(tree, {"mkdocs.yml": f"site_name: x\nmarkdown_extensions:\n  - tables\n  - {extension}\n"})
    [(line, level, message)] = noted(tree)
    assert (line, level) == (4, "info")
    assert message.startswith("the Markdown extension ") and message.endswith(" is not loaded")
    for arguments in (("check",), ("status",), ("facts",), ("titles",), ("diff", "nl"), ("export", "nl", "--all")):
        write(tree, {"pyproject.toml": '[tool.concord]\nlanguages = ["en", "nl"]\n'})
        assert "Traceback" not in concord(*arguments, cwd=tree).stderr
    assert not marker.exists()


@pytest.mark.parametrize(
    "setting",
    [
        "permalink: [1]",
        "permalink: {a: b}",
        "slugify: !!python/name:os.system",
        "slugify: !!python/object/apply:os.system [touch x]",
        "toc_depth: 1-99",
        "toc_depth: [1]",
        "baselevel: -5",
        "baselevel: 99999999999999999999",
        "title: 5",
        "nothing: 1",
        "__class__: x",
    ],
)
def test_a_setting_that_is_not_known_is_named_at_its_line(setting: str, tree: Path) -> None:
    write(tree, {"mkdocs.yml": f"markdown_extensions:\n  - toc:\n      marker: x\n      {setting}\n"})
    name = setting.partition(":")[0]
    expected = [(4, "info", f"the setting toc: {name} of a Markdown extension is not used")]
    assert noted(tree) == ([] if name == "slugify" else expected), "slugify has no effect on blocks"


def test_the_settings_of_a_bundle_are_those_of_its_parts(tree: Path) -> None:
    settings = "markdown_extensions:\n  - pymdownx.extra:\n      pymdownx.superfences: {x: 1, custom_fences: []}\n"
    write(tree, {"mkdocs.yml": settings})
    message = "the setting pymdownx.extra: pymdownx.superfences of a Markdown extension is not used"
    assert noted(tree) == [(3, "info", message)]


def test_settings_of_a_known_type_are_accepted_by_markdown() -> None:
    """Whatever `known_extensions` lets through can be loaded, and reads a page."""
    values: dict[str, tuple[Any, ...]] = {
        "flag": (True, False),
        "text": ("", "x" * 200, "<&\"'", "*[(\\"),
        "number": (0, 1, 100),
        "step": (1, 100),
        "words": ([], ["x"], ["<", ""]),
        "depth": (1, 6, "2-4", "5-2"),
        "glossary": ({}, {"": ""}, {"a(": "b"}),
    }
    for module, settings in _EXTENSIONS.items():
        for setting in settings:
            for kind in _TYPES.get(setting, ("flag",)):
                for value in values[kind]:
                    loaded, ignored = known_extensions({module: {setting: value}})
                    assert (loaded, ignored) == ({module: {setting: value}}, ())
                    Markdown(extensions=[*loaded], extension_configs=loaded)
                    page = parse_page("# A\n\nb\n", Parser(loaded), language="en", path="a.md", file="a.md")
                    assert not page.problems


TOO_MUCH = {
    "deep": "a: " + "[" * 300_000,
    "deep mappings": "a: " + "{a: " * 100_000,
    "deep dashes": "- " * 300_000,
    "deep questions": "? " * 300_000,
    "laughs": "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 30)),
    "merges": "a0: &a0 {x: 1}\n"
    + "".join(f"a{i}: &a{i} {{<<: [{','.join([f'*a{i - 1}'] * 10)}]}}\n" for i in range(1, 30)),
    "itself": "a: &a [*a]\n",
    "itself merged": "a: &a {<<: *a}\n",
    "10 MB": "a: b\n" * 2_000_000,
    "no YAML": "a: [",
    "an anchor twice": "x: &a [tables]\ny: &a 5\nmarkdown_extensions: [*a]\n",
    "no text": "\x00\x01",
}


@pytest.mark.parametrize("text", TOO_MUCH.values(), ids=TOO_MUCH.keys())
@pytest.mark.parametrize("place", ["mkdocs.yml", "front matter", "facts", "lock"])
def test_yaml_that_is_too_much_costs_one_line(text: str, place: str, tree: Path) -> None:
    start = processor_time()
    if place == "mkdocs.yml":
        done = concord("check", *ARGUMENTS, cwd=write(tree, {"mkdocs.yml": text}))
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("concord: mkdocs.yml: ") and len(done.stderr.splitlines()) == 1
    else:
        if place == "front matter":
            write(tree, {"docs/en/a.md": f"---\n{text}\n---\n# A\n"})
        else:
            write(tree, {"facts/facts.yml" if place == "facts" else "docs/sync.lock": text})
        done = concord("check", *ARGUMENTS, cwd=tree)
        assert "Traceback" not in done.stderr and done.returncode in (0, 1, 2)
    assert processor_time() - start < 10


ODD = {
    "a key twice": "markdown_extensions: [evil]\nmarkdown_extensions: [tables]\n",
    "INHERIT": "INHERIT: /etc/passwd\nmarkdown_extensions: [tables]\n",
    "INHERIT of a file outside": "INHERIT: ../secret.yml\nmarkdown_extensions: [tables]\n",
    "INHERIT of itself": "INHERIT: mkdocs.yml\nmarkdown_extensions: [tables]\n",
    "INHERIT of nothing": "INHERIT: nowhere.yml\nmarkdown_extensions: [tables]\n",
    "ENV": "x: !ENV [PATH]\nmarkdown_extensions: [tables, {toc: {title: !ENV PATH}}]\n",
    "an object": "x: !!python/object/apply:os.system [touch ran]\n",
    "a tag with an address": "x: !<http://example.org/> y\n",
    "a list of lists": "markdown_extensions: [[evil], {[a]: b}, null, {? {a: b} : c}]\n",
    "a number": "markdown_extensions: 5\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_settings_of_a_site_are_no_obstacle(text: str, tree: Path) -> None:
    assert {message for _, _, message in noted(write(tree, {"mkdocs.yml": text}))} <= {
        "the Markdown extension 5 is not loaded"
    }
    assert not (tree / "ran").exists()


@pytest.mark.parametrize(
    "text",
    [
        "tool = 5",
        "[tool]\nconcord = 5",
        "x = " + "[" * 100_000,
        "[tool.concord]\nlanguages = 5",
        '[tool.concord]\nlanguages = [["en"]]',
        '[tool.concord.levels]\npage-missing = ["info"]',
        '[tool.concord]\nlanguages = ["../en"]',
        '[tool.concord]\nlanguages = ["en", "../../../etc/passwd"]',
        '[tool.concord]\nlanguages = ["en", "\\u0000"]',
        '[tool.concord]\nlanguages = ["en"]\ndocs = "\\u0000"',
        "[tool.concord]\nmax_page_bytes = -1",
        '[tool.concord]\nmax_page_lines = "x"',
        "[tool.concord]\nmax_page_lines = true",
    ],
)
def test_settings_that_cannot_be_used_are_one_line(text: str, tree: Path) -> None:
    done = concord("check", cwd=write(tree, {"pyproject.toml": text}))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("concord: ") and len(done.stderr.splitlines()) == 1
