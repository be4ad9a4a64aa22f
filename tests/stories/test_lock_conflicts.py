"""Merges that leave conflicts in a lock file: one finding each, which `confirm LANGUAGE --resolve` settles."""

import re
import shlex

import pytest

from teams import Team, sentence

A = "pay.md#a"


def merge_with_conflict(team: Team, branch: str) -> None:
    with pytest.raises(AssertionError, match="CONFLICT"):
        team.git("merge", "--quiet", "--no-edit", branch)
    assert team.git("diff", "--name-only", "--diff-filter=U").split() == ["docs/de/sync.lock"]


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_two_insertions_at_one_place_are_resolved(style: str, team: Team) -> None:
    team.git("config", "merge.conflictStyle", style)
    for id in "de":
        team.on_branch(f"section-{id}")
        page = f"---\ndescription: A page.\n---\n# {id} {{ #new-{id} }}\n\n{sentence('de', id)}\n"
        team.write("de", page, f"new-{id}.md")
        team.confirm("de", "--lead", page=f"new-{id}.md")
        team.commit()
    merge_with_conflict(team, "section-d")
    assert [one for one in team.check() if "de" in one] == ["conflict-left de"], "one finding for one conflict"
    [finding, *_] = team.report["findings"]
    assert "new-d.md#, new-d.md#new-d, new-e.md# and 1 more at once" in finding["message"]
    assert team.run("confirm", "de", "pay.md") == 2, "a conflict has to be settled first"
    assert "`concord confirm de --resolve` settles it" in team.warned
    assert team.run("confirm", "de", "--resolve") == 0, team.warned
    kept = ["new-d.md#", "new-d.md#new-d", "new-e.md#", "new-e.md#new-e"]  # the descriptions and the sections
    assert team.said.splitlines() == ["1 conflict settled", *(f"{key}: kept" for key in kept)]
    new = ["new-d.md#new-d", "new-e.md#new-e"]
    assert team.states(*new) == [f"{key}: missing ahead missing" for key in new]
    assert team.states(A) == [f"{A}: current current current"]
    team.commit()


def test_two_confirmations_of_one_section_are_resolved_by_its_text(team: Team) -> None:
    """The entry with the hash of the present text is kept, whichever branch it comes from."""
    team.on_branch("one")
    team.correct("de", "a", 1)
    team.confirm("de", "--lead", "--section", "a")
    team.commit()
    team.on_branch("other")
    team.write("de", team.text("de").replace("ist bekannt", "ist gut bekannt", 1))
    team.confirm("de", "--no-change", "a better word", "--section", "a")
    team.commit()
    with pytest.raises(AssertionError, match="CONFLICT"):
        team.git("merge", "--quiet", "--no-edit", "one")
    for side, states in (("ours", "current current current"), ("theirs", "behind ahead behind")):
        team.git("checkout", "--quiet", f"--{side}", "docs/de/pay.md")
        before = team.lock("de").read_bytes()
        assert team.run("confirm", "de", "--resolve") == 0, team.warned
        assert team.states(A) == [f"{A}: {states}"]
        team.lock("de").write_bytes(before)


def test_a_third_wording_is_somebodys_to_confirm(team: Team) -> None:
    """Neither branch has confirmed the present text: one says a slip, the other that all are to follow."""
    test_two_confirmations_of_one_section_are_resolved_by_its_text(team)
    team.git("checkout", "--quiet", "--ours", "docs/de/pay.md")
    team.correct("de", "a", 2)
    assert team.run("confirm", "de", "--resolve") == 0, team.warned
    assert f"{A}: the wording of de is a third one, which neither side has confirmed" in team.said
    run_next(team)
    assert team.states(A) == [f"{A}: current current current"]
    assert team.check() == []


def test_both_followed_the_same_english_and_a_third_wording_came_of_it(team: Team) -> None:
    team.correct("en", "a", 1)
    team.confirm("en", "--lead", "--section", "a")
    team.commit()
    for branch, word in (("one", "ganz"), ("other", "recht")):
        team.on_branch(branch)
        team.say("de", "a", f"Nach A fragt hier {word} niemand.")
        team.confirm("de", "--section", "a")
        team.commit()
    with pytest.raises(AssertionError, match="CONFLICT"):
        team.git("merge", "--quiet", "--no-edit", "one")
    team.git("checkout", "--quiet", "--ours", "docs/de/pay.md")
    team.say("de", "a", "Nach A fragt hier kein Mensch.")
    assert team.check() == ["conflict-left de"]
    place = re.search(r"\((lines \d+ to \d+)\)", team.report["findings"][0]["message"])
    assert place, "it says where"
    assert team.run("confirm", "de", "pay.md") == 2
    assert f"two people have confirmed {A} at once (docs/de/sync.lock, {place[1]})" in team.warned
    assert team.run("confirm", "de", "--resolve") == 0, team.warned
    assert "both had confirmed theirs beside the same en" in team.said
    run_next(team)
    assert team.states(A) == [f"{A}: ahead ahead behind"], "Dutch has still to follow both"


def test_what_each_side_confirmed_of_one_text_is_kept_together(team: Team) -> None:
    head, entries = team.lock("de").read_text(encoding="utf-8").split("pay.md#a\n")
    hashes, rest = entries.split("\n", 1)
    de, en, nl = hashes.split()
    conflict = f"<<<<<<< HEAD\n  {de} {en}\n||||||| base\n=======\n  {de} {nl}\n>>>>>>> t\n"
    team.lock("de").write_text(f"{head}pay.md#a\n{conflict}{rest}", encoding="utf-8")
    assert team.run("confirm", "de", "--resolve") == 0, team.warned
    assert "both had confirmed the present text; kept what they say together" in team.said
    assert team.lock("de").read_text(encoding="utf-8") == f"{head}pay.md#a\n{entries}"


def test_a_conflict_without_one_of_its_markers_is_one_finding(team: Team) -> None:
    text = team.lock("de").read_text(encoding="utf-8")
    team.lock("de").write_text(text.replace("pay.md#b\n", "<<<<<<< HEAD\npay.md#b\n"), encoding="utf-8")
    assert team.check() == ["conflict-left de"]
    assert team.run("confirm", "de", "--resolve") == 2
    assert "one of git's markers is missing" in team.warned


def test_resolve_is_about_the_whole_file(team: Team) -> None:
    assert team.run("confirm", "de", "pay.md", "--resolve") == 2
    assert team.warned.endswith("concord confirm de --resolve\n")
    assert team.run("confirm", "de", "--resolve") == 0
    assert team.said == "no merge has left a conflict in what de has confirmed\n"


def run_next(team: Team) -> None:
    """Runs the command that the output names."""
    command = team.said.partition("next: ")[2].splitlines()[0]
    assert team.run(*shlex.split(command)[1:]) == 0, command + team.warned


def test_all_lock_files_are_settled_at_once(team: Team) -> None:
    text = team.lock("de").read_text(encoding="utf-8")
    entry = text[text.index("pay.md#b\n") : text.index("pay.md#c\n")]
    changed = entry.replace("de=", "de=0123456789abcdef en=", 1).split(" en=", 1)[0] + "\n"
    conflict = f"<<<<<<< HEAD\n{entry}=======\n{changed}>>>>>>> t\n"
    team.lock("de").write_text(text.replace(entry, conflict), encoding="utf-8")
    assert team.run("confirm", "all", "--resolve") == 0, team.warned
    assert team.lock("de").read_text(encoding="utf-8") == text
