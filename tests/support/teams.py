"""A team at work on a small guide in three languages: its members write, confirm, commit and read the output."""

import json
from pathlib import Path
from typing import Any

import pytest

import commands
from concord.cli import main
from repositories import commit, git
from trees import lay

LANGUAGES = ("en", "de", "nl")
HEADINGS = {"en": "Part", "de": "Teil", "nl": "Deel"}
SENTENCES = {
    "en": ("The pay of {} is known.", "Nobody asks for {} here.", "Much is said about {} in the town."),
    "de": ("Was {} verdient, ist bekannt.", "Nach {} fragt hier niemand.", "Über {} wird in der Stadt viel geredet."),
    "nl": ("Wat {} verdient, is bekend.", "Naar {} vraagt hier niemand.", "Over {} wordt in de stad veel gepraat."),
}


def sentence(code: str, who: str, number: int = 0) -> str:
    """A sentence about `who`; for one number it means the same in each language."""
    return SENTENCES[code][number].format(who)


def section(code: str, id: str, *texts: str) -> str:
    body = "\n\n".join(texts or (sentence(code, id.capitalize()),))
    return f"## {HEADINGS[code]} {id.upper()} {{ #{id} }}\n\n{body}\n"


def founded(tree: Path) -> Path:
    """A guide of one page `pay.md` with the sections a, b and c, confirmed in each language, in a repository."""
    lay(tree, {f"docs/{code}/pay.md": "\n".join(section(code, id) for id in "abc") for code in LANGUAGES})
    for code in LANGUAGES:
        done = commands.concord("confirm", code, ".", "--all", cwd=tree)
        assert done.returncode == 0, done.stderr
    return commit(tree)


class Team:
    """People who work on the guide in `tree` with the command line."""

    def __init__(self, tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.tree, self.monkeypatch, self.capsys = tree, monkeypatch, capsys
        self.said, self.warned = "", ""

    def run(self, *arguments: str, at: str = ".") -> int:
        """Runs `concord ARGUMENTS` and returns its exit status; `said` and `warned` have what it printed."""
        self.monkeypatch.chdir(self.tree / at)
        status = 0
        try:
            main(arguments)
        except SystemExit as end:
            status = int(end.code or 0)
        self.said, self.warned = self.capsys.readouterr()
        return status

    def confirm(self, code: str, *arguments: str, page: str = "pay.md") -> None:
        """Confirms a page, which must be possible."""
        assert self.run("confirm", code, page, *arguments) == 0, self.warned

    def everyone_confirms(self, page: str) -> None:
        for code in LANGUAGES:
            self.confirm(code, page=page)

    def refused(self, code: str, *arguments: str, page: str = "pay.md") -> str:
        """The reason why a page cannot be confirmed so; nothing is written then."""
        before = self.lock(code).read_bytes()
        assert self.run("confirm", code, page, *arguments) == 1
        assert self.lock(code).read_bytes() == before
        return self.warned

    def states(self, *sections: str) -> list[str]:
        """`section: states`, in the order of the languages: of these sections, or of those that are not current."""
        return [
            f"{key}: {' '.join(row['states'].values())}"
            for key, row in self.status().items()
            if (key in sections if sections else {*row["states"].values()} != {"current"})
        ]

    def status(self) -> dict[str, dict[str, Any]]:
        """The rows of `concord status --format json` by page and section."""
        assert self.run("status", "--format", "json") == 0, self.warned
        return {f"{row['page']}#{row['section']}": row for row in json.loads(self.said)["sections"]}

    def check(self, *arguments: str) -> list[str]:
        """The findings of `concord check` as `rule language section`; of those at the level info only `sync-` rules."""
        assert self.run("check", "--format", "json", *arguments) in (0, 1), self.warned
        self.report = json.loads(self.said)
        return sorted(
            " ".join(one[key] for key in ("rule", "language", "section") if key in one)
            for one in self.report["findings"]
            if one["level"] != "info" or one["rule"].startswith("sync-")
        )

    def page(self, code: str, name: str = "pay.md") -> Path:
        return self.tree / "docs" / code / name

    def lock(self, code: str) -> Path:
        return self.tree / "docs" / code / "sync.lock"

    def text(self, code: str, name: str = "pay.md") -> str:
        return self.page(code, name).read_text(encoding="utf-8")

    def write(self, code: str, text: str, name: str = "pay.md") -> None:
        self.page(code, name).write_text(text, encoding="utf-8")

    def say(self, code: str, id: str, *texts: str, name: str = "pay.md") -> None:
        """Replaces the text of a section, or adds a new section at the end of the page."""
        whole = self.text(code, name)
        head, *parts = whole.split("\n## ")
        kept = {part.split("{ #")[1].split(" }")[0]: "## " + part.rstrip("\n") + "\n" for part in parts}
        kept[id] = section(code, id, *texts)
        self.write(code, "\n".join([head.rstrip("\n") + "\n", *kept.values()]), name)

    def correct(self, code: str, id: str, *numbers: int) -> None:
        """Replaces the text of a section by the sentences with these numbers, about its person."""
        self.say(code, id, *(sentence(code, id.capitalize(), number) for number in numbers))

    def commit(self) -> None:
        commit(self.tree)

    def git(self, *arguments: str) -> str:
        return git(self.tree, *arguments)

    def on_branch(self, name: str, start: str = "main") -> None:
        self.git("checkout", "--quiet", "-b", name, start)
