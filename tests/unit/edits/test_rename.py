"""`concord facts rename`, `concord titles rename`: every place in every language changes, or nothing does."""

import re
from pathlib import Path

import pytest

from commands import concord
from concord.errors import ConcordError
from concord.storage.operations import Change
from concord.storage.transaction import write_files
from trees import copy_of_the_guide, lay

LANGUAGES = ("en", "de", "nl")
CEO = "chief-executive-officer"


def contents(tree: Path) -> dict[str, bytes]:
    """The contents of all files but the lock files, whose hashes change; see tests."""
    files = (file for file in tree.rglob("*") if file.is_file() and not {"hooks", "sync.lock"} & {*file.parts})
    return {file.relative_to(tree).as_posix(): file.read_bytes() for file in files}


def rename(tree: Path, kind: str, old: str, new: str) -> str:
    """Runs the command, and returns the last line that it prints."""
    done = concord(kind, "rename", old, new, cwd=tree)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()[-1]


def uses(tree: Path, fact: str) -> list[str]:
    """Where a fact is used by `concord facts`, without the columns, which change with the length of a name."""
    return re.findall(r"used (\S+:\d+):\d+: ", concord("facts", fact, cwd=tree).stdout)


def dead_links(tree: Path) -> list[str]:
    """The links between pages whose page or heading does not exist."""
    dead = []
    for page in (tree / "docs").rglob("*.md"):
        for path, anchor in re.findall(r"\]\(([\w./-]*\.md)?(?:#([\w-]+))?\)", page.read_text(encoding="utf-8")):
            target = page.parent / path if path else page
            if not target.is_file() or (anchor and f"#{anchor} }}" not in target.read_text(encoding="utf-8")):
                dead.append(f"{page.relative_to(tree)}: {path}#{anchor}")
    return dead


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_guide(tmp_path_factory.mktemp("guide"))


def test_a_fact_in_the_guide(guide: Path) -> None:
    """Ends of a range (`.low`), the registry and the inventory of claims are renamed with it."""
    old, new = "salary-de-range", "pay-in-germany"
    before, used, checked = contents(guide), uses(guide, old), concord("check", cwd=guide).stdout
    assert {code for code in LANGUAGES if any(f"docs/{code}/" in place for place in used)} == {*LANGUAGES}
    last = rename(guide, "facts", old, new)
    after = contents(guide)
    said = re.compile(
        rb"(?<=fact:)salary-de-range\b(?!-)|(?<=fact: )salary-de-range(?=\r?$)|^salary-de-range(?=:\r?$)"
        rb"|(?<=\t)salary-de-range(?= )|(?<=[\[ ])salary-de-range(?=[,\]])",
        re.M,
    )
    places = sum(len(said.findall(text)) for text in before.values())
    assert after == {file: said.sub(new.encode(), text) for file, text in before.items()}
    assert last == f"{old} is now {new}: {places} places in {sum(before[f] != after[f] for f in before)} files"
    assert uses(guide, new) == used
    assert concord("check", cwd=guide).stdout == checked
    assert f"there is no fact '{old}'" in concord("facts", old, cwd=guide).stderr
    rename(guide, "facts", new, old)
    assert contents(guide) == before


def test_a_title_in_the_guide(guide: Path) -> None:
    """Its pages are renamed, and references to it by title, page and statement stay valid."""
    old, new = "chief-customer-officer", "customer-chief"
    before, checked = contents(guide), concord("check", cwd=guide).stdout
    rename(guide, "titles", old, new)
    assert concord("check", cwd=guide).stdout == checked
    assert dead_links(guide) == []
    for code in LANGUAGES:
        assert not (guide / f"docs/{code}/glossary/{old}.md").exists()
        assert f"{{ #{new} }}\n" in (guide / f"docs/{code}/glossary/{new}.md").read_text(encoding="utf-8")
        assert b"title:" + old.encode() + b")" not in b"".join(contents(guide / "docs" / code).values())
    shown = concord("titles", new, cwd=guide).stdout
    assert shown.count("explained docs/") == 3 and shown.count("linked docs/") >= 3
    registry = (guide / "facts/facts.yml").read_text() + (guide / "facts/titles.yml").read_text()
    assert not re.search(rf"(?<![\w-]){old}(?![\w-])", registry)
    rename(guide, "titles", new, old)
    assert contents(guide) == before


PLACES = {  # what a tree says, with OLD where the name is to change, and `salary` or the title's where it is not
    "docs/en/pay.md": "\ufeff---\r\ndescription: fact:salary\r\n---\r\n# Page { #page }\r\n\r\n"
    "An average\tof [€123,000](fact:OLD), [€123,000]( <fact:OLD> 'salary' ),\r\n"
    "[€123,000][mean] and [x](fact:salary2).\r\n"
    "\r\n`[€123,000](fact:salary)` <!-- [€123,000](fact:salary) -->\r\n\r\n"
    "```\r\n[€123,000](fact:salary)\r\n[mean]: fact:salary\r\n```\r\n\r\n[mean]: fact:OLD 'fact:salary'\r\n",
    "docs/de/pay.md": "> Im Mittel [123.000\n> €](fact:OLD).\n\n| a | b |\n|---|---|\n| c | [123.000 €](fact:OLD) |\n",
    "docs/nl/pay.md": "- Gemiddeld\n\n    [€ 123.000](fact:OLD.low)\n\n![salary](fact:salary)\n\n\\[a](fact:salary)",
    "facts/facts.yml": '# salary\r\n"OLD":   # salary\r\n  kind: money\r\n  value: 123000\r\n  currency: EUR\r\n'
    "  period: year\r\n  sources: [salary]\r\n  says: {en: salary, de: salary,   nl: 'salary'}\r\n"
    "salary-2: {kind: year}",
    "facts/coverage.tsv": "claim\tcarried_by\tleft\r\nsalary\tOLD pay.md#salary OLD\tsalary\r\nx\tsalary-2\tsalary",
}


def test_nothing_else_of_a_file_changes(tmp_path: Path) -> None:
    """Line ends, a byte order mark, tabs, quotation marks, comments, listings and longer keys stay as they are."""
    tree = lay(tmp_path, {})
    for path, text in PLACES.items():
        (tree / path).write_bytes(text.replace("OLD", "salary").encode())
    (tree / "docs/en/twin.md").symlink_to("pay.md")
    last = rename(tree, "facts", "salary", "mean-pay")
    assert {path: (tree / path).read_bytes().decode() for path in PLACES} == {
        path: text.replace("OLD", "mean-pay") for path, text in PLACES.items()
    }
    assert last == "salary is now mean-pay: 9 places in 5 files"
    assert (tree / "docs/en/twin.md").is_symlink()


def test_a_fact_in_a_line_of_evidence(tmp_path: Path) -> None:
    line = "## How sure { #evidence }\n\n[share,salary, OLD\n, salary-OLD](evidence:)\n"
    tree = lay(tmp_path, {"docs/en/pay.md": line.replace("OLD", "range")})
    rename(tree, "facts", "range", "span")
    assert (
        (tree / "docs/en/pay.md")
        .read_text(encoding="utf-8")
        .endswith(line.replace("OLD", "span", 1).replace("OLD", "range"))
    )
    assert uses(tree, "span") == ["docs/en/pay.md:8"]


TITLE_PLACES = {
    "mkdocs.yml": "nav: [terms/OLD.md, OLD.md, not-terms/chief-executive-officer.md]  # OLD: terms/OLD.md\n",
    "docs/en/terms/OLD.md": "# The boss { .wide #OLD }\n\n[Up](#OLD), [here](OLD.md), [also](./OLD.md#OLD).\n",
    "docs/de/terms/OLD.md": "# Vorstandsvorsitzender {#OLD}\n\n[Hoch](#OLD)\n",
    "docs/nl/terms/OLD.md": "# Algemeen directeur { #OLD }\n",
    "docs/en/pay.md": "# Pay { #page }\n\n[A](terms/OLD.md#OLD), [b](terms/OLD.md#else), [c](../de/terms/OLD.md#OLD), "
    "[d](#chief-executive-officer), [e](https://example.org/terms/chief-executive-officer.md), [f](title:OLD), [g]\n\n"
    "[g]: <terms/OLD.md> 'chief-executive-officer'\n",
    "facts/coverage.tsv": "claim\tcarried_by\n1\tterms/OLD.md#OLD terms/OLD.md#b chief-executive-officer\n",
    "facts/facts.yml": "a:\n  kind: statement\n  subject: x\n  relation: reports-to\n  object: [y, OLD]  # OLD\n"
    "b:\n  kind: statement\n  subject: 'OLD'\n  object:\n    - OLD\n  dispute: OLD\n"
    "  sources: [chief-executive-officer]\nc:\n  kind: money\n  occupation: OLD\n",
    "facts/titles.yml": "OLD:\n  esco: chief-executive-officer\nx:\n  related: [y, OLD]\n  not_same_as: [OLD]\n",
}


def test_a_title_by_every_way_to_it(tmp_path: Path) -> None:
    """Links by title, page and heading, in any notation and from any language; the navigation; the registry."""
    (tree := lay(tmp_path, {})).joinpath("docs/nl/pay.md").unlink()
    texts = {path: text.replace("# OLD", "# chief-executive-officer") for path, text in TITLE_PLACES.items()}
    texts["mkdocs.yml"] = TITLE_PLACES["mkdocs.yml"].replace(" OLD.md,", f" {CEO}.md,").replace("# OLD", f"# {CEO}")
    for path, text in texts.items():
        file = tree / path.replace("OLD", CEO)
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.replace("OLD", CEO), encoding="utf-8")
    rename(tree, "titles", CEO, "ceo-1")
    assert not [*tree.rglob(f"{CEO}.md")]
    for path, text in texts.items():
        assert (tree / path.replace("OLD", "ceo-1")).read_text(encoding="utf-8") == text.replace("OLD", "ceo-1"), path


def refusals() -> dict[str, tuple[tuple[str, ...], str]]:
    return {
        "no such fact": (("facts", "rename", "salry", "pay"), "there is no fact 'salry'; did you mean salary?"),
        "nothing like it": (("titles", "rename", "xxx", "y"), "no title 'xxx'; `concord titles` lists all of them"),
        "itself": (("facts", "rename", "salary", "salary"), "salary stands already at facts/facts.yml:1; take"),
        "another": (("titles", "rename", CEO, "chief-financial-officer"), "already at facts/titles.yml:21; take"),
        "a heading": (("titles", "rename", CEO, "page"), "page stands already at docs/en/pay.md:4; take another name"),
        "a file": (("titles", "rename", CEO, "boss"), "there is docs/de/boss.md already; take another name, or"),
        "capitals": (("facts", "rename", "salary", "Pay"), "'Pay' can be no key; a key is small letters, digits"),
        "a number": (("facts", "rename", "salary", "2024"), "'2024' can be no key"),
        "a value of YAML": (("titles", "rename", CEO, "null"), "'null' can be no key"),
        "a line more": (("facts", "rename", "salary", "pay\n"), "'pay\\n' can be no key"),
        "one name": (("facts", "rename", "salary"), "Missing argument 'NEW'"),
    }


@pytest.mark.parametrize("case", refusals())
def test_a_refusal_is_one_line_and_changes_nothing(case: str, tmp_path: Path) -> None:
    page = {f"docs/{code}/{CEO}.md": f"---\ndescription: It.\n---\n# It {{ #{CEO} }}\n" for code in LANGUAGES}
    tree = lay(tmp_path, page | {"docs/de/boss.md": "Sie.\n"})
    assert_refused(tree, *refusals()[case])


def assert_refused(tree: Path, arguments: tuple[str, ...], reason: str) -> None:
    before = contents(tree)
    done = concord(*arguments, cwd=tree)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert reason in done.stderr
    assert contents(tree) == before


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("docs/nl/more.md", b"\xff", "docs/nl/more.md:1: it is not UTF-8"),
        ("facts/titles.yml", b"a: [", "facts/titles.yml:1: it is no YAML"),
        ("facts/coverage.tsv", b"\xff", "facts/coverage.tsv cannot be read"),
        ("docs/en/pay.md", rb"[CEO](title:chief\-executive-officer)", f"pay.md:1:13: write {CEO} here plainly"),
        ("facts/titles.yml", b'"chief\\x2dexecutive-officer": {}\n', f"facts/titles.yml:1:1: write {CEO} here plainly"),
    ],
)
def test_one_place_that_cannot_be_changed_stops_it_all(path: str, text: bytes, reason: str, tmp_path: Path) -> None:
    tree = lay(tmp_path, {})
    (tree / path).write_bytes(text)
    assert_refused(tree, ("titles", "rename", CEO, "boss"), reason)


def test_what_fails_half_way_is_undone(tmp_path: Path) -> None:
    """The last step fails here, after all files were replaced and one was renamed."""
    for name in "abc":
        (tmp_path / name).write_text(name)
    with pytest.raises(ConcordError, match=r"c cannot be written \(.*\); nothing has changed"):
        write_files(
            [Change(tmp_path / name, name.encode(), b"new") for name in "ab"],
            {tmp_path / "b": tmp_path / "d", tmp_path / "c": tmp_path / "nowhere" / "c"},
        )
    assert contents(tmp_path) == {"a": b"a", "b": b"b", "c": b"c"}


def test_titles_are_found_by_any_name(tmp_path: Path) -> None:
    tree = lay(tmp_path, {})
    assert [line.split()[0] for line in concord("titles", "CCO", cwd=tree).stdout.splitlines()] == [
        "chief-customer-officer",
        "chief-commercial-officer",
    ]
    assert concord("titles", "Finanzvorstand", cwd=tree).stdout.startswith(
        "chief-financial-officer (c-suite), facts/titles.yml:21\n"
    )
    assert len(concord("titles", cwd=tree).stdout.splitlines()) == 4
    assert concord("titles", "nobody", cwd=tree).returncode == 2
