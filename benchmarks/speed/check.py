"""How fast the check is: blocks a second, memory, against the site's build, and how it grows with the guide.

    python -m benchmarks.speed.check [parts|field|build|site|growth|pages …]

Seconds are those of the processor, so that what else runs on the machine counts for little; ratios within one run
count for more than the seconds of two.
"""

import gc
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

from benchmarks.speed import pathology

ROOT = Path(__file__).parents[2]
CACHE = tempfile.TemporaryDirectory()  # of the commands, in place of the user's own
FIELD = ROOT.parent / "shared" / "field"
BIN = Path(sys.executable).parent
PYTHON_M = (sys.executable, "-m")
RUNS = 5
FASTEST, SHARE_OF_BUILD, OF_PLAIN_BUILD, GROWTH, MEMORY = 10_000, 0.2, 1.5, 24.0, 300.0


def main() -> int:
    """Prints what was asked for; the status is 1 where a figure is not what the project wants."""
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(Path(sys.argv[2]), tuple(sys.argv[3].split(",")), sys.argv[4] == "facts")))
        return 0
    parts: dict[str, Callable[[], bool]] = {
        "parts": of_parts, "field": of_field, "build": of_build, "site": of_site, "growth": of_growth,
        "pages": lambda: not subprocess.run([*PYTHON_M, pathology.__name__], cwd=ROOT, check=False).returncode,
    }  # fmt: skip
    if unknown := sorted(set(sys.argv[1:]) - set(parts)):
        sys.exit(f"there is no part {unknown[0]!r}; there are: {', '.join(parts)}")
    results = [part() for name, part in parts.items() if name in (sys.argv[1:] or parts)]
    return int(not all(results))


def seconds(*works: Callable[[], object], runs: int = RUNS) -> list[float]:
    """The least of several runs of each, after one that does not count; one after the other, so that all are disturbed.

    What else runs on the machine makes a process slower, even by its processor's time, and none faster.
    """
    times: list[list[float]] = [[] for _ in works]
    for run in range(runs + 1):
        for own, work in zip(times, works, strict=True):
            start = _spent()
            work()
            own += [_spent() - start] if run else []
    return [min(own) for own in times]


def _spent() -> float:
    """The seconds that the processes started so far have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def command(*words: str, at: Path = ROOT) -> Callable[[], object]:
    """A command of the environment that this runs in, as a whole process."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "CONCORD_CACHE": CACHE.name}
    return lambda: subprocess.run(
        [BIN / words[0], *words[1:]], cwd=at, env=environment, capture_output=True, check=False
    )


def clone(folder: str) -> Path:
    """The last commit of the guide in a repository of its own, packed as a clone is."""
    subprocess.run(["git", "clone", "--quiet", "--no-local", ROOT, folder], check=True)
    return Path(folder)


def changing(work: Callable[[], object], tree: Path) -> Callable[[], object]:
    """`work` after a page has changed, in a way that no other language has to follow."""
    page, number = tree / "docs" / "en" / "pay" / "salary.md", count()

    def changed() -> object:
        with page.open("a", encoding="utf-8") as file:
            file.write(f"\n<!-- change {next(number)} -->\n")
        return work()

    return changed


def forgetting(work: Callable[[], object]) -> Callable[[], object]:
    """`work` without what an earlier one has kept."""

    def anew() -> object:
        for file in Path(CACHE.name).iterdir():
            file.unlink()
        return work()

    return anew


def measure(docs: Path, languages: tuple[str, ...], with_registry: bool) -> dict[str, float]:
    """One reading and check of a tree in this process: seconds of each, blocks, findings, and the peak in MB."""

    from concord import checks, registry
    from concord.config import read_config
    from concord.pages.corpus import read_corpus
    from concord.untrusted.mkdocs_yml import Menu

    settings = read_config(ROOT)
    if docs != ROOT:
        settings = replace(settings, root=docs, docs="docs" if with_registry else ".", languages=languages)
        settings = settings if with_registry else replace(settings, publish=False, menu=Menu())  # a tree of others
    start = time.process_time()
    pages = read_corpus(settings)
    read = time.process_time()
    facts = (
        registry.read_registry(docs, settings.facts, languages) if with_registry else registry.Registry(exists=False)
    )
    known = time.process_time()
    findings = checks.run(pages, facts)
    return {
        "read": read - start,
        "registry": known - read,
        "check": time.process_time() - known,
        "blocks": sum(len(section.blocks) for page in pages for section in page.sections),
        "findings": len(findings),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def in_process(docs: Path, languages: tuple[str, ...], runs: int = RUNS) -> dict[str, float]:
    """The fastest of several measures of a tree without a registry, each in a fork of this process that is warm.

    So no start-up counts, and nothing that an earlier run has kept.
    """
    from benchmarks.accuracy.corpora import warm_up
    from concord.cli import GC_THRESHOLDS

    warm_up(languages)
    gc.set_threshold(*GC_THRESHOLDS)
    gc.freeze()  # as the command does
    rows = []
    for _ in range(runs):
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.environ["CONCORD_CACHE"] = "0"
            os.write(writing, json.dumps(measure(docs, languages, with_registry=False)).encode())
            os._exit(0)
        os.waitpid(child, 0)
        rows.append(json.loads(os.read(reading, 10_000)))
    return dict(min(rows, key=lambda row: row["read"] + row["check"]))


def apart(docs: Path, languages: str, with_registry: bool) -> dict[str, float]:
    """The same in a process of its own, the fastest of three: memory is a process's, and so is what is kept in it."""
    words = [
        *PYTHON_M,
        "benchmarks.speed.check",
        "--measure",
        str(docs),
        languages,
        "facts" if with_registry else "plain",
    ]
    rows = []
    for _ in range(3):
        environment = os.environ | {"CONCORD_CACHE": "0"}
        done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(done.stderr)
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    return dict(min(rows, key=lambda row: row["read"] + row["check"]))


def of_parts() -> bool:
    """Where the time of one check of the guide goes."""
    row = apart(ROOT, "en,de,nl", True)
    print(
        f"the guide, {row['blocks']:.0f} blocks: pages {row['read']:.3f} s, registry {row['registry']:.3f} s, ", end=""
    )
    print(f"checks {row['check']:.3f} s, peak {row['memory']:.0f} MB")
    return True


def of_field() -> bool:
    """Blocks a second on tldr-pages, in a process that is warm."""
    docs = FIELD / "tldr"
    if not docs.is_dir():
        return True
    row = in_process(docs, ("en", "nl"))
    seconds_spent = row["read"] + row["check"]
    rate = row["blocks"] / seconds_spent
    print(f"tldr, {row['blocks']:.0f} blocks: reading {row['read']:.2f} s, checks {row['check']:.2f} s: ", end="")
    print(f"{rate:,.0f} blocks a second (wanted {FASTEST:,}), peak {row['memory']:.0f} MB")
    return rate >= FASTEST


def of_build() -> bool:
    """The whole process of the check against that of the site's build, of a clone in which a page changes each time."""
    with tempfile.TemporaryDirectory() as folder:
        guide = clone(folder)
        once = command("concord", "check", at=guide)
        build, check, same, start = seconds(
            changing(command("mkdocs", "build", at=guide), guide), changing(once, guide), once,
            command("concord", "--version"),
        )  # fmt: skip
        [anew] = seconds(forgetting(once), runs=3)
        assert (guide / "site" / "nl" / "index.html").exists(), "the build failed"
    print(
        f"concord check {check:.2f} s (start-up {start:.2f}), mkdocs build {build:.2f} s: {check / build:.2f} of it ",
        end="",
    )
    print(f"(wanted at most {SHARE_OF_BUILD}); {same:.2f} s where no page changed, {anew:.2f} s where nothing was kept")
    return check <= SHARE_OF_BUILD * build


def of_site() -> bool:
    """`make site` against MkDocs with the same theme and plugins on the same pages, without anything of ours.

    In a clone, as a reader has it, in which a page changes each time.
    """
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for ours in (
        r"  (?:custom_dir|favicon|icon):(?: .*\n|\n(?:    .*\n)+)",
        r"(?:hooks|extra_css|extra_javascript|watch):(?: .*\n|\n(?:  - .*\n)+)",
    ):
        settings = re.sub(ours, "", settings)
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        guide = clone(other)
        shutil.copytree(ROOT / "docs", Path(folder) / "docs")
        for page in Path(folder).rglob("*.md"):
            text = page.read_text(encoding="utf-8")
            page.write_text(re.sub(r"^template: .*\n", "", text, count=1, flags=re.MULTILINE), encoding="utf-8")
        (Path(folder) / "mkdocs.yml").write_text(settings, encoding="utf-8")
        plain, build = seconds(
            command("mkdocs", "build", at=Path(folder)),
            changing(command("mkdocs", "build", "--strict", at=guide), guide),
        )
        assert (guide / "site" / "nl" / "index.html").exists(), "the build failed"
        assert (Path(folder) / "site" / "nl" / "index.html").exists(), "the plain build failed"
    print(f"make site {build:.2f} s, plain MkDocs {plain:.2f} s: ", end="")
    print(f"{build / plain:.2f} times (wanted at most {OF_PLAIN_BUILD})")
    return build <= OF_PLAIN_BUILD * plain


def of_growth() -> bool:
    """Twenty copies of the guide, each in a folder of its own, against one."""
    with tempfile.TemporaryDirectory() as folder:
        trees = {}
        for copies in (1, 20):
            trees[copies] = Path(folder) / str(copies)
            shutil.copytree(ROOT / "facts", trees[copies] / "facts")
            shutil.copy(ROOT / "pyproject.toml", trees[copies])
            shutil.copy(ROOT / "mkdocs.yml", trees[copies])
            for copy in range(copies):
                for language in ("en", "de", "nl"):
                    shutil.copytree(ROOT / "docs" / language, trees[copies] / "docs" / language / f"copy{copy}")
        rows = {copies: apart(tree, "en,de,nl", True) for copies, tree in trees.items()}
        times = seconds(*(forgetting(command("concord", "check", at=tree)) for tree in trees.values()), runs=3)
        whole = dict(zip(trees, times, strict=True))
    work = {copies: row["read"] + row["registry"] + row["check"] for copies, row in rows.items()}
    growth = work[20] / work[1]
    print(
        f"20 times the guide: {growth:.1f} times the work, {whole[20] / whole[1]:.1f} times the whole process ", end=""
    )
    print(f"(wanted at most {GROWTH:.0f}), peak {rows[20]['memory']:.0f} MB (wanted under {MEMORY:.0f}), ", end="")
    print(f"{rows[20]['findings']:.0f} findings")
    return growth <= GROWTH and rows[20]["memory"] < MEMORY


if __name__ == "__main__":
    sys.exit(main())
