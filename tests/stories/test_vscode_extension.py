"""The extension for VS Code: the bundle that is committed, in Node.js, with the real server and a stub of `vscode`."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from editor import ENV, install
from servers import missing, tool
from trees import ROOT, lay, replace

EXTENSION = ROOT / "editors" / "vscode"
CHECK = ROOT / "tests" / "data" / "editors" / "vscode" / "check.js"
MANIFEST = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
LICENCES = (EXTENSION / "dist" / "LICENCES.txt").read_text(encoding="utf-8")
EN = "docs/en/pay.md"
SECONDS = 120
NO_PYGLS = 'raise ImportError("no pygls", name="pygls")\n'


def node(*arguments: str | Path, cwd: Path, **more: str) -> str:
    command = [tool("node", package="nodejs"), *map(str, arguments)]
    done = subprocess.run(
        command, cwd=cwd, env={**ENV, **more}, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def shown(guide: Path, *page: str, setting: str = "", **more: str) -> dict[str, Any]:
    """What a window with the folder `guide` shows, with this value of the setting `concord.command`."""
    window = json.dumps([str(guide), setting])
    shown: dict[str, Any] = json.loads(node(CHECK, EXTENSION, *page, cwd=guide, WINDOW=window, **more))
    return shown


def test_it_shows_findings_and_the_difference_that_a_lens_offers(agreed: Path) -> None:
    install(agreed)
    row, _ = replace(agreed / EN, "The owner", "😀 [23%](fact:share) of the owners and the owner")
    seen = shown(agreed, EN)
    [told] = [one for one in seen["findings"] if "is not share (22%)" in one["message"]]
    assert (told["start"], told["end"]) == ({"line": row - 1, "character": 4}, {"line": row - 1, "character": 7})
    assert "German is behind: show the difference" in seen["lenses"]
    [file] = map(Path, seen["documents"])
    assert "of the owners" in file.read_text(encoding="utf-8")
    assert seen["messages"] == []


def test_a_program_that_is_not_there_is_told_in_a_line(tmp_path: Path) -> None:
    guide = lay(tmp_path, {})
    for setting, place in {
        "": guide / ".venv/bin/concord",
        "tools/it": guide / "tools/it",
        "no-such": "no-such",
    }.items():
        expected = f"concord: {place} is not there: install it, or set concord.command"
        assert shown(guide, EN, setting=setting)["messages"] == [expected]


def test_what_the_program_says_is_shown_where_it_does_not_start(tmp_path: Path) -> None:
    guide = lay(tmp_path / "guide", {})
    install(guide)
    (tmp_path / "pygls.py").write_text(NO_PYGLS, encoding="utf-8")
    seen = shown(guide, EN, PYTHONPATH=os.pathsep.join([str(tmp_path), ENV["PYTHONPATH"]]))
    assert seen["messages"] == ["concord: pygls is not installed: pip install 'concord-docs[editor]'"]


@pytest.mark.parametrize(
    ("name", "text", "is_guide"),
    [
        ("pyproject.toml", "[tool.concord]\n", True),
        ("pyproject.toml", '[tool.concord.levels]\nfact-unused = "error"\n', True),
        ("mkdocs.yml", "site_name: A site\n", True),
        ("pyproject.toml", "[tool.ruff]\n", False),
        ("README.md", "# A project\n", False),
    ],
)
def test_it_starts_nothing_in_a_folder_that_is_no_guide(tmp_path: Path, name: str, text: str, is_guide: bool) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    seen = shown(tmp_path)
    assert bool(seen["messages"]) == is_guide  # there is no program to start
    assert seen["commands"] == []


def test_on_windows_it_starts_what_pip_installs_there() -> None:
    code = "process.stdout.write(require('./src/guide.js').program('.', '', 'win32'))"
    assert node("-e", code, cwd=EXTENSION).endswith(r".venv\Scripts\concord.exe")


def test_the_manifest_is_one_that_vscode_takes() -> None:
    assert re.fullmatch(r"\^1\.\d+\.0", MANIFEST["engines"]["vscode"])
    assert all(re.fullmatch(r"[a-z][a-z-]*", MANIFEST[key]) for key in ("name", "publisher"))
    assert (EXTENSION / MANIFEST["main"]).is_file()
    assert MANIFEST["activationEvents"] == ["onLanguage:markdown", "onLanguage:yaml"]
    assert [*MANIFEST["contributes"]["configuration"]["properties"]] == ["concord.command"]
    assert MANIFEST["capabilities"]["untrustedWorkspaces"]["supported"] is False, "it runs a program of the folder"


def test_each_package_in_the_bundle_is_pinned_and_its_licence_is_beside_it() -> None:
    pins = MANIFEST["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", pin) for pin in pins.values())
    listed = re.findall(r"^(\S+) (\d[\d.]*) \((.+)\)$", LICENCES, re.MULTILINE)
    assert {name: version for name, version, _ in listed} == {name: pins[name] for name in pins if name != "esbuild"}
    assert {licence for *_, licence in listed} <= {"MIT", "ISC", "BlueOak-1.0.0"}
    assert len(re.findall("(?i)as is", LICENCES)) == len(listed), "each text is there"


def test_the_bundle_is_what_the_script_makes_of_the_sources(tmp_path: Path) -> None:
    if not (EXTENSION / "node_modules").is_dir():
        missing("no editors/vscode/node_modules: run tests/get-tools")
    node("build.mjs", tmp_path, cwd=EXTENSION)
    made, committed = (
        {file.name: file.read_bytes() for file in folder.iterdir()} for folder in (tmp_path, EXTENSION / "dist")
    )
    assert made == committed, "npm run build in editors/vscode"
    required = json.loads((EXTENSION / "node_modules/vscode-languageclient/package.json").read_text(encoding="utf-8"))
    assert required["engines"]["vscode"] == MANIFEST["engines"]["vscode"], "with an older VS Code it would not start"
