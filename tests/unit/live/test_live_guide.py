"""After any sequence of edits, saved or not, a live guide has the findings of a guide that is read anew."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreed import confirm
from concord.config import read_config
from concord.finding import Finding
from concord.guide import load_guide
from concord.live.live_guide import LiveGuide
from shared import shared
from trees import BASE

CODES = ("en", "de", "nl")
ROLE = {
    "en": "The [CCO](title:chief-customer-officer) earns [€123,000](fact:salary); [22%](fact:share) have one. See "
    "[the inn](inn.md#inn), [the rooms](inn.md#rooms) and [pay](pay.md).",
    "de": "Der [CCO](title:chief-customer-officer) verdient [123.000 €](fact:salary); [22 %](fact:share) haben einen. "
    "Siehe [das Gasthaus](inn.md#inn), [die Zimmer](inn.md#rooms) und [Gehalt](pay.md).",
    "nl": "De [CCO](title:chief-customer-officer) verdient [€ 123.000](fact:salary); [22%](fact:share) heeft er een. "
    "Zie [de herberg](inn.md#inn), [de kamers](inn.md#rooms) en [loon](pay.md).",
}
ROOMS = {"en": "The CFO and the CEO have 12 rooms.", "de": "CFO und CEO haben 12 Zimmer.", "nl": "CFO en CEO: 12."}
AGE = {"en": "less than 20 years", "de": "weniger als 20 Jahre", "nl": "minder dan 20 jaar"}
HEAD = "---\ndescription: About {}.\n---\n# {} {{ #{} }}\n\n"


def role(code: str) -> str:
    more = f"## x1 {{ #x1 }}\n\n- {ROOMS[code]}\n- [{AGE[code]}](fact:age)\n\n## Last {{ #last }}\n\n{ROOMS[code]}\n"
    return HEAD.format("role", "Role", "role") + f"{ROLE[code]}\n\n{more}"


def inn(code: str) -> str:
    return HEAD.format("inn", "Inn", "inn") + f"{ROOMS[code]}\n\n## Rooms {{ #rooms }}\n\n{ROOMS[code]}\n"


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        shutil.copytree(BASE, folder / "guide")
        for code in CODES:
            for name, page in (("role", role), ("inn", inn)):
                (folder / f"guide/docs/{code}/{name}.md").write_text(page(code), encoding="utf-8")
        confirm(folder / "guide", "role.md", "inn.md", "pay.md")

    return shared(tmp_path_factory, "live", make) / "guide"


Change = Callable[[str], str]


def substitution(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new, 1)


PAGE_CHANGES: tuple[Change, ...] = (
    *(
        substitution(old, new)
        for old, new in (
            ("12", "13"),  # prose
            ("CFO", "CTO"),  # titles
            ("CEO", "chief executive officer (CEO)"),
            ("title:chief-customer-officer", "title:chief-customer"),
            ("123", "124"),  # facts
            ("fact:share", "fact:shar"),
            ("fact:share", "fact:age"),
            ("fact:salary", "fact:range"),
            ("{ #x1 }", "{ #x2 }"),  # ids and headings
            ("{ #last }", "{ #x1 }"),
            ("{ #rooms }", "{ #room }"),
            ("{ #role }", "{ #rule }"),
            ("{ #inn }", ""),
            ("## Last", "### Last"),
            ("inn.md", "in.md"),  # links
            ("#rooms", "#roms"),
            ("---\n", "--\n"),  # front matter
            ("description: About", "description: On"),
            ("description", "descr"),
            ("---\n# ", "title: 'half typed\n---\n# "),
            ("- ", "- new\n- "),  # structure
            ("\n\n", "\n\n<!-- concord: allow number-drift: a test -->\n\n"),
            ("\n\n", "\n\n<<<<<<< ours\n\n"),
            ("\n\n", "\n\nDas ist ein ganzer Satz auf Deutsch, der hier nicht stehen darf, weil er es nicht ist.\n\n"),
        )
    ),
    lambda text: text[: len(text) // 2],
    lambda text: text + "\nA new paragraph.\n",
    lambda text: text + "\n## New { #new }\n\nA [link](role.md#last) and [another](new.md).\n",
    lambda text: text.replace("\n", "\r\n"),
    lambda text: "",
)
REGISTRY_CHANGES: tuple[Change, ...] = (
    substitution("123000", "124000"),
    substitution("value: 22", "value: 23"),
    substitution("[CCO]", "[CXO]"),
    substitution("Finanzvorstand", "Gasthaus"),
    substitution("sources: [brouwer]", "sources: [browser]"),
    substitution("salary:", "wage:"),
    substitution("    de:", "    fr:"),
    substitution("age:", "age: [\n"),
    substitution("as_of: 2014", "as_of: 2014\n  dispute: x1"),
    substitution("author: Sydney Brouwer", "author: CEO"),
    lambda text: "",
)
LOCK_CHANGES: tuple[Change, ...] = (
    substitution("role.md#last", "role.md#first"),
    substitution("=", ">"),
    lambda text: text[: len(text) // 2],
    lambda text: "",
)
PAGES = [f"docs/{code}/{name}.md" for code in CODES for name in ("role", "inn", "pay", "new")]
REGISTRY = [f"facts/{name}.yml" for name in ("facts", "titles", "sources", "pictures")]
LOCKS = [f"docs/{code}/sync.lock" for code in CODES]


@dataclass(frozen=True)
class Step:
    """A change of a file, by its text as it is then; None deletes it, or takes back what is not saved."""

    file: str
    change: Change | None
    is_saved: bool = field(default=True)


def steps_on(files: list[str], changes: tuple[Change, ...], saved: tuple[bool, ...]) -> st.SearchStrategy[Step]:
    return st.builds(Step, st.sampled_from(files), st.sampled_from((*changes, None)), st.sampled_from(saved))


STEPS = st.one_of(
    steps_on(PAGES, PAGE_CHANGES, (False, True)),
    steps_on(PAGES, PAGE_CHANGES, (False,)),
    steps_on(REGISTRY, REGISTRY_CHANGES, (False, True)),
    steps_on(LOCKS, LOCK_CHANGES, (True,)),
)


def content(file: Path) -> str | None:
    return file.read_bytes().decode() if file.exists() else None


class Editing:
    """A live guide in `tree`, and in `copy` the files that a user sees: those saved, with those in the editor."""

    def __init__(self, guide: Path, folder: Path) -> None:
        self.tree, self.copy = shutil.copytree(guide, folder / "tree"), shutil.copytree(guide, folder / "copy")
        self.live = LiveGuide(read_config(self.tree))
        self.unsaved: set[str] = set()

    def take(self, step: Step) -> None:
        file, seen = self.tree / step.file, self.copy / step.file
        text = step.change(content(seen) or "") if step.change else None
        if step.is_saved:
            self.unsaved.discard(step.file)
            self.write(file, text)
            self.live.edit(file, None)
            self.live.refresh()
        else:
            self.live.edit(file, text)
            if text is None:
                self.unsaved.discard(step.file)
                text = content(file)
        self.write(seen, text)

    def write(self, file: Path, text: str | None) -> None:
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(text, encoding="utf-8", newline="")

    def anew(self) -> list[Finding]:
        return load_guide(read_config(self.copy)).findings


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=1, max_size=6))
def test_findings_are_those_of_a_guide_that_is_read_anew(
    guide: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    folder = tmp_path_factory.mktemp("editing")
    editing = Editing(guide, folder)
    for step in steps:
        editing.take(step)
        assert editing.live.guide.findings == editing.anew(), step
    shutil.rmtree(folder)
