"""`sync-lost`: a text that a branch has agreed on must still be in the history once the branch is squashed."""

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
    team.confirm("de", "--lead")
    assert lost(team) == ["sync-lost de a"], "German led, and English has followed what it says now"


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
