"""`sync-lost`: a text that a branch has agreed on must still be in the history once the branch is squashed."""

import shlex

import pytest

from teams import Team


def lost(team: Team, *paths: str) -> list[str]:
    return [line for line in team.check("--since", "main", *paths) if line.startswith("sync-lost")]


def test_what_stands_at_the_tip_is_not_lost(team: Team) -> None:
    team.on_branch("work")
    for code in ("de", "en"):
        team.correct(code, "a", 1)
        team.confirm(code, *(["--lead"] if code == "de" else []))
        team.commit()
    assert lost(team) == []


def test_what_has_changed_again_in_the_branch_is_lost(team: Team) -> None:
    team.on_branch("work")
    for code in ("de", "en"):
        team.correct(code, "a", 1)
        team.confirm(code, *(["--lead"] if code == "de" else []))
        team.commit()
    team.correct("de", "a", 2)
    team.commit()
    assert lost(team) == ["sync-lost de a", "sync-lost en a"]
    place = next(one for one in team.report["findings"] if one["rule"] == "sync-lost" and one["language"] == "en")
    assert team.lock("en").read_text(encoding="utf-8").splitlines()[place["line"] - 1] == "pay.md#a"
    assert team.run("check", "--since", "main") == 1, "a warning"
    assert team.run("check") == 0
    assert lost(team, "docs/en/pay.md") == ["sync-lost de a", "sync-lost en a"]
    team.correct("en", "a", 2)
    team.confirm("en")
    assert lost(team) == ["sync-lost de a"], "German led, and English has followed what it says now"
    run_hint(team)
    assert lost(team) == []


@pytest.mark.parametrize("options", [["--lead"], ["--no-change", "a better word"]])
def test_what_was_changed_again_is_confirmed_as_it_was_the_first_time(team: Team, options: list[str]) -> None:
    team.on_branch("work")
    team.correct("de", "a", 1)
    team.confirm("de", *options)
    team.commit()
    team.correct("de", "a", 2)
    team.commit()
    assert lost(team) == ["sync-lost de a"]
    run_hint(team)
    assert lost(team) == []


def run_hint(team: Team) -> None:
    """Runs the command that the finding names."""
    hint = next(one["hint"] for one in team.report["findings"] if one["rule"] == "sync-lost")
    command = hint.split("`")[1]
    assert team.run(*shlex.split(command)[1:]) == 0, command + team.warned


def test_what_the_base_has_had_is_not_lost(team: Team) -> None:
    team.correct("de", "a", 1)
    team.commit()
    team.on_branch("work")
    team.correct("en", "a", 1)
    team.confirm("en")
    team.commit()
    team.correct("de", "a", 2)
    assert lost(team) == []
    assert team.states() == ["pay.md#a: behind ahead behind"]


def test_a_shallow_clone_cannot_tell(team: Team) -> None:
    test_what_has_changed_again_in_the_branch_is_lost(team)
    team.commit()
    team.git("clone", "--quiet", "--depth=1", f"file://{team.tree}", "shallow")
    team.tree = team.tree / "shallow"
    assert team.run("check", "--since", "HEAD") == 0, team.warned
