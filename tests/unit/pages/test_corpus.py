"""Files in a language's folder: each is read, or reported with its path, and does not stop the others."""

import os
from pathlib import Path

import pytest

from concord.config import read_config
from concord.errors import ConfigurationError
from concord.model import Page
from concord.pages.corpus import Corpus, read_corpus

GOOD = b"---\ndescription: A page.\n---\n# Page { #page }\n\nIn [1999](fact:first).\n"


def lay(tree: Path, files: dict[str, bytes]) -> Path:
    """A guide in one language, of the pages `files` and one more, `good.md`."""
    (tree / "pyproject.toml").write_text('[tool.concord]\nlanguages = ["en"]\n', encoding="utf-8")
    for path, content in ({"docs/en/good.md": GOOD} | files).items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_bytes(content)
    return tree


def read(tree: Path) -> Corpus:
    pages = read_corpus(read_config(tree))
    assert len(list(pages.pages["en"]["good.md"].references)) == 1, "the other pages are read as ever"
    return pages


def facts(page: Page) -> list[tuple[str, int, int]]:
    return [(r.text, r.text_location.line, r.text_location.column) for _, r in page.references if r.scheme == "fact"]


def problems(pages: Corpus) -> list[tuple[str, int, str]]:
    found = [problem for page in pages for problem in page.problems]
    return [(problem.location.path, problem.location.line, problem.reason) for problem in found]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (GOOD, [("1999", 6, 5)]),
        (GOOD.replace(b"\n", b"\r\n"), [("1999", 6, 5)]),
        (GOOD.replace(b"\n", b"\r"), [("1999", 6, 5)]),
        (b"\xef\xbb\xbf" + GOOD, [("1999", 6, 5)]),
        (b"\xef\xbb\xbf[1](fact:a)", [("1", 1, 2)]),
        (b"# A\n\n\xe2\x82\xac \xf0\x9f\x8e\x89 [1](fact:a)", [("1", 3, 6)]),
        (b"", []),
        (b"\n \n\t\n", []),
        (b"\xef\xbb\xbf", []),
        (b"---\ndescription: x\n---", []),
        (b"a \x00 [1](fact:a) \x02 \x03 \x1b", [("1", 1, 6)]),
    ],
)
def test_it_is_read(content: bytes, expected: list[tuple[str, int, int]], tmp_path: Path) -> None:
    pages = read(lay(tmp_path, {"docs/en/a/page.md": content}))
    assert problems(pages) == []
    assert facts(pages.pages["en"]["a/page.md"]) == expected


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"# A\n\nb\xe4r\n", 3, "it is not UTF-8 (byte 7)"),
        (b"# A\r\n\r\nb\xe4r\r\n", 3, "it is not UTF-8 (byte 9)"),
        (b"# A\r\rb\xe4r", 3, "it is not UTF-8 (byte 7)"),
        ("# A\n".encode("utf-16"), 1, "it is not UTF-8 (byte 1)"),
        (b"\xed\xa0\x80", 1, "it is not UTF-8 (byte 1)"),
        (b"---\na: 'b\n---\n# A\n", 3, "its front matter is no YAML: found unexpected end of stream"),
    ],
)
def test_it_is_reported(content: bytes, line: int, reason: str, tmp_path: Path) -> None:
    assert problems(read(lay(tmp_path, {"docs/en/a/page.md": content}))) == [("docs/en/a/page.md", line, reason)]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("../../../outside.md", "it is a link that leads out of its language's folder"),
        ("../../de/page.md", "it is a link that leads out of its language's folder"),
        ("../../../outside", "it is a link that leads out of its language's folder"),
        ("nowhere.md", "it cannot be opened (No such file or directory)"),
        ("page.md", "it cannot be opened ("),  # what a loop is called depends on Python
        ("..", "it is no file"),
    ],
)
def test_a_link_is_reported(target: str, reason: str, tmp_path: Path) -> None:
    others = {"outside.md": b"# Secret", "outside/page.md": b"# Secret", "docs/de/page.md": b"# Deutsch"}
    tree = lay(tmp_path, {"docs/en/a/good.md": GOOD} | others)
    (tree / "docs/en/a/page.md").symlink_to(target)
    pages = read(tree)
    [(path, line, said)] = problems(pages)
    assert (path, line) == ("docs/en/a/page.md", 1)
    assert said.startswith(reason)
    assert not any("Secret" in section.title for page in pages for section in page.sections)


def test_a_link_to_a_page_of_the_same_language_is_read(tmp_path: Path) -> None:
    tree = lay(tmp_path, {})
    (tree / "docs/en/again.md").symlink_to("good.md")
    assert facts(read(tree).pages["en"]["again.md"]) == [("1999", 6, 5)]


def test_what_is_no_file_is_reported(tmp_path: Path) -> None:
    tree = lay(tmp_path, {})
    os.mkfifo(tree / "docs/en/pipe.md")
    assert problems(read(tree)) == [("docs/en/pipe.md", 1, "it is no file")]


def test_what_the_site_does_not_show_is_not_read(tmp_path: Path) -> None:
    hidden = ("docs/en/.hidden/a.md", "docs/en/a/.b/c.md", "docs/en/.d.md", "docs/en/e.txt", "docs/en/f.MD")
    tree = lay(tmp_path, dict.fromkeys(hidden, b"\xff") | {"docs/en/folder.md/page.md": b"# A"})
    pages = read(tree)
    assert problems(pages) == []
    assert list(pages.pages["en"]) == ["folder.md/page.md", "good.md"]


def test_every_page_that_the_site_shows_is_read(tmp_path: Path) -> None:
    pages = read(lay(tmp_path, dict.fromkeys(("docs/en/a.markdown", "docs/en/b.mkd", "docs/en/c d/ü.md"), GOOD)))
    assert list(pages.pages["en"]) == ["a.markdown", "b.mkd", "c d/ü.md", "good.md"]


@pytest.mark.parametrize(
    "unit",
    [
        "Of [22%](fact:a) and more text that fills the line, as prose does.\n\n",
        "- Of [22%](fact:a)\n",
        "<!-- concord: allow number-drift: why -->\n\nOf [22%](fact:a) and more.\n\n",
    ],
)
def test_a_page_of_a_megabyte_is_read_whole(unit: str, tmp_path: Path) -> None:
    count = 1_000_000 // len(unit)
    tree = lay(tmp_path, {"docs/en/page.md": (unit * count).encode()})
    settings = (tree / "pyproject.toml").read_text(encoding="utf-8")
    (tree / "pyproject.toml").write_text(f"{settings}max_page_lines = 100_000\n", encoding="utf-8")
    page = read(tree).pages["en"]["page.md"]
    assert len(facts(page)) == count
    assert not page.problems


def test_a_language_without_a_folder_is_named(tmp_path: Path) -> None:
    tree = lay(tmp_path, {})
    (tree / "pyproject.toml").write_text('[tool.concord]\nlanguages = ["en", "fr"]\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="docs/fr"):
        read_corpus(read_config(tree))
