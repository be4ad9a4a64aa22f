"""The page of each rule: its wrong example is reported by that rule alone, its right example by none."""

from pathlib import Path

import pytest

from concord import rules
from concord.guide import read_guide
from concord.rules import messages
from concord.since.lost_texts import lost_texts
from repositories import commit
from trees import files_in, lay


def found(tree: Path, rule: str) -> set[str]:
    """The rules that report something in `tree`; information only where `rule` itself is that."""
    the_guide = read_guide(tree)
    for finding in the_guide.findings:
        assert messages.message(finding) and messages.hint(finding), "it can be said"
    level = "info" if rules.rule(rule).level == "info" else "warning"
    return {finding.rule for finding in the_guide.at_least(level)} & ({rule} if level == "info" else {*rules.names()})


@pytest.mark.parametrize("name", rules.names())
def test_examples(name: str, tmp_path: Path) -> None:
    _, _, examples = rules.rule(name).page.partition("## Wrong")
    wrong, _, right = examples.partition("## Right")
    assert files_in(wrong) and files_in(right), "a rule's page has both examples"
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
    files = [file for folder in ("checks", "since", "sync") for file in (concord_folder / folder).glob("*.py")]
    code = "\n".join(file.read_text(encoding="utf-8") for file in files)
    computed = {"fact-unknown", "source-unknown"}  # f"{kind}-unknown"
    assert {name for name in rules.names() if f'"{name}"' in code} | computed == {*rules.names()}
