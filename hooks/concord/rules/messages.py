"""`Finding` → its message, hint and level: the wording of its rule, filled with its data."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from concord.finding import Finding
from concord.rules import rule
from concord.rules.former_names import all_names
from concord.rules.language_names import english_name

UNCONFIRMABLE = "unconfirmable"
"""The key in the data of a finding in a tree where nothing can be confirmed, as languages share a folder."""

UNSURE = "unsure"
"""The key in the data of a finding that may be meant, in a tree that is not published from here: it is a note."""

MORE_PAGES = "more_pages"
"""The key in the data of a finding that stands for those on so many more pages."""

_SPACES = re.compile(r"\s+")


def message(finding: Finding) -> str:
    """What is wrong, on one line."""
    text = _fill(rule(finding.rule).wordings[finding.data.get("case", "")].message, finding.data)
    if more := finding.data.get("more"):
        return f"{text} (and {more} more values in this table)"
    pages = finding.data.get(MORE_PAGES)
    return f"{text} (and on {pages} more pages)" if pages else text


def hint(finding: Finding) -> str:
    """What to do about it, on one line.

    Where the languages differ, also what to do if one of them is ahead, or if they are meant to differ.
    """
    broken = rule(finding.rule)
    text = _fill(broken.wordings[finding.data.get("case", "")].hint, finding.data)
    if not broken.is_comparison:
        return text
    lead = finding.data.get("lead") or finding.language
    ahead = (
        f"`concord confirm {lead} {finding.page} --lead`"
        if lead and finding.page and UNCONFIRMABLE not in finding.data
        else ""
    )
    also = [f"if {english_name(lead)} is ahead of the others: {ahead}"] if ahead else []
    also.append(f"if they are to differ, above it: `<!-- concord: allow {finding.rule}: why -->`")
    return "; ".join([text, *also])


def level(finding: Finding, levels: Mapping[str, str]) -> str:
    """`info`, `warning` or `error`: the level in `levels`, by the name of the rule, else its default level.

    A finding that may be meant is `info` by default.
    """
    configured = (levels[name] for name in all_names(finding.rule) if name in levels)
    return next(configured, "info" if UNSURE in finding.data else rule(finding.rule).level)


def join_names(names: Iterable[str]) -> str:
    """Names as a list in English, such as `en, de and nl`; there must be at least one."""
    *first, last = names
    return " and ".join([", ".join(first), last] if first else [last])


def closest_name(name: str, known: Iterable[str]) -> str:
    """The one of `known` that was probably meant by the unknown `name`, "" where none is similar enough."""
    return next(iter(get_close_matches(name, list(known), n=1)), "")


def near_case(name: str, known: Iterable[str]) -> dict[str, str]:
    """The data of a message about the unknown `name`: the case `near` where one of `known` was probably meant."""
    near = closest_name(name, known)
    return {"case": "near", "near": near} if near else {}


def _fill(template: str, data: Mapping[str, str]) -> str:
    """`template` with its placeholders filled; line breaks in `data` become spaces."""
    return template.format_map({key: _SPACES.sub(" ", value) for key, value in data.items()})
