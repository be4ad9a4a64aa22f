"""Findings → SARIF 2.1.0 for code scanning (https://docs.oasis-open.org/sarif/sarif/v2.1.0/): one log with one run."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from concord import rules
from concord.finding import Finding
from concord.model import Location
from concord.report.fingerprints import fingerprints
from concord.rules import Rule
from concord.rules.messages import hint, level, message
from concord.untrusted.printable import printable_json

RULES_URL = "CONCORD_RULES_URL"
"""The variable of the environment that says at which address the pages of the rules are, such as on a code host."""

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")  # the bracket that opens a link


def findings_sarif(
    findings: Sequence[Finding], levels: Mapping[str, str], root: Path, folder: str, version: str
) -> str:
    """The log as JSON: every rule with its help, and every finding with its places.

    Lines and columns count from 1, in code points.

    Args:
        findings: The findings, of any level.
        levels: The configured levels, by rule.
        root: The folder that the paths of findings are relative to.
        folder: The path of `root` in its repository, "" for the top. The URIs are relative to the repository; the
            URI of a file outside `root` is absolute.
        version: The version of concord.
    """
    index = {name: number for number, name in enumerate(rules.names())}
    driver = {"name": "concord", "version": version, "rules": [_rule(rules.rule(name)) for name in index]}
    names = zip(findings, fingerprints(findings), strict=True)
    results = [
        {
            "ruleId": finding.rule,
            "ruleIndex": index[finding.rule],
            "level": _LEVELS[level(finding, levels)],
            "message": {"text": _text(f"{message(finding)}\n{hint(finding)}")},
            "locations": [_location(finding.location, root, folder)],
            "relatedLocations": [
                {"id": number} | _location(place, root, folder) for number, place in enumerate(finding.related, start=1)
            ],
            "partialFingerprints": {"concord/v1": name},
        }
        | _fixes(finding, root, folder)
        for finding, name in names
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return printable_json(json.dumps(log, ensure_ascii=False, indent=2))


def _rule(rule: Rule) -> dict[str, Any]:
    about, _, _ = rule.page.partition("\n## ")
    why = " ".join(" ".join(about.split("\n\n")[1:]).split())
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": why},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    } | ({"helpUri": f"{where.rstrip('/')}/{rule.name}.md"} if (where := os.environ.get(RULES_URL, "")) else {})


def _fixes(finding: Finding, root: Path, folder: str) -> dict[str, Any]:
    """The edits that mend a finding, for an editor to propose; {} where there is no right answer."""
    if not finding.fix:
        return {}
    replacements = [
        {"deletedRegion": _whole_region(edit.location), "insertedContent": {"text": edit.text}} for edit in finding.fix
    ]
    artifact = {"uri": _uri(finding.fix[0].location.path, root, folder)}
    change = {"artifactLocation": artifact, "replacements": replacements}
    return {"fixes": [{"description": {"text": _text(hint(finding))}, "artifactChanges": [change]}]}


def _whole_region(place: Location) -> dict[str, int]:
    """The region of an edit, which is empty where something is only put in."""
    end = (place.end_line or place.line, place.end_column or place.column)
    return {"startLine": place.line, "startColumn": place.column, "endLine": end[0], "endColumn": end[1]}


def _location(place: Location, root: Path, folder: str) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    if place.end_line is not None and place.end_column is not None:
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(place.path, root, folder)}, "region": region}}


def _uri(path: str, root: Path, folder: str) -> str:
    if path.startswith(("../", "/")):
        return Path(os.path.normpath(root / path)).as_uri()
    return quote(os.fsencode(f"{folder}/{path}" if folder else path))


def _text(text: str) -> str:
    """A plain text message: braces are placeholders (section 3.11.5) and so doubled, links (3.11.6) escaped."""
    return _LINK.sub(r"\\[", text.replace("{", "{{").replace("}", "}}"))
