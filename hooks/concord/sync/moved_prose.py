"""Statuses → MovedProse: how much each language has to follow, and what has changed without a word."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus


@dataclass(frozen=True)
class MovedProse:
    """What prose has moved.

    `to_follow` has the number of sections that each language has to bring in step. `undeclared` has the sections, each
    with the language, whose text has changed without a word whether its meaning has, and whether others are to follow.
    """

    to_follow: Counter[str]
    undeclared: tuple[tuple[SectionKey, str], ...]


def moved_prose(statuses: Mapping[SectionKey, SectionStatus]) -> MovedProse:
    """What has moved in the sections of `statuses`."""
    open_sections = {key: status for key, status in statuses.items() if not status.is_agreed}
    to_follow = Counter(
        code for status in open_sections.values() for code in status.languages if status.languages_to_follow(code)
    )
    undeclared = (
        (key, code)
        for key, status in open_sections.items()
        for code in status.present
        if status.state(code) in ("ahead", "diverged") and not status.is_declared(code)
    )
    return MovedProse(to_follow, tuple(undeclared))
