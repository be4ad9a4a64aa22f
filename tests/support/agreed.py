"""A small guide in a git repository, agreed in three languages, with a real sentence in each."""

from pathlib import Path

from commands import concord
from repositories import commit
from trees import lay, replace

SENTENCES = {
    "en": "The owner pays the bill in May, and the guests say thank you; see [the inn](inn.md#inn).",
    "de": "Der Wirt zahlt die Rechnung im Mai, und die Gäste sagen danke; siehe [das Gasthaus](inn.md#inn).",
    "nl": "De waard betaalt de rekening in mei, en de gasten zeggen dank je; zie [de herberg](inn.md#inn).",
}
INNS = {"en": "It has many rooms.", "de": "Es hat viele Zimmer.", "nl": "Ze heeft veel kamers."}
HEAD = "---\ndescription: A page.\n---\n# {title} {{ #{id} }}\n\n"


def page(code: str, *, id: str = "bill") -> str:
    """The page about the bill, with one section with this id."""
    titles = {"en": "The bill", "de": "Die Rechnung", "nl": "De rekening"}
    return f"{HEAD.format(title=titles[code], id='page')}## {titles[code]} {{ #{id} }}\n\n{SENTENCES[code]}\n"


def inn(code: str) -> str:
    """The page about the inn, to which the other one links."""
    titles = {"en": "The inn", "de": "Das Gasthaus", "nl": "De herberg"}
    return f"{HEAD.format(title=titles[code], id='inn')}{INNS[code]}\n"


def confirm(tree: Path, *pages: str) -> None:
    """Confirms `pages` in each language, and commits."""
    for code in SENTENCES:
        done = concord("confirm", code, *pages, "--all", cwd=tree)
        assert done.returncode == 0, done.stdout + done.stderr
    commit(tree)


def found_guide(tree: Path) -> Path:
    """The guide in `tree` with everything agreed on, to copy."""
    files = {f"docs/{code}/pay.md": page(code) for code in SENTENCES}
    files |= {f"docs/{code}/inn.md": inn(code) for code in SENTENCES}
    commit(lay(tree, files))
    confirm(tree, "pay.md", "inn.md", "facts.yml")
    return tree


def corrected(tree: Path) -> Path:
    """Changes what the English page says, and adds a sentence to it: German and Dutch have to follow."""
    replace(tree / "docs/en/pay.md", "pays the bill in May", "settles the bill in June")
    replace(tree / "docs/en/pay.md", "inn.md#inn).", "inn.md).\n\nNobody asks why.")
    return tree
