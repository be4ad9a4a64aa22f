"""`concord diff --apply`: changes to links, code and figures are carried over where they are certain; no others are."""

import shutil
from pathlib import Path

import pytest

from agreed import HEAD, confirm
from commands import concord
from concord.guide import read_guide
from concord.report.diff import carry_over_lines
from concord.sync.diff.carry_over import carry_over_edits
from concord.sync.diff.pending import pending_sections
from concord.sync.history.lookup import SnapshotLookup
from repositories import commit
from trees import ROOT, lay

MECHANICAL = {
    "en": "In 2014 the host ran `pay now` on 1,500 boats; see [the inn](inn.md) and [it](https://example.org/a_b).\n"
    "He lost 12 of them in May and 12 in June, with 7 sailors and seven guests.",
    "de": "Im Jahr 2014 ließ der Wirt auf 1.500 Booten `pay now` laufen; siehe [das Gasthaus](inn.md) und\n"
    "[dies](https://example.org/a_b). Er verlor davon 12 im Mai und 12 im Juni, mit sieben Matrosen und 7 Gästen.",
    "nl": "Op 1.500 boten draaide de waard `pay now`, in 2014; zie [dit](https://example.org/a_b) en\n"
    "[de herberg](inn.md). Daarvan verloor hij er 12 in mei en 12 in juni, met zeven matrozen en 7 gasten.",
}
LISTING = "```sh\nboats --all\n  --now\n```\n"


@pytest.fixture(scope="session")
def boats_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An agreed guide with links, code and figures, and with CRLF line ends."""
    tree = lay(tmp_path_factory.mktemp("boats") / "guide", {})
    (tree / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    for code, text in MECHANICAL.items():
        body = f"{HEAD.format(title='CCO', id='page')}## CCO {{ #boats }}\n\n{text}\n\n{LISTING}"
        (tree / f"docs/{code}/pay.md").write_bytes(body.replace("\n", "\r\n").encode())
        (tree / f"docs/{code}/inn.md").write_text(f"{HEAD.format(title='CCO', id='inn')}", encoding="utf-8")
    commit(tree)
    confirm(tree, "pay.md")
    return tree


@pytest.fixture
def boats(boats_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(boats_once, tmp_path / "guide")


CARRIED = (  # in English from and to, in the others from and to
    ("1,500", "1,800", "1.500", "1.800"),
    ("2014", "2015", "2014", "2015"),
    ("`pay now`", "`pay later`", "`pay now`", "`pay later`"),
    ("(inn.md)", "(pay.md#boats)", "(inn.md)", "(pay.md#boats)"),
    ("org/a_b", "org/c_d", "org/a_b", "org/c_d"),
    ("  --now", "  --never", "  --now", "  --never"),
)


def edited(file: Path, *changes: tuple[str, str]) -> bytes:
    """Makes `changes` in `file` and returns its new contents."""
    content = file.read_bytes()
    for old, new in changes:
        assert content.count(old.encode()) == 1
        content = content.replace(old.encode(), new.encode())
    file.write_bytes(content)
    return content


@pytest.mark.parametrize("code", ["de", "nl"])
def test_what_is_no_prose_is_carried_over_and_nothing_else(boats: Path, code: str) -> None:
    own = boats / f"docs/{code}/pay.md"
    before = own.read_bytes()
    edited(boats / "docs/en/pay.md", *((old, new) for old, new, _, _ in CARRIED))
    wanted = edited(own, *((old, new) for _, _, old, new in CARRIED))
    own.write_bytes(before)
    done = concord("diff", code, "--apply", cwd=boats)
    assert done.stdout.startswith("pay.md#boats: carried over\n")
    assert f"concord confirm {code} pay.md --section boats" in done.stdout
    assert own.read_bytes() == wanted


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param([("1,500", "1,800"), ("the host", "a host")], id="with prose"),
        pytest.param([("1,500", "1")], id="a plural"),
        pytest.param([("12 in June", "13 in June")], id="one of two"),
        pytest.param([("7 sailors", "9 sailors")], id="in words elsewhere"),
        pytest.param([("  --now", "    --now")], id="indentation"),
        pytest.param([("  --now", "")], id="a line gone"),
        pytest.param([("[it](", "[it](fact:age) [it](")], id="a new reference"),
    ],
)
def test_what_is_not_certain_is_left_for_a_person(boats: Path, changes: list[tuple[str, str]]) -> None:
    edited(boats / "docs/en/pay.md", *changes)
    own = read_guide(boats)
    found = list(pending_sections(own.tracker, "nl", (), SnapshotLookup(own.config, own.tracker).find))
    lines = (boats / "docs/nl/pay.md").read_text(encoding="utf-8").split("\n")
    assert [(str(one.key), carry_over_edits(one, lines)) for one in found] == [("pay.md#boats", ())]
    assert list(carry_over_lines([], found)) == ["pay.md#boats: left for a person, nl is behind en"]
