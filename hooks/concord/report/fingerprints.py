"""Findings → fingerprints that stay the same while lines move, and the file of those that are known, the baseline."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from concord.errors import ConfigurationError
from concord.finding import Finding
from concord.rules.messages import MORE_PAGES, message
from concord.untrusted.printable import printable_json

VERSION = 1
_LINE = re.compile(r"(?<=[\w/])(?::\d+){1,2}$")  # behind the file in the data of a finding
_DIGITS = 24  # hexadecimal


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """A name for each finding, by its rule, its page and what it says, without lines and columns.

    Findings that say the same of a section are told apart by their order, so that one more of them is a new one.
    """
    seen = Counter[str]()
    names = []
    for finding in findings:
        name = _digest(finding)
        seen[name] += 1
        names.append(f"{name}:{seen[name]}")
    return names


def _digest(finding: Finding) -> str:
    data = sorted((key, _LINE.sub("", value)) for key, value in finding.data.items() if key != MORE_PAGES)
    page = finding.page or finding.location.path
    content = (finding.rule, finding.language, page, finding.section, data)
    return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def baseline_text(findings: Sequence[Finding]) -> str:
    """The baseline that knows `findings`: one line each, in an order that lets neighbouring changes merge."""
    rows = [
        {"fingerprint": name, "rule": finding.rule, "path": finding.location.path, "message": message(finding)}
        for name, finding in zip(fingerprints(findings), findings, strict=True)
    ]
    rows.sort(key=lambda row: (row["path"], row["rule"], row["fingerprint"]))
    lines = ",\n  ".join(printable_json(json.dumps(row, ensure_ascii=False)) for row in rows)
    return (
        f'{{"version": {VERSION}, "findings": [\n  {lines}\n]}}\n'
        if rows
        else f'{{"version": {VERSION}, "findings": []}}\n'
    )


def known_fingerprints(text: str, name: str) -> frozenset[str]:
    """The fingerprints in the text of the baseline `name`.

    Raises:
        ConfigurationError: It is no baseline.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"{name}: it is no JSON ({error}); write it anew with --update-baseline") from error
    rows = content.get("findings") if isinstance(content, Mapping) and content.get("version") == VERSION else None
    found = [row.get("fingerprint") if isinstance(row, Mapping) else None for row in rows or ()]
    if not isinstance(rows, list) or not all(isinstance(one, str) for one in found):
        raise ConfigurationError(
            f"{name}: it is no baseline of version {VERSION}; write it anew with --update-baseline"
        )
    return frozenset(str(one) for one in found)
