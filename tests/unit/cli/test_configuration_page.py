"""`concord/docs/configuration.md` has each setting, with the default and the type that the code has."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from commands import concord
from concord.config import KEYS, LEVELS, Config, read_config
from markdown_tables import code, listing, rows, section
from trees import ROOT

PAGE = ROOT / "hooks" / "concord" / "docs" / "configuration.md"
ROWS = rows(section(PAGE, "Configuration"), "key")
EXAMPLE = listing(section(PAGE, "An example"), "toml")
WRONG = {"text": "1", "list": '"en"', "table": '"en"', "true or false": '"true"', "number": '"1"'}


def configured(folder: Path, settings: str) -> dict[str, Any]:
    """What the code makes of `settings`; that a folder of facts was named counts as well."""
    (folder / "pyproject.toml").write_text(settings, encoding="utf-8")
    found = read_config(folder)
    return {field.name: getattr(found, field.name) for field in fields(Config)} | {"has_registry": False}


def test_each_setting_is_on_the_page_and_no_other() -> None:
    keys = [key for cell, *_ in ROWS for key in code(cell)]
    assert sorted(keys) == sorted(KEYS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip("`"))
def test_a_default_is_what_holds_without_the_setting(row: list[str], tmp_path: Path) -> None:
    [key], [default] = code(row[0]), code(row[2])
    plain = configured(tmp_path, "[tool.concord]\n")
    assert configured(tmp_path, f"[tool.concord]\n{key} = {default}\n") == plain


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip("`"))
def test_a_value_of_another_type_is_refused(row: list[str], tmp_path: Path) -> None:
    key = code(row[0])[0]
    (tmp_path / "pyproject.toml").write_text(f"[tool.concord]\n{key} = {WRONG[row[1]]}\n", encoding="utf-8")
    done = concord("check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{key}" in done.stderr


def test_the_example_sets_every_key_to_something_else(tmp_path: Path) -> None:
    assert tomllib.loads(EXAMPLE)["tool"]["concord"].keys() == KEYS
    plain, found = configured(tmp_path, ""), configured(tmp_path, EXAMPLE)
    same = {name for name in plain if plain[name] == found[name]}
    assert {"docs", "languages", "folders", "beginning", "levels", "facts", "stale_after", "publish"} & same == set()
    assert all(one != other for one, other in zip(plain["page_limits"], found["page_limits"], strict=True))


def test_the_levels_are_those_of_the_code() -> None:
    [row] = [row for row in ROWS if row[0] == "`levels`"]
    assert tuple(level.strip('"') for level in code(row[3])) == LEVELS


def test_each_variable_of_concord_is_on_the_page() -> None:
    named = {name for cell, _ in rows(section(PAGE, "Variables of the environment"), "variable") for name in code(cell)}
    package = ROOT / "hooks" / "concord"
    texts = [file.read_text(encoding="utf-8") for file in package.rglob("*.py")]
    assert {name for name in named if name.startswith("CONCORD_")} == {
        name for text in texts for name in re.findall(r'"(CONCORD_[A-Z_]+)"', text)
    }
    assert all(any(f'"{name}"' in text for text in texts) for name in named)


def test_a_setting_that_is_not_on_the_page_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.concord]\nlanguage = 'en'\n", encoding="utf-8")
    assert (
        concord("check", cwd=tmp_path).stderr == "concord: pyproject.toml: [tool.concord] has no setting 'language'\n"
    )
