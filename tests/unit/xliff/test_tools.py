"""Ten units that go out to a tool that translators have, are translated there, and come back into the pages."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from omegat import OmegaT
from repositories import commit
from schemas import check_xliff
from translators import contents, export, give_back, run
from trees import lay, replace

NS = "{urn:oasis:names:tc:xliff:document:1.2}"
LANGUAGES = ("en", "de", "nl")
SETTINGS = {
    "mkdocs.yml": "site_name: Small\nmarkdown_extensions: [attr_list]\n",
    "pyproject.toml": '[tool.concord]\nlanguages = ["en", "de", "nl"]\npublish = true\n\n'
    '[tool.concord.levels]\nlanguage-untranslated = "info"\nlanguage-wrong = "info"\n',
}
FRONT = "---\ndescription: A page.\n---\n# Page { #page }\n\n"
WORDS = ("red", "green", "blue", "grey", "white", "black", "pink", "brown", "gold", "silver", "violet", "amber")
TEXTS = (
    "The {0} word of [this *fine* page](https://a.example/{0}).",
    "Of `{0}` and *all* that is & was < {0}.",
    "Plainly {0}.",
    "It is **{0}**, and [there](https://b.example/?a=1&b={0}) it ends.",
)
SENTENCES = [TEXTS[number % 4].format(word) for number, word in enumerate(WORDS)]


def body(sentences: list[str]) -> str:
    return FRONT + "\n\n".join(sentences) + "\n"


def dutch(sentence: str) -> str:
    """A translation of a sentence of these tests, or of a segment with a tool's tags in it."""
    return f"Nu {sentence[0].lower()}{sentence[1:]}"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A guide in which English has changed ten of twelve paragraphs since all agreed."""
    tree = commit(lay(tmp_path / "guide", SETTINGS | {f"docs/{code}/pay.md": body(SENTENCES) for code in LANGUAGES}))
    for code in LANGUAGES:
        assert run(tree, "confirm", code, "pay.md").exit_code == 0
    commit(tree)
    (tree / "docs/en/pay.md").write_text(body([*map(later, SENTENCES[:10]), *SENTENCES[10:]]), encoding="utf-8")
    return tree


def later(sentence: str) -> str:
    return f"Since then, {sentence[0].lower()}{sentence[1:]}"


WANTED = body([*(dutch(later(sentence)) for sentence in SENTENCES[:10]), *SENTENCES[10:]])


def test_omegat(tree: Path, tmp_path: Path) -> None:
    file = export(tree, "nl", "--format", "xliff12")
    check_xliff(file, "xliff12")
    project = OmegaT(tmp_path, tree / "out.xlf", "en", "nl")
    segments = project.segments()
    assert len(segments) == 10 and all(segment.startswith("Since then, ") for segment in segments)
    words = f"10 units to translate: {project.remaining_words()} words\n"
    assert words in run(tree, "export", "nl", "--format", "xliff12", "--output", "out.xlf").output
    done = give_back(tree, project.translate({segment: dutch(segment) for segment in segments}))
    assert done.exit_code == 0 and "pay.md: 10 units\n" in done.output, done.output
    assert contents(tree)["docs/nl/pay.md"].decode() == WANTED


def test_omegat_with_half_of_it_done(tree: Path, tmp_path: Path) -> None:
    export(tree, "nl", "--format", "xliff12")
    project = OmegaT(tmp_path, tree / "out.xlf", "en", "nl")
    half = project.segments()[:5]
    done = give_back(tree, project.translate({segment: dutch(segment) for segment in half}))
    assert done.exit_code == 0 and "pay.md: 5 units\n5 units with the source as the translation" in done.output


def test_omegat_with_the_memory(tree: Path, tmp_path: Path) -> None:
    """English adds a section that says what all have agreed on elsewhere: OmegaT fills it in."""
    replace(tree / "docs/nl/pay.md", "Plainly blue.", "Gewoon blauw.")
    replace(tree / "docs/nl/pay.md", "Plainly pink.", "Gewoon roze.")
    (tree / "docs/en/pay.md").write_text(body(SENTENCES), encoding="utf-8")
    assert run(tree, "confirm", "nl", "pay.md", "--no-change", "it says the same").exit_code == 0
    assert run(tree, "memory", "nl", "--output", "nl.tmx").exit_code == 0
    with (tree / "docs/en/pay.md").open("a", encoding="utf-8") as file:
        file.write("\n## More { #more }\n\nPlainly blue.\n\nPlainly pink.\n")
    export(tree, "nl", "--format", "xliff12")
    project = OmegaT(tmp_path, tree / "out.xlf", "en", "nl")
    project.add_memory(tree / "nl.tmx")
    done = give_back(tree, project.translate({"More": "Meer"}))
    assert done.exit_code == 0, done.output
    assert contents(tree)["docs/nl/pay.md"].decode().endswith("## Meer { #more }\n\nGewoon blauw.\n\nGewoon roze.\n")


def test_translate_toolkit(tree: Path) -> None:
    """As PO, in which codes are words: `xliff2po`, an editor of PO files, `pomerge`."""
    export(tree, "nl", "--format", "xliff12")
    toolkit("xliff2po", "out.xlf", "out.po", cwd=tree)
    text = (tree / "out.po").read_text(encoding="utf-8")
    pairs = re.findall(r'#, fuzzy\nmsgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', text)[1:]  # the first is the header
    for source, present in pairs:
        words = "".join(re.findall(r'"(.*)"', source))
        if words.startswith("Since then, "):
            old = f"#, fuzzy\nmsgid {source}msgstr {present}"
            assert old in text
            text = text.replace(old, f'msgid {source}msgstr "{dutch(words)}"\n')
    (tree / "out.po").write_text(text, encoding="utf-8")
    toolkit("pomerge", "-t", "out.xlf", "-i", "out.po", "-o", "back.xlf", cwd=tree)
    done = run(tree, "import", "back.xlf")
    assert done.exit_code == 0 and "pay.md: 10 units\n" in done.output, done.output
    assert contents(tree)["docs/nl/pay.md"].decode() == WANTED


def toolkit(name: str, *arguments: str, cwd: Path) -> None:
    command = [str(Path(sys.executable).parent / name), *arguments, "--progress=none"]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
