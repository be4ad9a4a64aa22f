"""`concord check --since REF` in git repositories: findings in the sections that a change touches."""

import json
import shutil
from pathlib import Path

import pytest

import commands
from commands import concord
from repositories import commit, git
from trees import lay, replace

LANGUAGES = ("en", "de", "nl")
BODY = "## A { #a }\n\n[€1](fact:salary)\n\n## B { #b }\n\n[€2](fact:salary)\n[33%](fact:share)\n"
EVERYWHERE = {f"docs/{code}/{name}": BODY for code in LANGUAGES for name in ("pay.md", "other.md")}
RULES = {
    "fact-mismatch",
    "section-drift",
    "section-id",
    "page-missing",
    "page-metadata",
    "fact-unexplained",
    "page-unreadable",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Two committed pages with wrong facts in both sections of all languages: 18 findings before any change."""
    return commit(lay(tmp_path / "guide", EVERYWHERE))


def found(tree: Path, *arguments: str, ref: str = "HEAD") -> list[str]:
    """Each finding since `ref` as `language page section rule`, for the rules that these pages break."""
    done = concord("check", "--format", "json", "--since", ref, *arguments, cwd=tree)
    assert done.returncode in (0, 1), done.stderr
    return sorted(
        " ".join(entry.get(key, "-") for key in ("language", "page", "section", "rule"))
        for entry in json.loads(done.stdout)["findings"]
        if entry["rule"] in RULES
    )


def old(sections: str, page: str = "pay.md", languages: tuple[str, ...] = LANGUAGES) -> list[str]:
    """The findings in `sections` before any change: one in a, two in b."""
    return sorted(f"{code} {page} {section} fact-mismatch" for code in languages for section in sections)


OTHERS = old("abb", languages=("en", "de"))


def test_nothing_changed_is_nothing_to_say(tree: Path) -> None:
    assert concord("check", cwd=tree).returncode == 1
    done = concord("check", "--since", "HEAD", cwd=tree)
    assert (done.returncode, done.stdout) == (0, "6 pages in 3 languages: they agree\n")


@pytest.mark.parametrize("stage", ["written", "staged", "committed", "on a branch"])
def test_a_change_touches_its_section_in_all_languages(stage: str, tree: Path) -> None:
    if stage == "on a branch":
        git(tree, "switch", "--quiet", "--create", "work")
    replace(tree / "docs/de/pay.md", "[€2]", "[€3]")
    if stage == "staged":
        git(tree, "add", "--all")
    if stage in ("committed", "on a branch"):
        commit(tree)
    assert found(tree, ref={"committed": "HEAD~1", "on a branch": "main"}.get(stage, "HEAD")) == old("bb")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("## A", "## Aha", old("a"), id="a heading"),
        pytest.param("\n## B", "\n\n\n## B", [], id="blank lines between sections"),
        pytest.param("fact:salary)\n[33%]", "fact:salary)\n\n[33%]", old("bb"), id="a paragraph parted"),
        pytest.param("fact:share)\n", "fact:share)\n\n[x]: y.md\n", old("abb"), id="the address of a label"),
        pytest.param("# Page { #page }", "# Page { #page }\n\nWords.", [], id="the lead"),
        pytest.param("description: A page.", "asked: [A]", ["nl pay.md - page-metadata"], id="the front matter"),
        pytest.param(
            "description:",
            "description: [",
            ["nl pay.md - page-unreadable", *old("abb")],
            id="what makes it unreadable",
        ),
        pytest.param(
            BODY[BODY.index("## B") :],
            "",
            ["nl pay.md a section-drift", *old("bb", languages=("en", "de"))],
            id="a section removed",
        ),
        pytest.param(
            "{ #b }",
            "{ #c }",
            [*old("bb", languages=("en", "de")), *old("cc", languages=("nl",)), "nl pay.md c section-drift"],
            id="an id changed",
        ),
        pytest.param(
            " { #b }", "", [*OTHERS, *old("a--", languages=("nl",)), "nl pay.md - section-id"], id="an id removed"
        ),
    ],
)
def test_what_a_change_touches(before: str, after: str, expected: list[str], tree: Path) -> None:
    replace(tree / "docs/nl/pay.md", before, after)
    assert found(tree) == sorted(expected)


def test_a_section_that_one_language_lacks_is_touched_where_the_others_have_it(tree: Path) -> None:
    for code in ("en", "de"):
        replace(tree / f"docs/{code}/pay.md", "## B", "## N { #n }\n\nNew.\n\n## B")
    assert found(tree) == ["nl pay.md a section-drift"]


def test_a_page_that_went_and_one_that_came_are_touched_as_a_whole(tree: Path) -> None:
    (tree / "docs/nl/pay.md").rename(tree / "docs/nl/wages.md")
    expected = [*OTHERS, "nl pay.md - page-missing", *old("abb", "wages.md", ("nl",)), "nl wages.md - page-missing"]
    assert found(tree) == sorted(expected)
    git(tree, "add", "--all")
    assert found(tree) == sorted(expected), "what git takes for a rename"


@pytest.mark.parametrize("name", ["ä ö.md", "a \"b\" 'c'.md", "a\tb.md", "a\\b.md", "ein b/a.md", "#1.md"])
def test_names_that_git_writes_in_its_own_way(name: str, tree: Path) -> None:
    for code in LANGUAGES:
        (tree / "docs" / code / name).parent.mkdir(exist_ok=True)
        shutil.copy(tree / f"docs/{code}/pay.md", tree / "docs" / code / name)
    expected = old("abb", name)
    assert found(tree) == expected, "not tracked yet"
    commit(tree)
    replace(tree / "docs/de" / name, "[€1]", "[€4]")
    assert found(tree) == old("a", name)


def test_a_change_of_the_registry_touches_the_sections_that_cite_it(tree: Path) -> None:
    facts = tree / "facts/facts.yml"
    replace(facts, "share:\n", "# Counted anew.\n\nshare:\n")
    assert found(tree) == [], "a comment is no change"
    replace(facts, "value: 22", "value: 23")
    everywhere = sorted(old("b") + old("b", "other.md"))
    assert found(tree) == sorted(everywhere * 2), "section b, with all that was wrong there"
    replace(facts, "marks: [disputed]", "marks: [disputed, damaged]")
    replace(tree / "docs/en/pay.md", "[€1](fact:salary)", "[€1](fact:salary) [35](fact:companies)")
    assert "- - - fact-unexplained" in found(tree)
    commit(tree)
    facts.unlink()
    assert concord("check", "--since", "HEAD", cwd=tree).stdout.count("registry-invalid") == 1


def test_a_fact_that_a_change_begins_to_cite_must_be_explained(tree: Path) -> None:
    for code in LANGUAGES:
        replace(tree / f"docs/{code}/pay.md", "[€1]", "[35](fact:companies) [€1]")
    assert found(tree) == sorted(["- - - fact-unexplained", *old("a")])


def test_a_changed_fact_touches_the_line_of_evidence_that_names_it(tree: Path) -> None:
    replace(tree / "docs/en/pay.md", "[€1](fact:salary)", "[€1](fact:salary)\n\n[salary, share](evidence:)\n\n")
    commit(tree)
    replace(tree / "facts/facts.yml", "value: 22", "value: 23")
    assert {*old("a")} < {*found(tree)}


def test_a_title_touches_the_statements_about_it(tree: Path) -> None:
    for code in LANGUAGES:
        text = "[reports to nobody](fact:reporting)\n"
        replace(tree / f"docs/{code}/pay.md", "[€1](fact:salary)\n", f"[€1](fact:salary)\n{text}")
    commit(tree)
    titles = (tree / "facts/titles.yml").read_text(encoding="utf-8")
    start = titles.index("chief-executive-officer:\n")
    row = titles[start:].split("\n")[1]
    replace(tree / "facts/titles.yml", row, f"{row} ")
    assert found(tree) == sorted(old("aa")), "section a, with both that was wrong there"


def test_a_path_and_a_ref(tree: Path) -> None:
    for name in ("pay.md", "other.md"):
        replace(tree / "docs/de" / name, "[€1]", "[€4]")
    assert found(tree, "docs/nl/other.md") == old("a", "other.md")


def test_the_guide_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    (tmp_path / "repository").mkdir()
    guide = lay(tmp_path / "repository" / "gu ide", EVERYWHERE)
    (tmp_path / "repository" / "docs").mkdir()
    commit(tmp_path / "repository")
    replace(guide / "docs/de/pay.md", "[€2]", "[€3]")
    assert found(guide / "docs" / "nl") == old("bb")


def test_line_ends_that_git_converts_are_no_change(tree: Path) -> None:
    git(tree, "config", "core.autocrlf", "true")
    for file in tree.glob("docs/*/*.md"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert found(tree) == []
    replace(tree / "docs/de/pay.md", "[€2]", "[€3]")
    assert found(tree) == old("bb")


def test_a_page_becomes_a_link(tree: Path) -> None:
    (tree / "docs/de/pay.md").unlink()
    (tree / "docs/de/pay.md").symlink_to("other.md")
    assert found(tree) == old("abb")


def test_the_users_own_configuration_of_git_changes_nothing(tree: Path) -> None:
    replace(tree / "docs/de/pay.md", "[€2]", "[€3]")
    for name, value in {
        "diff.noprefix": "false",
        "diff.mnemonicPrefix": "true",
        "diff.context": "20",
        "diff.interHunkContext": "20",
        "diff.external": "false",
        "diff.renames": "copies",
        "diff.relative": "false",
        "color.ui": "always",
        "core.quotePath": "false",
        "core.pager": "false",
    }.items():
        git(tree, "config", name, value)
    assert found(tree) == old("bb")


@pytest.mark.parametrize("arguments", [("--all",), ("--only", "docs/de/pay.md")])
@pytest.mark.parametrize("linked", [False, True])
def test_as_a_hook_before_a_commit(arguments: tuple[str, ...], linked: bool, tree: Path, tmp_path: Path) -> None:
    """In a linked worktree git sets GIT_DIR for its hooks, which is wrong for git in the folder of a language."""
    hook = tree / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nconcord check --since HEAD >seen 2>&1\nexit 0\n")
    hook.chmod(0o755)
    if linked:
        git(tree, "worktree", "add", "--quiet", str(tmp_path / "linked"))
        tree = tmp_path / "linked"
    replace(tree / "docs/de/pay.md", "[€2]", "[€3]")
    git(tree, "commit", "--quiet", "--message=Wrong", *arguments)
    summary = "6 pages in 3 languages: 6 errors\n6 of 6 can be mended: concord check --fix\n"
    assert (tree / "seen").read_text(encoding="utf-8").endswith(summary)


def test_what_cannot_be_compared_is_one_line_and_status_2(tree: Path, tmp_path: Path) -> None:
    for ref in ("nothing", "", "--output=x", "HEAD:docs", "0" * 40, "HEAD~9"):
        done = concord("check", f"--since={ref}", cwd=tree)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"concord: git knows no commit {ref!r}\n"
    assert not (tree / "x").exists()
    done = concord("check", "--since", "HEAD", cwd=lay(tmp_path / "plain", EVERYWHERE))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("concord: this needs git's history, and this folder is a copy without it")
    assert len(done.stderr.splitlines()) == 1


def test_a_shallow_clone_has_some_commits_and_lacks_others(tree: Path, tmp_path: Path) -> None:
    first = git(tree, "rev-parse", "HEAD").strip()
    replace(tree / "docs/de/pay.md", "[€2]", "[€3]")
    commit(tree)
    git(tmp_path, "clone", "--quiet", "--depth=1", tree.as_uri(), "shallow")
    assert found(tmp_path / "shallow") == []
    done = concord("check", "--since", first, cwd=tmp_path / "shallow")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"concord: this clone is shallow and does not have '{first}'; fetch it first, with its history\n"
    )
    git(tmp_path / "shallow", "fetch", "--quiet", "--unshallow")
    assert found(tmp_path / "shallow", ref=first) == old("bb")


def test_without_git_it_says_so(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(commands.ENVIRONMENT, "PATH", "")
    done = concord("check", "--since", "HEAD", cwd=tree)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("concord: this needs git, which cannot be run")


def test_a_page_that_nothing_prepared_counts_as_a_whole(tmp_path: Path) -> None:
    """Without ids the sections of another language are not known, so that a change touches the whole page."""
    body = "# Page\n\n## One\n\nText.\n\n## Two\n\nText.\n"
    tree = lay(
        tmp_path, {f"docs/{code}/{name}.md": f"---\nasked: [b]\n---\n{body}" for code in LANGUAGES for name in "xy"}
    )
    commit(tree)
    replace(tree / "docs/de/y.md", "Text.", "Texte.")
    assert found(tree) == sorted(
        line for code in LANGUAGES for line in [f"{code} y.md - page-metadata"] + [f"{code} y.md - section-id"] * 3
    )
