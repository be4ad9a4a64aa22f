"""The time of `concord diff` for one page, in a repository of 2,000 commits.

    python -m benchmarks.speed.diff [COMMITS]

Times are seconds of processor time. Each commit changes one page of one language, every fifth one an entry of the
registry instead, and every fortieth one the page that is compared. The text that was agreed on is its oldest version.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from benchmarks.speed.check import BIN, ROOT, command, forgetting, seconds

COMMITS = 2000
MAX_FIRST, MAX_AGAIN = 3.0, 1.0  # seconds without and with a cache
PAGE = "pay/salary.md"
LANGUAGES = ("en", "de", "nl")
COPIED = ("docs", "facts", "mkdocs.yml", "pyproject.toml")


def main() -> int:
    """Prints the times; the exit status is 1 where one is above its limit."""
    commits = int(sys.argv[1]) if sys.argv[1:] else COMMITS
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        subprocess.run(["cp", "-r", *(str(ROOT / name) for name in COPIED), folder], check=True)
        for code in LANGUAGES:
            subprocess.run([BIN / "concord", "confirm", code, PAGE], cwd=tree, check=False, capture_output=True)
        git(tree, "init", "--quiet", "--initial-branch=main")
        git(tree, "fast-import", "--quiet", stdin=b"".join(stream(tree, commits)))
        git(tree, "reset", "--quiet", "--hard", "main")
        [start] = seconds(command("concord", "status", PAGE, at=tree), runs=3)
        compare = command("concord", "diff", "nl", PAGE, at=tree)
        [first] = seconds(forgetting(compare), runs=3)
        [again] = seconds(compare, runs=3)
        assert "[-" in str(getattr(compare(), "stdout", "")), "nothing was found"
    print(
        f"concord diff of one page, {commits} commits: {first:.2f} s (wanted {MAX_FIRST}), again {again:.2f} s ", end=""
    )
    print(f"(wanted {MAX_AGAIN}); concord status of it, which looks at no history, {start:.2f} s")
    return int(first > MAX_FIRST or again > MAX_AGAIN)


def git(tree: Path, *arguments: str, stdin: bytes | None = None) -> None:
    """Runs git in `tree`."""
    subprocess.run(["git", *arguments], cwd=tree, input=stdin, check=True, capture_output=True)


def stream(tree: Path, commits: int) -> Iterator[bytes]:
    """The input of `git fast-import`: a commit with the guide in `tree`, then `commits` with one change each."""
    files = {path.relative_to(tree).as_posix(): path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    files = {name: content for name, content in files.items() if not name.startswith(".git/")}
    yield from commit(files, 0)
    others = cycle(sorted(name for name in files if name.endswith(".md") and not name.endswith(PAGE)))
    for number in range(1, commits + 1):
        name = f"docs/en/{PAGE}" if number % 40 == 0 else "facts/facts.yml" if number % 5 == 0 else next(others)
        old, new = (b"    en: ", b"    en: Still ") if name.endswith(".yml") else (b"\n\n", b" %d.\n\n" % number)
        start = files[name].rindex(old)
        files[name] = files[name][:start] + new + files[name][start + len(old) :]
        yield from commit({name: files[name]}, number)


def commit(files: dict[str, bytes], number: int) -> Iterator[bytes]:
    """The input of `git fast-import` for a commit that writes `files`."""
    yield b"commit refs/heads/main\ncommitter A <a@example.org> %d +0000\ndata 2\nA\n" % (1_700_000_000 + number)
    for name, content in files.items():
        yield b"M 100644 inline %s\ndata %d\n%s\n" % (name.encode(), len(content), content)


if __name__ == "__main__":
    sys.exit(main())
