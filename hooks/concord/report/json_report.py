"""Findings → the JSON of `concord check --format json`, version 1 of the format."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from concord.finding import Finding
from concord.languages import is_listed
from concord.pages.corpus import Corpus
from concord.report.fingerprints import fingerprints
from concord.rules.messages import hint, level, message
from concord.untrusted.printable import printable_json


def findings_json(findings: Sequence[Finding], corpus: Corpus, levels: Mapping[str, str]) -> str:
    """A JSON object with what was checked and all findings. Lines and columns count from 1, in code points."""
    pages = list(corpus)
    blocks = sum(len(section.blocks) for page in pages for section in page.sections)
    checked = {"pages": len(pages), "blocks": blocks, "languages": list(corpus.languages)}
    if unlisted := [code for code in corpus.languages if not is_listed(code)]:
        checked["digits_only"] = unlisted  # of their numbers
    named = zip(findings, fingerprints(findings), strict=True)
    entries = [_finding(finding, levels) | {"fingerprint": name} for finding, name in named]
    report = {"version": 1, "checked": checked, "findings": entries}
    return printable_json(json.dumps(report, ensure_ascii=False, indent=2))


def _finding(finding: Finding, levels: Mapping[str, str]) -> dict[str, Any]:
    place = finding.location
    entry: dict[str, Any] = {
        "rule": finding.rule,
        "level": level(finding, levels),
        "path": place.path,
        "line": place.line,
        "column": place.column,
    }
    if place.end_column is not None and place.end_line == place.line:
        entry["end_column"] = place.end_column
    for key, value in (("language", finding.language), ("page", finding.page), ("section", finding.section)):
        if value:
            entry[key] = value
    return entry | {
        "message": message(finding),
        "hint": hint(finding),
        "related": [{"path": other.path, "line": other.line} for other in finding.related],
    }
