"""What keeps a command or a build from running: one line that says what to do, and no traceback."""

import os
from pathlib import Path

import pytest

from commands import concord, mkdocs
from concord.untrusted.printable import printable
from small_guide import small_guide
from trees import lay, replace


@pytest.mark.parametrize(
    ("setting", "folder"),
    [
        ('docs = "../out"', "../out"),
        ('docs = "/etc"', "/etc"),
        ('facts = "/etc"', "/etc"),
        ('facts = "facts/../../out"', "facts/../../out"),
        ('languages = ["en", "nl", "de=../out"]', "../out"),
        ('docs = "link"', "link"),
        ('docs = "tree"', "tree/de"),
        ('facts = "a\\u0000b"', r"a\x00b"),
    ],
)
@pytest.mark.parametrize("fix", [(), ("--fix",)], ids=["check", "fix"])
def test_a_folder_outside_the_project_is_one_line(
    setting: str, folder: str, fix: tuple[str, ...], tmp_path: Path
) -> None:
    tree = lay(tmp_path / "guide", {})
    outside = tmp_path / "out" / "de"
    outside.mkdir(parents=True)
    (outside / "pay.md").write_text("## No id\n")
    (tree / "link").symlink_to(tmp_path / "out")
    (tree / "tree").mkdir()
    (tree / "tree" / "de").symlink_to(outside)
    languages = "" if setting.startswith("languages") else 'languages = ["en", "de", "nl"]\n'
    (tree / "pyproject.toml").write_text(f"[tool.concord]\n{languages}{setting}\n")
    done = concord("check", *fix, cwd=tree)
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("concord: pyproject.toml: ") and folder in line
    assert (outside / "pay.md").read_text() == "## No id\n"


def test_a_tree_elsewhere_may_lie_anywhere_but_names_no_folder_outside_itself(tmp_path: Path) -> None:
    tree = lay(tmp_path / "tree", {})
    (tmp_path / "here").mkdir()
    arguments = ("check", "--docs-dir", "../tree/docs", "--languages", "en,de,nl")
    assert concord(*arguments, cwd=tmp_path / "here").returncode == 0
    for setting in ('facts = "../here"', 'languages = ["en=../here"]'):
        (tree / "pyproject.toml").write_text(f"[tool.concord]\n{setting}\n")
        done = concord(*arguments, "--fix", cwd=tmp_path / "here")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "leads out of the project" in done.stderr


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pyproject.toml", b"\xff"),
        ("pyproject.toml", b"tool = 5\n"),
        ("pyproject.toml", b"[tool]\nconcord = 5\n"),
        ("pyproject.toml", b"[tool.concord]\nlanguages = ['en']\ndocs = ['docs']\n"),
        ("pyproject.toml", b"[tool.concord]\nlanguages = ['en']\nlevels = {fact-drift = []}\n"),
        ("pyproject.toml", b"x = " + b"[" * 100_000),
        ("mkdocs.yml", b"\xff"),
        ("mkdocs.yml", b"[" * 200_000),
        ("mkdocs.yml", b"a: " + b"[" * 200_000 + b"]" * 200_000),
    ],
    ids=lambda value: printable(value[:30].decode("latin-1")) if isinstance(value, bytes) else value,
)
def test_settings_that_cannot_be_read_are_one_line(file: str, text: bytes, tmp_path: Path) -> None:
    tree = lay(tmp_path, {})
    (tree / file).write_bytes(text)
    done = concord("check", cwd=tree)
    assert done.returncode == 2, done
    [line] = done.stderr.splitlines()
    assert line.startswith(("concord: pyproject.toml: ", "concord: mkdocs.yml: "))


@pytest.mark.parametrize("arguments", [("diff", "nl", "--output"), ("export", "nl", "--all", "--output")])
@pytest.mark.parametrize("output", ["no/such/dir/x", "docs", "pyproject.toml/x"])
def test_a_file_that_cannot_be_written_is_one_line(arguments: tuple[str, ...], output: str, tmp_path: Path) -> None:
    done = concord(*arguments, output, cwd=lay(tmp_path, {}))
    assert done.returncode == 2
    line = done.stderr.splitlines()[-1]
    assert line.startswith(f"concord: {output} cannot be written (")


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    tree = lay(tmp_path, {"facts/schema": "no folder"})
    done = concord("schema", cwd=tree)
    assert done.returncode == 2
    assert done.stderr.startswith("concord: ") and done.stderr.count("\n") == 1


def test_registry_files_that_are_none_stop_nothing(tmp_path: Path) -> None:
    tree = lay(tmp_path, {})
    (tree / "facts/facts.yml").unlink()
    os.mkfifo(tree / "facts/facts.yml")
    found = concord("check", cwd=tree).stdout
    assert "facts/facts.yml:1:1: registry-invalid: it cannot be opened (it is no file)" in found


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("template: nope.html", "en/pay/salary.md: there is no template 'nope.html'"),
        ("hide: 5", "en/pay/salary.md: TypeError"),
    ],
)
def test_front_matter_that_stops_the_build_is_one_line(line: str, reason: str, tmp_path: Path) -> None:
    tree = small_guide(tmp_path)
    replace(tree / "pyproject.toml", "publish = true", "publish = false")  # or the check refuses it
    replace(tree / "docs/en/pay/salary.md", "---\n", f"---\n{line}\n")
    done = mkdocs("build", "--strict", cwd=tree)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith(f"Error: {reason}")


def test_a_site_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    tree = small_guide(tmp_path)
    (tree / "site").write_text("no folder")
    done = mkdocs("build", "--strict", cwd=tree)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"Error: {tree}/site cannot be used (Not a directory)")


def test_a_page_without_an_encoding_is_one_line(tmp_path: Path) -> None:
    tree = small_guide(tmp_path)
    replace(tree / "pyproject.toml", "publish = true", "publish = false")  # or the check refuses the file
    (tree / "docs/en/bare.html").write_text("<title>No encoding</title>")
    done = mkdocs("build", "--strict", cwd=tree)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert 'bare.html: a page without <meta charset> can carry no policy; put <meta charset="utf-8">' in done.stderr
