"""The command line: what it prints, the edits that it makes, and its exit status."""

import json
import re
from pathlib import Path

import pytest

from commands import concord, concord_process
from trees import lay, replace

WRONG = {
    "docs/en/pay.md": "The average is [€132,000](fact:salary).\n",
    "docs/de/pay.md": "Im Mittel sind es [123.000 €](fact:salary).\n",
    "docs/nl/pay.md": "Gemiddeld is het [€ 123.000](fact:salary).\n",
}
RIGHT = WRONG | {"docs/en/pay.md": "The average is [€123,000](fact:salary).\n"}


def test_a_guide_that_agrees(tmp_path: Path) -> None:
    done = concord_process("check", cwd=lay(tmp_path, RIGHT))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "3 pages in 3 languages: 12 info\n12 notes: concord check --level info\n", (
        "7 facts that it does not cite, 4 titles, and 1 that is old"
    )


def test_text_names_place_value_and_remedy(tmp_path: Path) -> None:
    done = concord_process("check", cwd=lay(tmp_path, WRONG))
    assert done.returncode == 1
    assert done.stdout.splitlines()[:2] == [
        'docs/en/pay.md:6:17: fact-mismatch: "€132,000" is not salary (€123,000)',
        "    write €123,000, or correct the fact in facts/facts.yml:1",
    ]
    assert "\x1b" not in done.stdout, "no colour where the output is no terminal"


def test_json_is_as_documented(tmp_path: Path) -> None:
    done = concord("check", "--format", "json", cwd=lay(tmp_path, WRONG))
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert report["version"] == 1
    assert report["checked"] == {"pages": 3, "blocks": 6, "languages": ["en", "de", "nl"]}
    [finding] = [finding for finding in report["findings"] if finding["level"] == "error"]
    assert re.fullmatch(r"[0-9a-f]{24}:1", finding.pop("fingerprint"))
    assert finding == {
        "rule": "fact-mismatch",
        "level": "error",
        "path": "docs/en/pay.md",
        "line": 6,
        "column": 17,
        "end_column": 25,
        "language": "en",
        "page": "pay.md",
        "section": "page",
        "message": '"€132,000" is not salary (€123,000)',
        "hint": "write €123,000, or correct the fact in facts/facts.yml:1",
        "related": [{"path": "facts/facts.yml", "line": 1}],
    }


def test_paths_limit_what_is_reported(tmp_path: Path) -> None:
    tree = lay(tmp_path / "wrong", WRONG | {"docs/de/pay.md": "Im Mittel [1 €](fact:salary).\n"})
    other = lay(tmp_path / "other", {"docs/en/a.md": "A.\n", "docs/de/a.md": "A.\n", "docs/nl/a.md": "A.\n"})
    assert concord("check", "docs/en/a.md", cwd=other).returncode == 0
    assert concord("check", "docs/en/pay.md", cwd=tree).stdout.count("fact-mismatch") == 2, "the page in each language"
    assert concord("check", "pay.md", cwd=tree / "docs" / "nl").returncode == 1, "from any folder of the guide"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("chekc",), "No such command 'chekc'"),
        (("check", "--format", "xml"), "Invalid value for '--format'"),
        (("check", "docs/en/nothing.md"), "there is no docs/en/nothing.md"),
        (("check", ".."), ".. lies outside the guide"),
        (("rule", "fact-wrong"), "there is no rule 'fact-wrong'"),
        (("facts", "nothing"), "there is no fact 'nothing'"),
    ],
)
def test_a_wrong_command_is_one_line_and_status_2(arguments: tuple[str, ...], reason: str, tmp_path: Path) -> None:
    done = concord_process(*arguments, cwd=lay(tmp_path, RIGHT))
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert reason in done.stderr


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ("[tool.concord", "pyproject.toml: "),
        ("[tool.concord]\nlanguage = ['en']", "has no setting 'language'"),
        ("[tool.concord]\nlanguages = 'en'", "must be a list of codes"),
        ("[tool.concord]\nlanguages = ['en', 'xx']", "no folder docs/xx"),
        ("[tool.concord]\nlanguages = ['en']\nlevels = {fact-unused = 'loud'}", "takes info, warning, error"),
        ("[tool.concord]\nlanguages = ['en']\nlevels = {fact-wrong = 'info'}", "there is no rule 'fact-wrong'"),
        ("[tool.concord]\ndocs = 'facts'", "names no language"),
    ],
)
def test_a_wrong_configuration_is_one_line_and_status_2(settings: str, reason: str, tmp_path: Path) -> None:
    done = concord("check", cwd=lay(tmp_path, {"pyproject.toml": settings}))
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert reason in done.stderr


def test_a_level_can_be_set(tmp_path: Path) -> None:
    settings = '[tool.concord]\nlanguages = ["en", "de", "nl"]\nlevels = { fact-mismatch = "info" }\n'
    done = concord("check", cwd=lay(tmp_path, WRONG | {"pyproject.toml": settings}))
    assert done.returncode == 0
    assert "info" in done.stdout


def test_fix_mends_what_has_one_answer_and_nothing_else(tmp_path: Path) -> None:
    """Only the wrong texts change; line endings, a byte order mark and all other bytes stay."""
    tree = lay(
        tmp_path,
        {
            "docs/en/pay.md": "The average is [€132,000](fact:salary); [€12](fact:salary) and [$5](fact:salary)."
            "\n\n## New",
            "docs/de/pay.md": "Im Mittel [132.000 €](fact:salary), [rund 130.000 €](fact:salary)."
            "\n\nDas sind [weniger als dreißig Jahren](fact:age).\n\n## Neu { .wide }\n",
            "docs/nl/pay.md": "Gemiddeld [€123,000](fact:salary),\n[minder\ndan 30 jaar](fact:age)."
            "\n\n## Nieuw { #new }\n",
        },
    )
    german = tree / "docs/de/pay.md"
    german.write_bytes(b"\xef\xbb\xbf" + german.read_bytes().replace(b"\n", b"\r\n"))
    concord("check", "--fix", cwd=tree)
    assert (tree / "docs/en/pay.md").read_text(encoding="utf-8").splitlines()[5:] == [
        "The average is [€123,000](fact:salary); [€123,000](fact:salary) and [€123,000](fact:salary).",
        "",
        "## New { #new }",
    ]
    assert not (tree / "docs/en/pay.md").read_bytes().endswith(b"\n"), "the file had no final newline"
    lines = german.read_bytes().split(b"\r\n")
    assert lines[0] == b"\xef\xbb\xbf---"
    assert [line.decode() for line in lines[5:]] == [
        "Im Mittel [123.000 €](fact:salary), [rund 120.000 €](fact:salary).",
        "",
        "Das sind [weniger als zwanzig Jahren](fact:age).",
        "",
        "## Neu { #new .wide }",
        "",
    ]
    assert (tree / "docs/nl/pay.md").read_text(encoding="utf-8").splitlines()[5:8] == [
        "Gemiddeld [€ 123.000](fact:salary),",
        "[minder",
        "dan 20 jaar](fact:age).",
    ]
    before = {file: file.read_bytes() for file in tree.rglob("*.md")}
    concord("check", "--fix", cwd=tree)
    assert {file: file.read_bytes() for file in tree.rglob("*.md")} == before, "a second run changes nothing"


def test_fix_gives_an_id_to_a_new_section(tmp_path: Path) -> None:
    """The id of the same section in another language, else the slug of the English heading; none in doubt."""
    tree = lay(
        tmp_path,
        {
            "docs/en/pay.md": "## A { #a }\n\n## Pay [in the USA](fact:x)\n\n## C { #c }\n\n## D { #d }\n\n## E\n\n"
            "## F\n",
            "docs/de/pay.md": "## A { #a }\n\n## Gehalt in den USA\n\n## C { #c }\n\n## D\n\n## E\n\n## F\n",
            "docs/nl/pay.md": "## A { #a }\n\n## Salaris\n\n## C { #c }\n\n## D { #d }\n\n## E\n\n## F\n",
        },
    )
    concord("check", "--fix", cwd=tree)
    headings = {
        language: [
            line.partition("{ #")[2].removesuffix(" }")
            for line in (tree / f"docs/{language}/pay.md").read_text(encoding="utf-8").splitlines()
            if line.startswith("## ")
        ]
        for language in ("en", "de", "nl")
    }
    assert headings["en"] == ["a", "pay-in-the-usa", "c", "d", "", ""]
    assert headings["nl"] == ["a", "pay-in-the-usa", "c", "d", "", ""]
    assert headings["de"] == ["a", "pay-in-the-usa", "c", "", "", ""], "three headings without an id are not told apart"


def test_facts_are_found_by_id_and_by_value_in_any_language(tmp_path: Path) -> None:
    tree = lay(tmp_path, RIGHT)
    listed = concord("facts", cwd=tree).stdout
    assert [line.split()[0] for line in listed.splitlines()] == [
        "salary", "range", "age", "share", "companies", "founder", "reporting", "tasks",
    ]  # fmt: skip
    by_id = concord("facts", "salary", cwd=tree).stdout
    assert "used docs/de/pay.md:6:19: 123.000 €" in by_id
    for value in ("€123,000", "123.000 €", "€ 123.000"):
        assert concord("facts", value, cwd=tree).stdout == by_id
    assert concord("facts", "90.000 €", cwd=tree).stdout.startswith("range ")


def test_rule_prints_its_page(tmp_path: Path) -> None:
    tree = lay(tmp_path, RIGHT)
    assert concord("rule", "fact-mismatch", cwd=tree).stdout.startswith("# fact-mismatch\n")
    assert "fact-mismatch" in concord("rule", cwd=tree).stdout


def test_a_registry_that_cannot_be_read_at_all_is_one_finding_a_file(tmp_path: Path) -> None:
    tree = lay(tmp_path, RIGHT)
    replace(tree / "facts/facts.yml", "salary:", "salary: [")
    (tree / "facts/titles.yml").write_bytes(b"\xff\xfe")
    (tree / "facts/sources.yml").unlink()
    done = concord("check", cwd=tree)
    assert done.returncode == 1
    assert done.stdout.count("registry-invalid") == 3, done.stdout
    assert done.stdout.count(": ") < 20, "and no landslide after it"
