"""Correct text that must not be reported: variations, clean pages, and real translations where they are given.

    python -m benchmarks.accuracy.silence [--show] [variations|clean|tldr|ntrex …]

The tree of real translations, ../shared/field, is no part of the project; without it those parts are left out.
"""

import argparse
import sys
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks.accuracy import ntrex, tldr
from benchmarks.accuracy.corpora import FIELD, PREFACE, guide, small, synthetic

_OF_THE_GUIDE = ("page-metadata", "section-id")  # rules that hold for no tree of others
PARTS = ("variations", "clean", "tldr", "ntrex")


def main() -> int:
    """Prints a few lines a part; the status is 1 where something is reported that should not be, or the reverse."""
    parser = argparse.ArgumentParser(description="Count what is reported on correct text.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--show", action="store_true", help="list what was reported, and what was missed")
    arguments = parser.parse_args()
    if unknown := sorted(set(arguments.parts) - set(PARTS)):
        sys.exit(f"there is no part {unknown[0]!r}; there are: {', '.join(PARTS)}")
    wanted = arguments.parts or PARTS
    good = True
    if "variations" in wanted:
        good &= variations(arguments.show)
    if "clean" in wanted:
        good &= clean(arguments.show)
    for name, measure in (("tldr", tldr.measure), ("ntrex", ntrex.measure)):
        if name in wanted and (FIELD / name).is_dir():
            good &= measure(arguments.show)
    return int(not good)


def variations(show: bool) -> bool:
    """Each correct variation as a page of its own; always lists those that are reported."""
    reported = count = 0
    for file, preface in (("variations.yml", PREFACE), ("variations_trees.yml", "# Page\n\n")):
        cases = YAML(typ="safe", pure=True).load(Path(__file__).with_name(file).read_text(encoding="utf-8"))
        count += len(cases)
        for name, texts in cases.items():
            findings = small(texts, titles=name.startswith("title"), preface=preface)
            findings = [one for one in findings if not one.rule.startswith("fact-") and one.rule not in _OF_THE_GUIDE]
            reported += bool(findings)
            for one in findings if show else findings[:1]:
                print(f"  {name}: {one.rule} at {one.location.path}:{one.location.line} {dict(one.data)}")
    print(f"correct variations: {count}, reported {reported}")
    return not reported


def clean(show: bool) -> bool:
    """The guide, and the benchmark's own pages, as they are."""
    good = True
    for tree in (guide(), synthetic()):
        findings = tree.findings()
        good &= not findings
        print(f"clean pages of {tree.settings.docs}: {len(list(tree.corpus))}, findings {len(findings)}")
        for finding in findings if show else ():
            print(f"  {finding.location.path}:{finding.location.line}: {finding.rule} {dict(finding.data)}")
    return good


if __name__ == "__main__":
    sys.exit(main())
