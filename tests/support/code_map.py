"""The map in hooks/README.md: a row for each package, with the first line of its docstring. `make map` writes it."""

import ast
from pathlib import Path

from generated_part import GeneratedPart
from trees import ROOT

HOOKS = ROOT / "hooks"
README = HOOKS / "README.md"
PART = GeneratedPart(README, "<!-- map: written by `make map` -->\n", "<!-- end of the map -->\n")


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


if __name__ == "__main__":
    PART.write(code_map())
