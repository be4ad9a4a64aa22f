"""`concord diff`: its output for the terminal, as JSON and as HTML."""

import json
import re
from pathlib import Path
from textwrap import dedent

import jsonschema
import pytest

import commands
from agreed import corrected
from commands import concord
from repositories import commit
from trees import replace


def at_width(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(commands.ENVIRONMENT, "COLUMNS", str(columns))


def test_in_a_narrow_terminal(agreed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_width(80, monkeypatch)
    done = concord("diff", "nl", cwd=corrected(agreed))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == dedent("""\
        pay.md#bill: nl is behind en
          docs/en/pay.md:6
          …
          The owner [-pays-]{+settles+} the bill in [-May-]{+June+}, and the guests say
          thank you; see the inn [-(inn#inn)-]{+(inn)+}.
          {+Nobody asks why.+}
          docs/nl/pay.md:6
          …
          De waard betaalt de rekening in mei, en de gasten zeggen dank je; zie de
          herberg.
          next: concord confirm nl pay.md --section bill

        nl has 1 section to bring in step
        """)


def test_the_text_that_has_to_follow_two_others_is_shown_once(agreed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_width(80, monkeypatch)
    replace(agreed / "docs/nl/pay.md", "in mei", "in juni")
    replace(agreed / "docs/en/pay.md", "in May", "in July")
    said = concord("diff", "de", cwd=agreed).stdout
    assert "docs/en/pay.md:6" in said and "docs/nl/pay.md:6" in said
    assert said.count("Der Wirt zahlt die Rechnung im Mai") == 1


def test_in_a_wide_terminal(agreed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_width(140, monkeypatch)
    done = concord("diff", "nl", "docs/nl/pay.md", cwd=corrected(agreed))
    assert done.stdout == dedent("""\
        pay.md#bill: nl is behind en
        docs/en/pay.md:6                                                        docs/nl/pay.md:6
        …                                                                       …
        The owner [-pays-]{+settles+} the bill in [-May-]{+June+}, and the      De waard betaalt de rekening in mei, en de gasten zeggen dank je;
        guests say thank you; see the inn [-(inn#inn)-]{+(inn)+}.               zie de herberg.
        {+Nobody asks why.+}
          next: concord confirm nl pay.md --section bill

        nl has 1 section to bring in step
        """)  # noqa: E501


def test_colours_are_for_terminals_that_want_them(agreed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corrected(agreed)
    plain = concord("diff", "nl", cwd=agreed).stdout
    assert "\x1b" not in plain
    monkeypatch.setitem(commands.ENVIRONMENT, "FORCE_COLOR", "1")
    coloured = concord("diff", "nl", cwd=agreed).stdout
    assert re.search(r"\x1b\[[\d;]*m\[-May-\]\x1b\[0m", coloured)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    monkeypatch.setitem(commands.ENVIRONMENT, "NO_COLOR", "1")
    assert concord("diff", "nl", cwd=agreed).stdout == plain


def test_nothing_to_do_and_no_such_language(agreed: Path) -> None:
    done = concord("diff", "nl", "pay.md", cwd=agreed)
    assert (done.returncode, done.stdout) == (0, "nl is behind nobody\n")
    done = concord("diff", "xx", cwd=agreed)
    assert (done.returncode, done.stderr) == (2, "concord: the guide has no language 'xx'; it has en, de and nl\n")


def test_a_section_that_only_the_leader_has(agreed: Path) -> None:
    with (agreed / "docs/de/pay.md").open("a", encoding="utf-8") as file:
        file.write("\n## Trinkgeld { #tip }\n\nNiemand gibt eines.\n")
    assert concord("confirm", "de", "pay.md", "--lead", "--section", "tip", cwd=agreed).returncode == 0
    done = concord("diff", "nl", cwd=agreed).stdout
    assert done.startswith("pay.md#tip: nl lacks what is new in de\n")
    assert "nothing was agreed on before: all of it is new" in done
    assert "Niemand gibt eines." in done
    assert "docs/nl" not in done


def test_languages_that_diverged_are_told_apart(agreed: Path) -> None:
    corrected(agreed)
    replace(agreed / "docs/de/pay.md", "im Mai", "im Juli")
    done = concord("diff", "nl", cwd=agreed).stdout
    assert "pay.md#bill: nl is behind en and de" in done
    assert "[-May-]{+June+}" in done
    assert "[-Mai-]{+Juli+}" in done
    assert "next: concord confirm nl pay.md --section bill --with en" in done
    assert "pay.md#bill: en has changed as well, apart from de" in concord("diff", "en", cwd=agreed).stdout


RUN = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": {"type": "string"}}
RUN |= {"propertyNames": {"enum": ["kept", "deleted", "inserted"]}}
PLACE = {"language": {"type": "string"}, "path": {"type": "string"}, "line": {"type": "integer", "minimum": 1}}
OWN_BLOCK = {"kind": {"type": "string"}, "text": {"type": "string"}}
BLOCK = {"kind": {"type": "string"}, "runs": {"type": "array", "items": RUN}}
BLOCK |= {side: {"type": ["integer", "null"], "minimum": 0} for side in ("old", "new")}


def thing(**properties: object) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


CHANGE = thing(
    **PLACE,
    agreed={"type": ["string", "null"], "pattern": "^[0-9a-f]{16}$"},
    found={"type": "boolean"},
    blocks={"type": "array", "items": thing(**BLOCK)},
)
SECTION = thing(
    page={"type": "string"},
    section={"type": "string"},
    state={"enum": ["behind", "diverged", "missing"]},
    own={"anyOf": [{"type": "null"}, thing(**PLACE, blocks={"type": "array", "items": thing(**OWN_BLOCK)})]},
    changes={"type": "array", "minItems": 1, "items": CHANGE},
    next={"type": "string"},
)
SHAPE = thing(version={"const": 1}, language={"const": "nl"}, sections={"type": "array", "items": SECTION})


def test_json(agreed: Path) -> None:
    replace(corrected(agreed) / "facts/facts.yml", "en: Average pay", "en: Average salary")
    commit(agreed)
    report = json.loads(concord("diff", "nl", "--format", "json", cwd=agreed).stdout)
    jsonschema.validate(report, SHAPE)
    page, entry = report["sections"]
    assert page["own"]["blocks"][0] == {"kind": "h2", "text": "De rekening"}
    assert (page["changes"][0]["path"], page["changes"][0]["line"]) == ("docs/en/pay.md", 6)
    assert page["changes"][0]["blocks"][-1] == {
        "kind": "p", "old": None, "new": 2, "runs": [{"inserted": "Nobody asks why."}],
    }  # fmt: skip
    assert (entry["page"], entry["section"], entry["own"]["path"]) == ("facts.yml", "salary", "facts/facts.yml")
    assert entry["own"]["line"] == 1
