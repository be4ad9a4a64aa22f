"""After each kind of edit the preview serves, file by file and byte by byte, what a whole build makes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from previews import Preview, preview
from small_guide import small_guide
from trees import replace

EN, DE, NL = (f"docs/{code}/work/tasks.md" for code in ("en", "de", "nl"))
SECTION = "\n## Appendix { #appendix }\n\nThere is more to say of [one](../role/reporting.md#short) thing.\n"
REPORTED = "who reported to the chief executive in 2019, by Gartner"

Edits = list[tuple[str, str, str]]  # a file, a text in it, and what stands there afterwards
KINDS: dict[str, Edits] = {
    "prose": [(DE, "eine Strategie, die vom Kunden ausgeht", "eine Strategie, die bei den Kunden beginnt")],
    "fact": [
        (EN, "win them over. ", "win them over. [64%](fact:small-teams) of teams are small. "),
        (DE, "für sich gewinnen. ", "für sich gewinnen. [64 %](fact:small-teams) der Teams sind klein. "),
        (NL, "mee te krijgen. ", "mee te krijgen. [64%](fact:small-teams) van de teams is klein. "),
    ],
    "title": [
        (EN, "counts for both of you.", "counts for both of you. Ask the [CFO](title:chief-financial-officer)."),
        (DE, "die für Sie beide zählt.", "die für Sie beide zählt. Fragen Sie den Finanzvorstand."),
    ],
    "heading": [
        (DE, "# Was macht ein Chief Customer Officer?", "# Was tut ein Chief Customer Officer?"),
        (NL, "## In het kort", "## Heel in het kort"),
    ],
    "title of a page that the menu does not name": [
        ("docs/en/glossary/vorstand.md", "\n# ", "\n# The "),
    ],
    "definition": [
        ("docs/en/glossary/chief-customer-officer.md", "is the executive at the top", "is the executive on the board"),
    ],
    "new section": [(file, "", SECTION) for file in (EN, DE, NL)],
    "front matter": [
        (EN, 'description: "A CCO sets', 'description: "A chief customer officer sets'),
        (EN, "asked: [", "asked: [what is the job of a CCO, "),
        (NL, "---\n", "---\nicon: material/account\n"),
    ],
    "source": [("facts/sources.yml", "title: Chief Customer Officers\n", "title: All about chief customer officers\n")],
    "fact in the registry": [("facts/facts.yml", REPORTED, f"{REPORTED} and others")],
    "title in the registry": [("facts/titles.yml", "customer director]", "customer director, customer tsar]")],
    "picture that is gone": [("facts/pictures.yml", "pay-germany:", "pay-in-germany:")],
    "agreement": [("docs/de/sync.lock", "\npay/salary.md", "\npay/salary-x.md")],
}  # fmt: skip


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_guide(tmp_path_factory.mktemp("guide"))


@pytest.fixture(scope="module")
def running(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with preview(tree, tmp_path_factory.mktemp("preview")) as started:
        yield started


@pytest.fixture(scope="module")
def unedited(running: Preview) -> dict[str, bytes]:
    """The files of the site before any edit."""
    return running.files()


def change(tree: Path, edits: Edits) -> None:
    for file, old, new in edits:
        if old:
            replace(tree / file, old, new)
        else:
            (tree / file).write_text((tree / file).read_text(encoding="utf-8") + new, encoding="utf-8")


def touch_settings(tree: Path) -> None:
    with (tree / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("# changed\n")


def served(running: Preview, paths: set[str]) -> dict[str, bytes]:
    found = {path: running.get(path.removesuffix("index.html")) for path in sorted(paths)}
    return {path: content for path, content in found.items() if content is not None}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


@pytest.mark.parametrize("kind", KINDS)
def test_an_edit_is_served_as_a_whole_build_makes_it(
    kind: str, running: Preview, tree: Path, unedited: dict[str, bytes]
) -> None:
    edits = KINDS[kind]
    before = {file: (tree / file).read_bytes() for file, _, _ in edits}

    def undo() -> None:
        for file, content in before.items():
            (tree / file).write_bytes(content)

    def edit_with_settings() -> None:
        change(tree, edits)
        touch_settings(tree)

    running.builds_whole(edit_with_settings)
    wanted, builds = running.files(), running.builds()
    changed = differing(wanted, unedited)
    assert changed, "the edit changes nothing"

    running.follows(undo)
    assert differing(served(running, changed), {path: unedited[path] for path in changed & set(unedited)}) == set()
    running.follows(lambda: change(tree, edits))
    assert differing(served(running, {*wanted, *unedited}), wanted) == set()
    assert running.builds() == builds, "the whole site was built again"
    running.follows(undo)
