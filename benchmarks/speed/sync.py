"""The time of `concord confirm` and `concord status` on the whole guide, and of `status` on twenty copies of it.

Times are seconds of processor time of a whole process, the smallest of several runs.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.speed.check import ROOT, command, seconds

LANGUAGES = ("en", "de", "nl")
MAX_SECONDS, MAX_GROWTH = 1.0, 20.0


def main() -> int:
    """Prints the times; the exit status is 1 where one is above its limit."""
    with tempfile.TemporaryDirectory() as folder:
        once, many = (_tree(Path(folder), copies) for copies in (1, 20))
        confirm = seconds(command("concord", "confirm", "en", ".", at=once), runs=1)[0]
        for language in LANGUAGES:
            command("concord", "confirm", language, "docs/en", at=once)()
            entries = (once / "docs" / language / "sync.lock").read_text(encoding="utf-8").partition("\n")[2]
            copied = "".join(entries.replace("copy0/", f"copy{copy}/") for copy in range(20))
            (many / "docs" / language / "sync.lock").write_text(f"concord-sync 1\n{copied}", encoding="utf-8")
        one = seconds(command("concord", "status", at=once), runs=7)[0]
        twenty = seconds(command("concord", "status", at=many), runs=1)[0]
    print(
        f"concord confirm of all pages {confirm:.2f} s, concord status {one:.2f} s (wanted under {MAX_SECONDS:.0f}), ",
        end="",
    )
    print(f"on 20 times the guide {twenty:.2f} s: {twenty / one:.1f} times (wanted at most {MAX_GROWTH:.0f})")
    return int(one >= MAX_SECONDS or twenty > MAX_GROWTH * one)


def _tree(folder: Path, copies: int) -> Path:
    """A guide with as many copies of this one, each in a folder of its own in every language."""
    tree = folder / str(copies)
    shutil.copytree(ROOT / "facts", tree / "facts")
    for name in ("pyproject.toml", "mkdocs.yml"):
        shutil.copy(ROOT / name, tree)
    for copy in range(copies):
        for language in LANGUAGES:
            target = tree / "docs" / language / f"copy{copy}"
            shutil.copytree(ROOT / "docs" / language, target, ignore=shutil.ignore_patterns("sync.lock"))
    return tree


if __name__ == "__main__":
    sys.exit(main())
