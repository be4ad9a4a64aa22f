"""The page of each rule: only that rule reports its wrong example, and no rule the right one. Former names of rules."""

import json
from pathlib import Path

import pytest

from commands import concord
from concord import rules
from concord.guide import read_guide
from concord.new_language.language_file import language_faults
from concord.registry.yaml_source import read_yaml_source
from concord.rules import messages
from concord.since.lost_texts import lost_texts
from repositories import commit
from trees import files_in, lay


def found(tree: Path, rule: str) -> set[str]:
    """The rules that report something at the level warning or above; for a rule at the level info, only it."""
    the_guide = read_guide(tree)
    for finding in the_guide.findings:
        assert messages.message(finding) and messages.hint(finding), "it can be said"
    level = "info" if rules.rule(rule).level == "info" else "warning"
    return {finding.rule for finding in the_guide.at_least(level)} & ({rule} if level == "info" else {*rules.names()})


def language_example(text: str, folder: Path) -> list[str]:
    """What is wrong with the keys that an example of a language's file shows."""
    [(name, content)] = files_in(text).items()
    file = folder / Path(name).name
    file.write_text(content, encoding="utf-8")
    shown = [line.partition(":")[0] for line in content.splitlines()]
    return [
        fault.reason
        for fault in language_faults(read_yaml_source(file, name))
        if fault.reason.partition(":")[0] in shown and "missing" not in fault.reason
    ]


@pytest.mark.parametrize("name", rules.names())
def test_examples(name: str, tmp_path: Path) -> None:
    _, _, examples = rules.rule(name).page.partition("## Wrong")
    wrong, _, right = examples.partition("## Right")
    assert files_in(wrong) and files_in(right), "a rule's page has both examples"
    if name == "language-invalid":  # of a file of concord's own, which no tree has
        assert [bool(language_example(text, tmp_path)) for text in (wrong, right)] == [True, False]
        return
    assert found(lay(tmp_path / "wrong", files_in(wrong)), name) == ({name} if name != "sync-lost" else set())
    right_tree = lay(tmp_path / "right", files_in(right))
    if name == "fact-unused":
        unused = [f.data["fact"] for f in read_guide(right_tree).findings if f.rule == name]
        assert not {"salary", "share", "reporting", "companies"} & {*unused}
    elif name == "sync-lost":
        tree = lay(commit(lay(tmp_path / "since", {})), files_in(wrong))
        assert {finding.rule for finding in lost_texts("HEAD", read_guide(tree))} == {name}
        assert lost_texts("HEAD", read_guide(lay(tree, files_in(right)))) == []
    elif name == "sync-unstamped":
        assert not [f for f in read_guide(right_tree).findings if f.rule == name and f.page == "pay.md"]
    else:
        assert found(right_tree, name) == set()


def test_every_rule_that_a_check_yields_has_a_page() -> None:
    """And every page is of a rule that some check yields."""
    concord_folder = Path(rules.__file__).parent.parent
    code = "\n".join(file.read_text(encoding="utf-8") for file in concord_folder.rglob("*.py"))
    computed = {"fact-unknown", "source-unknown"}  # f"{kind}-unknown"
    assert {name for name in rules.names() if f'"{name}"' in code} | computed == {*rules.names()}


PRICE = {
    "docs/en/pay.md": "<!-- concord: allow fact-unmarked: an example -->\n\nAn offer of €99,000 is an example.\n",
    "docs/de/pay.md": "Ein Angebot ist ein Beispiel.\n",
    "docs/nl/pay.md": "Een aanbod is een voorbeeld.\n",
}
LEVELS = '[tool.concord]\nlanguages = ["en", "de", "nl"]\n\n[tool.concord.levels]\n# fact-unmarked = "error"\n'


def test_a_comment_with_a_former_name_holds_and_is_noted(tmp_path: Path) -> None:
    """The number itself is `number-drift`, which the comment does not name."""
    done = concord("check", cwd=lay(tmp_path, PRICE))
    assert "value-uncited" not in done.stdout and "number-drift" in done.stdout
    assert done.stderr == "note: docs/en/pay.md:6: fact-unmarked is now called value-uncited\n"
    assert "rule-renamed" not in done.stdout, "it is information only"
    vain = concord("check", cwd=lay(tmp_path, {"docs/en/pay.md": "<!-- concord: allow fact-unmarked: no -->\n\nA.\n"}))
    assert "this comment allows fact-unmarked, which is not reported here" in vain.stdout


@pytest.mark.parametrize("key", ["fact-unmarked", '"fact-unmarked"'])
def test_a_level_under_a_former_name_holds_and_is_noted(tmp_path: Path, key: str) -> None:
    pages = PRICE | {"docs/en/pay.md": "An offer of €99,000 is an example.\n", "pyproject.toml": LEVELS}
    pages["docs/de/pay.md"] = "Ein Angebot von 99.000 € ist ein Beispiel.\n"
    pages["docs/nl/pay.md"] = "Een aanbod van € 99.000 is een voorbeeld.\n"
    assert concord("check", cwd=lay(tmp_path, pages)).returncode == 1
    done = concord("check", cwd=lay(tmp_path, pages | {"pyproject.toml": f'{LEVELS}{key} = "info"\n'}))
    assert done.returncode == 0
    assert done.stderr == "note: pyproject.toml:6: fact-unmarked is now called value-uncited\n"
    current = f'{LEVELS}{key} = "info"\nvalue-uncited = "error"\n'
    assert concord("check", cwd=lay(tmp_path, pages | {"pyproject.toml": current})).returncode == 1, (
        "it takes precedence"
    )


def test_a_level_under_a_former_name_is_noted_for_a_tree_elsewhere(tmp_path: Path) -> None:
    settings = {"pyproject.toml": f'{LEVELS}allowance-unused = "info"\n'}
    lay(tmp_path / "guide", settings)
    done = concord("check", "--docs-dir", "guide/docs", "--languages", "en,de,nl", cwd=tmp_path)
    assert done.stderr == "note: guide/pyproject.toml:6: allowance-unused is now called suppression-unused\n"


def test_the_page_of_a_former_name_is_that_of_the_current_one(tmp_path: Path) -> None:
    done = concord("rule", "fact-unmarked", cwd=tmp_path)
    assert done.stdout.startswith("# value-uncited\n")
    assert done.stderr == "note: fact-unmarked is now called value-uncited\n"


def test_a_note_does_not_disturb_what_a_program_reads(tmp_path: Path) -> None:
    done = concord("check", "--format", "json", cwd=lay(tmp_path, PRICE))
    assert done.stderr == ""
    notes = [finding for finding in json.loads(done.stdout)["findings"] if finding["rule"] == "rule-renamed"]
    assert [(note["path"], note["line"], note["level"]) for note in notes] == [("docs/en/pay.md", 6, "info")]
