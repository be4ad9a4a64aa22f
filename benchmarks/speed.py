"""How fast the check is: one `concord check` of the guide as a whole process, and its parts within one.

Figures of a shared machine wander: compare the ratios within one run, not the seconds of two.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from concord import checks, config, corpus, registry

ROOT = Path(__file__).parent.parent
RUNS = 7


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """The median and the smallest of several runs after one that does not count."""
    work()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times), min(times)


def command(*words: str) -> Callable[[], object]:
    """A command of the environment that this runs in, as a whole process."""
    program = Path(sys.executable).parent / words[0]
    return lambda: subprocess.run([program, *words[1:]], cwd=ROOT, capture_output=True, check=False)


def main() -> None:
    """Prints a row a figure: median and minimum in seconds."""
    settings = config.read(ROOT)
    pages = corpus.read(settings)
    facts = registry.read(ROOT, settings.facts, settings.languages)
    blocks = sum(len(section.blocks) for page in pages for section in page.sections)
    rows: dict[str, tuple[float, float]] = {
        "concord check, whole process": seconds(command("concord", "check")),
        "concord --version, start-up alone": seconds(command("concord", "--version")),
        "  reading the pages": seconds(lambda: corpus.read(settings)),
        "  reading the registry": seconds(lambda: registry.read(ROOT, settings.facts, settings.languages)),
        "  running the checks": seconds(lambda: checks.run(pages, facts)),
    }
    print(f"{len(list(pages))} pages, {blocks} blocks, {len(facts.facts)} facts; {RUNS} runs each")
    for name, (median, least) in rows.items():
        print(f"{name:36} median {median:6.3f} s   min {least:6.3f} s")
    reading = rows["  reading the pages"][0]
    print(f"{blocks / reading:,.0f} blocks read a second")


if __name__ == "__main__":
    main()
