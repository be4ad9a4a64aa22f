"""How fast `concord status` and `concord stamp` are on the whole guide, stamped as agreed, and on twenty of it.

Seconds are those of the processor, the smallest of several runs of a whole process.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.speed.check import ROOT, command, seconds

LANGUAGES = ("en", "de", "nl")
MOST, GROWTH = 1.0, 20.0


def main() -> int:
    """Prints a line a size; the status is 1 where a figure is not what the project wants."""
    with tempfile.TemporaryDirectory() as folder:
        once, many = (_tree(Path(folder), copies) for copies in (1, 20))
        stamp = seconds(command("concord", "stamp", "en", ".", at=once), runs=1)[0]
        for language in LANGUAGES:
            command("concord", "stamp", language, "docs/en", at=once)()
            entries = (once / "docs" / language / "sync.lock").read_text(encoding="utf-8").partition("\n")[2]
            copied = "".join(entries.replace("copy0/", f"copy{copy}/") for copy in range(20))
            (many / "docs" / language / "sync.lock").write_text(f"concord-sync 1\n{copied}", encoding="utf-8")
        one = seconds(command("concord", "status", at=once), runs=7)[0]
        twenty = seconds(command("concord", "status", at=many), runs=1)[0]
    print(f"concord stamp of all pages {stamp:.2f} s, concord status {one:.2f} s (wanted under {MOST:.0f}), ", end="")
    print(f"on 20 times the guide {twenty:.2f} s: {twenty / one:.1f} times (wanted at most {GROWTH:.0f})")
    return int(one >= MOST or twenty > GROWTH * one)


def _tree(folder: Path, copies: int) -> Path:
    """That many guides in one, each in a folder of its own."""
    tree = folder / str(copies)
    shutil.copytree(ROOT / "facts", tree / "facts")
    for name in ("pyproject.toml", "mkdocs.yml"):
        shutil.copy(ROOT / name, tree)
    for copy in range(copies):
        for language in LANGUAGES:
            own = tree / "docs" / language / f"copy{copy}"
            shutil.copytree(ROOT / "docs" / language, own, ignore=shutil.ignore_patterns("sync.lock"))
    return tree


if __name__ == "__main__":
    sys.exit(main())
