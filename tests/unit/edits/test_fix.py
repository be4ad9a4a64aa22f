"""`concord check --fix` on a copy of the real guide: mistakes with one right answer are undone, byte for byte."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from commands import concord, findings
from repositories import commit
from trees import copy_of_the_guide, lay, replace

SALARY, FIGURES, HISTORY = "pay/salary.md", "adoption/figures.md", "role/history.md"
TEXTS: dict[str, tuple[str, str, str]] = {  # the file, the right text of a citation, and a wrong one in its place
    "a figure of old": (f"docs/de/{SALARY}", "[204.518 $](", "[240.518 $]("),
    "English separators": (f"docs/de/{SALARY}", "[90.000 bis 230.000 €](", "[90,000 bis 230,000 €]("),
    "English money": (f"docs/de/{SALARY}", "[rund 63.000 €](", "[rund €63,000]("),
    "English money behind a bound": (f"docs/de/{SALARY}", "rund [123.000 €](", "rund [€123,000]("),
    "the English text": (f"docs/de/{SALARY}", "[90.000 bis 230.000 €](", "[€90,000 to €230,000]("),
    "the English text in Dutch": (f"docs/nl/{SALARY}", "[€ 90.000 tot € 230.000](", "[€90,000 to €230,000]("),
    "Dutch money": (f"docs/en/{SALARY}", "[about €63,000](", "[about € 63.000]("),
    "Dutch money behind a bound": (f"docs/en/{SALARY}", "about [€123,000](", "about [€ 123.000]("),
    "the German text": (f"docs/en/{SALARY}", "[€90,000 to €230,000](", "[90.000 bis 230.000 €]("),
    "the high end": (f"docs/de/{SALARY}", "[90.000 bis 230.000 €](", "[90.000 bis 320.000 €]("),
    "the low end": (f"docs/nl/{SALARY}", "[€ 90.000 tot € 230.000](", "[€ 60.000 tot € 230.000]("),
    "no bound": (f"docs/de/{FIGURES}", "[mehr als 500](", "[500]("),
    "no bound before a dative": (f"docs/de/{HISTORY}", "[weniger als 20 Jahren](", "[20 Jahren]("),
    "no bound, another figure": (f"docs/en/{FIGURES}", "[more than 500](", "[400]("),
    "a figure in a cell": (
        f"docs/en/{SALARY}",
        "| [€200,000 to €500,000 or more](",
        "| [€200,000 to €400,000 or more](",
    ),
    "a percentage behind a rare bound": (f"docs/de/{FIGURES}", "[fast 90 %](", "[fast 80 %]("),
    "a year": (f"docs/nl/{HISTORY}", "[1999](", "[1989]("),
    "a name": (f"docs/de/{HISTORY}", "[Texas Power and Light](", "[Texas Power & Light]("),
    "straight marks in English": (f"docs/en/{SALARY}", "for a “COO”,", 'for a "COO",'),
    "single marks in English": (f"docs/en/{SALARY}", "for a “COO”,", "for a 'COO',"),
    "German marks in English": (f"docs/en/{SALARY}", "for a “COO”,", "for a „COO“,"),
    "straight marks in German": (f"docs/de/{SALARY}", "für einen „COO“ allerdings", 'für einen "COO" allerdings'),
    "English marks in German": (f"docs/de/{SALARY}", "für einen „COO“ allerdings", "für einen “COO” allerdings"),
    "French marks in German": (f"docs/de/{SALARY}", "für einen „COO“ allerdings", "für einen « COO » allerdings"),
    "straight marks in Dutch": (f"docs/nl/{SALARY}", "een ‘COO’, terwijl", "een 'COO', terwijl"),
    "double marks in Dutch": (f"docs/nl/{SALARY}", "een ‘COO’, terwijl", 'een "COO", terwijl'),
    "old marks in Dutch": (f"docs/nl/{SALARY}", "een ‘COO’, terwijl", "een „COO”, terwijl"),
    "marks in a heading": (f"docs/de/{SALARY}", "einen „COO“ { #x10 }", 'einen "COO" { #x10 }'),
    "no id": (f"docs/de/{SALARY}", " { #salary-us }", ""),
    "another id": (f"docs/nl/{SALARY}", "{ #salary-us }", "{ #salaris-vs }"),
}


def pages(tree: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for folder in ("docs", "facts") for file in (tree / folder).rglob("*.*")}


def differences(old: dict[Path, bytes], new: dict[Path, bytes]) -> Iterator[str]:
    for file in sorted({*old, *new}):
        before, after = (side.get(file, b"").splitlines(keepends=True) for side in (old, new))
        yield from (f"{file.name}: {a!r} {b!r}" for a, b in zip(before, after, strict=False) if a != b)
        if len(before) != len(after):
            yield f"{file.name}: {len(before)} lines became {len(after)}"


def assert_mended(tree: Path, original: dict[Path, bytes]) -> None:
    """After `--fix`, all files are as they were, there is no finding, and a second run changes nothing."""
    done = concord("check", "--fix", cwd=tree)
    assert list(differences(original, pages(tree))) == []
    assert done.returncode == 0
    assert re.fullmatch(
        r"\d+ pages in 3 languages: (they agree|\d+ info)\n(\d+ notes: .+\n)?(.+: concord status ..\n)*", done.stdout
    )
    assert concord("check", "--fix", cwd=tree).stderr == "mended 0 places\n"
    assert pages(tree) == original


def rounds() -> list[list[str]]:
    """The cases in rounds, in each of which no two change the same words."""
    packed: list[dict[str, str]] = []
    for case, (_, right, _) in TEXTS.items():
        free = next((one for one in packed if right.strip() not in one), None)
        if free is None:
            packed.append(free := {})
        free[right.strip()] = case
    return [list(one.values()) for one in packed]


@pytest.mark.parametrize("cases", rounds(), ids="; ".join)
def test_each_text_comes_back(cases: list[str], tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path)
    original = pages(tree)
    for file, right, wrong in (TEXTS[case] for case in cases):
        replace(tree / file, right, wrong)
    assert len(findings(tree)) >= len(cases), "each is reported"
    assert_mended(tree, original)


def windows(text: str) -> str:
    """With Windows line endings, citations over several lines, and no line ending at the end of the file."""
    return over_lines(text).replace("\n", "\r\n").removesuffix("\r\n")


def quoted(text: str) -> str:
    """With every paragraph as a block quotation, citations over several lines, and a byte order mark."""
    head, fence, body = over_lines(text).rpartition("---\n")
    return "\ufeff" + head + fence + re.sub(r"(?m)^(?![|#]|- )(?=.)", "> ", body)


def spaced(text: str) -> str:
    """With tabs between cells and sentences, and no-break spaces in citations."""
    tabs = text.replace("- ", "-\t").replace(" | ", "\t|\t").replace(". ", ".\t ")
    return re.sub(r"\[[^\[\]]*\](?=\(fact:)", lambda link: link[0].replace(" ", "\u00a0"), tabs)


def over_lines(text: str) -> str:
    """With each citation in a paragraph over several lines."""

    def broken(line: re.Match[str]) -> str:
        return re.sub(r"\[[^\[\]]*\](?=\(fact:)", lambda link: link[0].replace(" ", "\n"), line[0])

    return re.sub(r"(?m)^\w.*$", broken, text)


@pytest.mark.parametrize("dress", [windows, quoted, spaced], ids=lambda dress: dress.__name__)
def test_much_at_once_in_files_of_any_form(dress: Callable[[str], str], tmp_path: Path) -> None:
    """Line endings, tabs and spaces stay as they are, also where several mistakes in a file are corrected."""
    tree = copy_of_the_guide(tmp_path)
    files = {code: tree / "docs" / code / SALARY for code in MUCH}
    for file in files.values():
        file.write_bytes(dress(file.read_text(encoding="utf-8")).encode())
    assert findings(tree) == [], "the form alone is no finding"
    original = pages(tree)
    for code, file in files.items():
        text = file.read_bytes().decode()
        for old, new in MUCH[code]:
            assert old in text
            text = text.replace(old, new)
        file.write_bytes(text.encode())
    assert len(findings(tree)) > 10
    assert_mended(tree, original)


MUCH = {
    "en": (("230,000", "320.000"), ("204,518", "240,518"), ("for a “COO”,", 'for a "COO",')),
    "de": (
        ("230.000", "320.000"),
        ("123.000", "123,000"),
        ("204.518", "240.518"),
        ("für einen „COO“ allerdings", "für einen ‚COO‘ allerdings"),
        (" { #salary-us }", ""),
    ),
    "nl": (("230.000", "320.000"), ("123.000", "123,000"), ("‘COO’", "„COO“")),
}


def test_what_has_no_one_answer_is_reported_and_left_alone(tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path)
    for code in ("en", "de", "nl"):
        page = tree / "docs" / code / SALARY
        page.write_text(re.sub(r" \{ #salary-[\w-]+ \}", "", page.read_text(encoding="utf-8")), encoding="utf-8")
    replace(tree / f"docs/de/{FIGURES}", "[mehr als 500](", "weniger als [500](")
    replace(tree / f"docs/nl/{FIGURES}", "[343](fact:ccos-us)", "343")
    replace(tree / f"docs/en/{SALARY}", "for a “COO”,", 'for a "COO,')
    before = pages(tree)
    reported = findings(tree)
    done = concord("check", "--fix", cwd=tree)
    assert (done.returncode, done.stderr) == (1, "mended 0 places\n")
    assert pages(tree) == before
    assert findings(tree) == reported
    assert {"section-id", "fact-mismatch", "fact-drift"} <= {finding["rule"] for finding in reported}


@pytest.mark.parametrize("title", ["...", "```", "**!**"])
def test_a_heading_without_a_word_gets_no_id(title: str, tmp_path: Path) -> None:
    """Its place is a guess: here the labels of all tabs come before it, and the id stood behind the last of them."""
    text = f'=== "x"\n    #{title}\n=== "y"\n    Text.\n### One {{ #one }}\n'
    tree = lay(tmp_path, {f"docs/{code}/pay.md": text for code in ("en", "de")})
    replace(tree / "docs/en/pay.md", title, f"{title} {{ #b }}")
    before = pages(tree)
    assert "section-id" in {finding["rule"] for finding in findings(tree)}
    concord("check", "--fix", cwd=tree)
    assert pages(tree) == before


def test_a_link_to_a_page_stays_one(tmp_path: Path) -> None:
    tree = lay(tmp_path, {f"docs/{code}/pay.md": "[€1](fact:salary)\n" for code in ("en", "de", "nl")})
    for code in ("en", "de", "nl"):
        (tree / f"docs/{code}/again.md").symlink_to("pay.md")
    concord("check", "--fix", cwd=tree)
    assert (tree / "docs/nl/again.md").readlink() == Path("pay.md")
    assert "[€123.000](fact:salary)" in (tree / "docs/nl/pay.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["[\ufdd0\x03](fact:share)", "[2\x021 %](fact:share)", "[\ufffd](fact:share)"])
def test_a_text_with_what_markdown_cannot_read(text: str, tmp_path: Path) -> None:
    tree = lay(tmp_path, {f"docs/{code}/pay.md": f"{text}\n" for code in ("en", "de", "nl")})
    concord("check", "--fix", cwd=tree)
    assert (tree / "docs/nl/pay.md").read_text(encoding="utf-8").endswith("[22%](fact:share)\n")


QUOTED = {f"docs/{code}/pay.md": 'It is "new".\n' for code in ("en", "de", "nl")}
LANGUAGES = '[tool.concord]\nlanguages = ["en", "de", "nl"]\n'


def test_a_guide_with_marks_of_its_own_keeps_them(tmp_path: Path) -> None:
    tree = lay(tmp_path, QUOTED | {"pyproject.toml": LANGUAGES + 'levels = { quotation-marks = "info" }\n'})
    assert concord("check", "--fix", cwd=tree).stderr == "mended 0 places\n"
    (tree / "pyproject.toml").write_text(LANGUAGES, encoding="utf-8")
    assert concord("check", "--fix", cwd=tree).stderr.splitlines()[1:] == [
        'docs/en/pay.md:6:7: " … " -> “ … ”',
        'docs/nl/pay.md:6:7: " … " -> ‘ … ’',
        "mended 3 places",
    ]


def test_a_tree_without_a_registry_keeps_its_marks(tmp_path: Path) -> None:
    tree = lay(tmp_path, QUOTED)
    shutil.rmtree(tree / "facts")
    assert concord("check", "--fix", cwd=tree).stderr == "mended 0 places\n"


REGISTERED = {
    "docs/en/pay.md": "It was [€123,000](fact:salary).\n",
    "docs/de/pay.md": "Es waren [123.000 €](fact:salary).\n",
    "docs/nl/pay.md": "Het was [€ 123.000](fact:salary).\n",
}


@pytest.mark.parametrize(
    ("code", "typed", "mended"),
    [
        ("en", "It was €[123,000](fact:salary).", "It was [€123,000](fact:salary)."),
        ("en", "It was €[€123,000](fact:salary).", "It was [€123,000](fact:salary)."),
        ("en", "It was [123,000](fact:salary) euros.", "It was [123,000 euros](fact:salary)."),
        ("de", "Es waren [123.000](fact:salary) €.", "Es waren [123.000 €](fact:salary)."),
        ("de", "Es waren [123.000 €](fact:salary) €.", "Es waren [123.000 €](fact:salary)."),
        ("nl", "Het was € [132.000](fact:salary).", "Het was [€ 123.000](fact:salary)."),
        (
            "nl",
            "Dat is [22](fact:share) procent, en [22%](fact:share)%.",
            "Dat is [22 procent](fact:share), en [22%](fact:share).",
        ),
    ],
)
def test_a_sign_beside_a_link_is_taken_into_it(code: str, typed: str, mended: str, tmp_path: Path) -> None:
    tree = lay(tmp_path, REGISTERED | {f"docs/{code}/pay.md": f"{typed}\n"})
    concord("check", "--fix", cwd=tree)
    assert (tree / f"docs/{code}/pay.md").read_text(encoding="utf-8").endswith(f"{mended}\n")


def test_what_is_mended_is_said_and_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    tree = lay(tmp_path, REGISTERED | {"docs/en/pay.md": "It was [€132,000](fact:salary).\n"})
    before = pages(tree)
    said = ["docs/en/pay.md:6:9: €132,000 -> €123,000"]
    assert concord("check", "--fix", "--dry-run", cwd=tree).stderr.splitlines() == [*said, "would mend 1 place"]
    assert pages(tree) == before
    assert concord("check", "--fix", cwd=tree).stderr.splitlines() == [*said, "mended 1 place"]


@pytest.mark.parametrize("text", ["[€125,000](fact:salary)", "[€120,000](fact:salary)", "[€123,456](fact:salary)"])
def test_a_correction_that_is_newer_than_the_registry_stays(text: str, tmp_path: Path) -> None:
    tree = lay(tmp_path, REGISTERED)
    commit(tree)
    page = tree / "docs/en/pay.md"
    replace(page, "[€123,000](fact:salary)", text)
    done = concord("check", "--fix", cwd=tree)
    assert text in page.read_text(encoding="utf-8")
    assert "newer than the registry" in done.stderr
    concord("check", "--fix", "--from-registry", cwd=tree)
    assert "[€123,000](fact:salary)" in page.read_text(encoding="utf-8")


def test_a_new_value_in_the_registry_goes_to_every_page(tmp_path: Path) -> None:
    tree = lay(tmp_path, REGISTERED)
    commit(tree)
    replace(tree / "docs/en/pay.md", "It was [€123,000]", "It had been [€123,000]")
    replace(tree / "facts/facts.yml", "123000", "125000")
    concord("check", "--fix", cwd=tree)
    assert "It had been [€125,000](fact:salary)" in (tree / "docs/en/pay.md").read_text(encoding="utf-8")
