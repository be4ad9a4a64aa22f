"""The map in hooks/README.md: a row for each package, with the first line of its docstring. `make map` writes it."""

import ast
from pathlib import Path

from trees import ROOT

HOOKS = ROOT / "hooks"
README = HOOKS / "README.md"
BEGIN, END = "<!-- map: written by `make map` -->\n", "<!-- end of the map -->\n"


def packages() -> list[Path]:
    """Every folder of hooks/ with Python modules in it, without hooks/ itself, in the order of their paths."""
    return sorted({file.parent for file in HOOKS.rglob("*.py")} - {HOOKS})


def summary(package: Path) -> str:
    """The first line of a package's docstring; "" where it has none."""
    file = package / "__init__.py"
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) if file.exists() else None
    return (text or "").partition("\n")[0].replace("|", "\\|")


def code_map() -> str:
    """The table, as it is to stand between the two comments."""
    rows = [f"| `{package.relative_to(HOOKS).as_posix()}/` | {summary(package)} |\n" for package in packages()]
    return "".join(["\n| folder | what is in it |\n", "|---|---|\n", *rows, "\n"])


def written_map(text: str) -> str:
    """What stands between the two comments in the text of the README.

    Raises:
        ValueError: One of the comments is missing.
    """
    start = text.index(BEGIN) + len(BEGIN)
    return text[start : text.index(END, start)]


def main() -> None:
    """Writes the map into the README."""
    text = README.read_text(encoding="utf-8")
    README.write_text(text.replace(BEGIN + written_map(text), BEGIN + code_map(), 1), encoding="utf-8")


if __name__ == "__main__":
    main()
