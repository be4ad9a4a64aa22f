"""facts/claims.tsv: what a source says is found from its id, and whatever is wrong with a row is told at its place."""

from pathlib import Path

import pytest

from commands import concord
from trees import lay

HEAD = "id\tsource\tline\tkind\tvalue\n"
FACT = """\
share:
  kind: percent
  value: 22
  sources: [brouwer]
  claims: [S4-006, S4-999]
  says: {en: Share, de: Anteil, nl: Aandeel}
"""


def lines(tree: Path) -> list[str]:
    """What `concord check` says of the registry, without the remedies below."""
    done = concord("check", cwd=tree)
    assert (done.returncode, done.stderr) == (1, "")
    return [line for line in done.stdout.splitlines() if line.startswith("facts/")]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A guide with one fact, whose claims are looked up in a table; each test writes its own."""
    pages = {f"docs/{code}/pay.md": "[22 %](fact:share)\n" for code in ("de", "nl")} | {
        "docs/en/pay.md": "## Share { #share }\n\nIt is [22%](fact:share).\n"
    }
    return lay(tmp_path, {**pages, "facts/facts.yml": FACT})


def write(tree: Path, *rows: str, name: str = "claims.tsv", head: str = HEAD) -> Path:
    (tree / "facts" / name).write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return tree


def test_an_unknown_claim_is_found_at_its_place_with_a_remedy(tree: Path) -> None:
    """The fact is left out, and no page that cites it is reported as well."""
    write(tree, "S4-006\tbrouwer\t5\tpercent\tFortune 100: 22%")
    assert lines(tree) == [
        "facts/facts.yml:5:20: registry-invalid: share, claims: claims.tsv has no S4-999; give it a row"
    ]
    write(tree, "S4-006\tbrouwer\t5\tpercent\tFortune 100: 22%", "S4-999\tbrouwer\t\tclaim\tnothing")
    assert "registry-invalid" not in concord("check", cwd=tree).stdout, "what was kept of the run before is not used"


def test_without_a_table_claims_are_names(tree: Path) -> None:
    assert "registry-invalid" not in concord("check", cwd=tree).stdout


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("S4-999\tbrouwer\t5\tclaim", 1, "the row must have 5 cells with tabs between them: id, source, line,"),
        ("S4-999\tbrouwer\t5\tclaim\tone\ttwo", 1, "the row must have 5 cells"),
        pytest.param("\t" * 900_000, 1, "the row must have 5 cells", id="900,000 cells"),
        ("\tbrouwer\t5\tclaim\tone", 1, "the row has no id"),
        ("S4-006\tbrouwer\t5\tclaim\tone", 1, "the claim S4-006 stands here for the second time"),
        ("S4-999\tbruwer\t5\tclaim\tone", 8, "S4-999, source: sources.yml has no bruwer"),
        ("S4-999\t\t5\tclaim\tone", 8, "S4-999, source: it is empty"),
        ("S4-999\tbrouwer\tL5\tclaim\tone", 16, "S4-999, line: it must be the number of a line, or empty"),
        ("S4-999\tbrouwer\t5\tclam\tone", 18, "S4-999, kind: it must be one of claim, count,"),
        ("S4-999\tbrouwer\t5\tclaim\t", 24, "S4-999, value: it is empty"),
        ("S4-999\tbrouwer\t5\tclaim\ta\u202eb", 24, "it has the control character U+202E"),
    ],
)
def test_a_bad_row(tree: Path, row: str, column: int, reason: str) -> None:
    """And the facts that name it are not reported: it is there."""
    rest = [] if row.startswith("S4-999") else ["S4-999\tbrouwer\t\tclaim\tnothing"]
    write(tree, "S4-006\tbrouwer\t5\tpercent\tFortune 100: 22%", row, *rest)
    found = lines(tree)
    assert len(found) == 1
    assert found[0].startswith(f"facts/claims.tsv:3:{column}: registry-invalid: {reason}")


def test_several_bad_rows_at_once(tree: Path) -> None:
    write(tree, "S4-006\tx\t5\tpercent\t22%", "S4-999\tbrouwer\tx\tclam\t")
    assert [line.split(": ")[0] for line in lines(tree)] == [
        f"facts/claims.tsv:{place}" for place in ("2:8", "3:16", "3:18", "3:23")
    ]


def test_a_thousand_bad_rows_are_enough(tree: Path) -> None:
    """And the facts' claims may stand below them."""
    write(tree, *["x"] * 100_000, "S4-999\tbrouwer\t\tclaim\tnothing")
    assert len(lines(tree)) == 1_000


@pytest.mark.parametrize(
    ("content", "place", "reason"),
    [
        (b"", "1:1", "its first line must name the columns id, source, line, kind, value"),
        (b"id\tkind\nS4-006\tclaim\n", "1:1", "its first line must name the columns"),
        (b"id\tsource\tline\tkind\tvalue\nS4-006\tbrouwer\t5\tclaim\t\xff\n", "1:1", "it is not UTF-8"),
        pytest.param(f"{HEAD}{'x' * 1_000_000}".encode(), "1:1", "it cannot be opened (File too large)", id="long"),
        (None, "1:1", "it cannot be opened"),
    ],
)
def test_a_table_that_cannot_be_read(tree: Path, content: bytes | None, place: str, reason: str) -> None:
    """Nothing is said of the facts' claims, which may be in it."""
    file = tree / "facts/claims.tsv"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    found = lines(tree)
    assert len(found) == 1
    assert found[0].startswith(f"facts/claims.tsv:{place}: registry-invalid: {reason}")


def test_a_claim_is_shown_with_what_carries_it(tree: Path) -> None:
    write(tree, "S4-006\tbrouwer\t5\tpercent\tFortune 100: 22%", "S4-999\tbrouwer\t\theading\ttitle")
    carried = ("S4-006\tshare pay.md#share\t", "S4-999\tshare\t", "S4-7\t\theading")
    write(tree, *carried, name="coverage.tsv", head="claim\tcarried_by\tleft\n")
    done = concord("facts", "S4-006", cwd=tree)
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        [
            "S4-006 (percent), facts/claims.tsv:2",
            "  brouwer, line 5: Fortune 100: 22%",
            "  fact share, facts/facts.yml:1: 22%",
            "    used docs/en/pay.md:8:7: 22%",
            "    used docs/de/pay.md:6:1: 22 %",
            "    used docs/nl/pay.md:6:1: 22 %",
            "  section pay.md#share, docs/en/pay.md:6",
            "  section pay.md#share, missing in de",
            "  section pay.md#share, missing in nl",
        ],
    )
    assert "  claim S4-006, brouwer, line 5: Fortune 100: 22%\n" in concord("facts", "share", cwd=tree).stdout
    write(tree, "S4-006\t\tadvertising", name="coverage.tsv", head="claim\tcarried_by\tleft\n")
    assert "  left out: advertising\n" in concord("facts", "S4-006", cwd=tree).stdout
    assert concord("facts", "S4-007", cwd=tree).stderr == (
        "concord: there is no fact 'S4-007'; `concord facts` lists all of them\n"
    )
