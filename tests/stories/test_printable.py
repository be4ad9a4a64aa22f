"""Control characters of names and texts: none reaches a terminal, a log, a workflow command or a download."""

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from commands import BIN, ENVIRONMENT, concord, mkdocs
from concord.guide import read_guide
from concord.languages import language
from concord.site.context import SiteContext
from concord.site.downloads.fact_files import facts_csv, facts_json
from concord.site.downloads.titles_json import titles_json
from concord.site.downloads.titles_tbx import titles_tbx
from concord.site.metadata.llms_txt import llms_txt
from concord.untrusted.printable import printable
from trees import ROOT, copy_of_the_guide, lay

ESC, BELL, RLO, CSI = "\x1b", "\x07", "\u202e", "\x9b"
HOSTILE = f"{ESC}]0;owned{BELL}{ESC}[2J{RLO}evil{CSI}31m\u2066\u200f\u061c\u2028\x7f"
NAME = f"a{HOSTILE}\n::error::forged\r.md"
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
STYLE = re.compile(r"\x1b\[[\d;]*m")
COMMANDS = (
    ("check",),
    ("check", "--format", "github"),
    ("check", "--format", "json"),
    ("check", "--format", "sarif"),
    ("check", "--docs-dir", f"no{HOSTILE}"),
    ("check", f"no{HOSTILE}"),
    ("status",),
    ("status", "."),
    ("status", "nl"),
    ("status", "--format", "markdown"),
    ("status", "--format", "json"),
    ("diff", "nl"),
    ("diff", "nl", "--format", "json"),
    ("diff", "nl", "--format", "html"),
    ("export", "nl", "--all"),
    ("confirm", "nl", "."),
    ("facts", "salary"),
    ("facts", HOSTILE),
    ("titles", "cfo"),
    ("rule", HOSTILE),
    (HOSTILE,),
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A guide with control characters in the name of a page and in its text, front matter, links and comments."""
    text = f"""---
description: "\\e]0;x\\a \\u202e"
---
# Page {{ #page }}

## A{HOSTILE} {{ #a }}

Of [€1{HOSTILE}](fact:salary), [x{HOSTILE}](fact:no{HOSTILE}), [CFO{HOSTILE}](title:cfo) and 17{HOSTILE}.
<!-- concord: allow no{HOSTILE}: {HOSTILE} -->
"""
    files = {f"docs/{code}/{NAME}": text for code in ("en", "de")} | {"docs/nl/pay.md": text}
    return lay(tmp_path_factory.mktemp("hostile"), files)


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: printable(" ".join(arguments))[:20])
@pytest.mark.parametrize("colour", ["NO_COLOR", "FORCE_COLOR"])
def test_no_control_character_is_printed(
    arguments: tuple[str, ...], colour: str, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ENVIRONMENT, colour, "1")
    done = concord(*arguments, cwd=hostile)
    for output in (done.stdout, done.stderr):
        assert not RAW.search(STYLE.sub("", output))
        assert "Traceback" not in output
        assert not re.search(r"^\s*::error::forged", output, re.MULTILINE)
    if colour == "NO_COLOR":
        assert ESC not in done.stdout + done.stderr


def test_what_mkdocs_logs_has_none(tmp_path: Path) -> None:
    """Of a page's name, its links and its front matter, in a small site with the hook alone."""
    shutil.copytree(ROOT / "hooks", tmp_path / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nhooks: [hooks/build_errors.py]\nnav: [index.md]\n")
    (tmp_path / "docs").mkdir()
    page = f"---\ntemplate: no{RLO}.html\n---\n[a](no{ESC}{RLO}.md) [b](<no{CSI}.md>)\n"
    for name in ("index.md", f"a{ESC}]0;x{BELL}{RLO}.md"):
        (tmp_path / "docs" / name).write_text(page, encoding="utf-8")
    done = mkdocs("build", cwd=tmp_path)
    assert r"a\x1b]0;x\x07\u202e.md" in done.stderr and r"no\x1b\u202e.md" in done.stderr
    assert r"there is no template 'no\u202e.html'" in done.stderr
    assert not RAW.search(done.stdout + done.stderr)


def test_what_is_escaped_can_be_read(hostile: Path) -> None:
    done = concord("check", cwd=hostile)
    assert (
        r"\x1b]0;owned\x07\x1b[2J\u202eevil\x9b31m\u2066\u200f\u061c\u2028\x7f\x0a::error::forged\x0d.md" in done.stdout
    )
    found = json.loads(concord("check", "--format", "json", cwd=hostile).stdout)["findings"]
    assert f"docs/en/{NAME}" in {finding["path"] for finding in found}, "who reads the JSON has the name as it is"


def test_colours_are_kept(hostile: Path) -> None:
    """And nothing else, by the installed command in a process of its own."""
    command = [str(BIN / "concord"), "check"]
    environment = ENVIRONMENT | {"FORCE_COLOR": "1"}
    done = subprocess.run(command, cwd=hostile, env=environment, capture_output=True, text=True, check=False)
    assert "\x1b[1mdocs/" in done.stdout
    assert not RAW.search(STYLE.sub("", done.stdout + done.stderr))


@pytest.mark.parametrize("file", ["facts", "titles", "sources", "pictures"])
@pytest.mark.parametrize(
    ("line", "place"),
    [
        (f"# a comment with {RLO} in it", 18),
        (f'zz: {{kind: count, x: "a{RLO}b"}}', 24),
        ('zz: {kind: count, x: "a\\u202eb"}', 22),
        ('zz: {kind: count, x: "a\\eb"}', 22),
        ('zz: {kind: count, "x\\a": 5}', 19),
        ("zz: {kind: count, x: a\u2028b}", 23),
        ("zz: {kind: count, x: a\u200fb}", 23),
    ],
    ids=["comment", "raw", "escape", "esc", "key", "separator", "mark"],
)
def test_the_registry_refuses_them(file: str, line: str, place: int, tmp_path: Path) -> None:
    tree = lay(tmp_path, {})
    path = tree / f"facts/{file}.yml"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{text}{line}\n", encoding="utf-8")
    found = json.loads(concord("check", "--format", "json", cwd=tree).stdout)["findings"]
    number = text.count("\n") + 1
    assert ("registry-invalid", f"facts/{file}.yml", number, place) in [
        (finding["rule"], finding["path"], finding["line"], finding["column"])
        for finding in found
        if "control character U+" in finding["message"]
    ]


def test_downloads_have_none(tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path)
    page = tree / "docs/en/glossary/supervisory-board.md"
    text = page.read_text(encoding="utf-8")
    head, _, body = text.partition("\n# ")
    title, _, rest = body.partition("\n\n")
    page.write_text(f"{head}\n# {title}\n\nA{HOSTILE}\x01 body. {rest}".replace("description: ", f"description: {RLO}"))
    guide = read_guide(tree)
    context = SiteContext(guide.registry, guide.corpus, language("en"), "https://cco-guide.example/")
    for make in (titles_json, titles_tbx, facts_json, facts_csv):
        assert not RAW.search(make(context).replace("\r\n", "\n")), make
    assert "A0;owned2Jevil31m" in titles_json(context), "the words are kept"
    etree.fromstring(titles_tbx(context).encode())
    assert not RAW.search(llms_txt(context, f"Guide{RLO}", f"What{ESC}", {"Part": [*guide.corpus.pages["en"]]}))


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(1+1)", "'@SUM(1+1)"),
        ("\t=1", "'\t'=1"),
        ("Ada;=1", "Ada;'=1"),
        ("Ada = -1; no formula", "Ada = -1; no formula"),
    ],
)
def test_formulas_are_defused_in_the_table_alone(name: str, cell: str, tmp_path: Path) -> None:
    tree = lay(tmp_path, {})
    facts = tree / "facts/facts.yml"
    entry = {"kind": "person", "value": name, "sources": ["hsc"], "says": dict.fromkeys(("en", "de", "nl"), name)}
    [source] = [line for line in (tree / "facts/sources.yml").read_text().splitlines() if re.match(r"\w", line)][:1]
    entry["sources"] = [source.rstrip(":")]
    facts.write_text(facts.read_text() + f"ada: {json.dumps(entry)}\n")
    guide = read_guide(tree)
    assert guide.registry.faults == ()
    context = SiteContext(guide.registry, guide.corpus, language("en"), "https://cco-guide.example/")
    [row] = [
        row
        for row in csv.DictReader(io.StringIO(facts_csv(context).removeprefix("\ufeff"), newline=""))
        if row["id"] == "ada"
    ]
    assert row["value"] == row["says_de"] == cell
    [record] = [record for record in json.loads(facts_json(context))["facts"] if record["id"] == "ada"]
    assert record["value"] == name
