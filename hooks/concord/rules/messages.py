"""A finding in words: the message and the hint of its rule, filled with its data."""

import re
from collections.abc import Mapping

from concord.finding import Finding
from concord.rules import rule

_SPACES = re.compile(r"\s+")


def message(finding: Finding) -> str:
    """What disagrees, on one line."""
    return _fill(rule(finding.rule).wordings[finding.data.get("case", "")].message, finding.data)


def hint(finding: Finding) -> str:
    """What to do about it, on one line."""
    return _fill(rule(finding.rule).wordings[finding.data.get("case", "")].hint, finding.data)


def level(finding: Finding, levels: Mapping[str, str]) -> str:
    """`info`, `warning` or `error`: the rule's own level, or the one that the configuration gives it."""
    return levels.get(finding.rule, rule(finding.rule).level)


def _fill(template: str, data: Mapping[str, str]) -> str:
    return template.format_map({key: _SPACES.sub(" ", value) for key, value in data.items()})
