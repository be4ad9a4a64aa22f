"""The check on tldr-pages in English and Dutch, against labels that were set by hand."""

import csv
import tempfile
from pathlib import Path

from benchmarks.accuracy.corpora import FIELD, tree
from concord.finding import Finding

MOST_OTHERS = 5


def measure(show: bool) -> bool:
    """Every row labelled `drift` should be reported, no `same` row, and hardly anything else.

    What else is reported is written to a file, to be judged by hand.
    """
    findings = [f for f in tree(FIELD / "tldr", ("en", "nl")).findings() if f.rule == "number-drift"]
    with (FIELD / "tldr-nl-labels.tsv").open(encoding="utf-8", newline="") as file:
        labels = list(csv.DictReader(file, delimiter="\t"))
    at = {(row["page"], int(row["line"])): row for row in labels}
    hit = {place for finding in findings for place in _places(finding) & at.keys()}
    others = [finding for finding in findings if not _places(finding) & at.keys()]
    drift = {place for place, row in at.items() if row["verdict"] == "drift"}
    print(f"tldr: drift reported {len(hit & drift)} of {len(drift)}, same reported {len(hit - drift)}", end=" ")
    print(f"of {len(at) - len(drift)}, other number-drift {len(others)}: {_written(others)}")
    for place in sorted((drift - hit) | (hit - drift)) if show else ():
        row = at[place]
        print(f"  {'missed' if place in drift else 'reported'} {place[0]}:{place[1]} ({row['why']})")
        for finding in findings:
            if place in _places(finding):
                print(f"    {finding.location.path}:{finding.location.line} {dict(finding.data)}")
    return drift == hit and len(others) <= MOST_OTHERS


def _places(finding: Finding) -> set[tuple[str, int]]:
    """The page and the lines of a finding, in either language, back to the block's first: the labels name that."""
    places = set()
    for place in (finding.location, *finding.related):
        line = place.line
        while line and (FIELD / "tldr" / place.path).read_text(encoding="utf-8").split("\n")[line - 1].strip():
            places.add((finding.page, line))
            line -= 1
    return places


def _written(others: list[Finding]) -> Path:
    """A file with the place of each finding, what it says, and the line itself in each language."""
    file = Path(tempfile.gettempdir()) / "concord-tldr-others.tsv"
    rows = []
    for finding in others:
        line = finding.location.line
        texts = [_line(FIELD / "tldr" / language / finding.page, line) for language in ("en", "nl")]
        rows.append("\t".join([f"{finding.page}:{line}", str(dict(finding.data)), *texts]))
    file.write_text("\n".join(["page\tdata\ten\tnl", *rows]) + "\n", encoding="utf-8")
    return file


def _line(file: Path, number: int) -> str:
    lines = file.read_text(encoding="utf-8").split("\n")
    return lines[number - 1] if number <= len(lines) else ""
