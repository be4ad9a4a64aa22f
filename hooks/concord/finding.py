"""What a check yields: facts about a disagreement. The words for the screen live in `rules` and `report`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from concord.model import Location, Page, Section


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that has one right answer: put `text` in place of what stands at `location`."""

    location: Location
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement. `data` fills the rule's message; `related` are other places that take part.

    `group` are the aligned blocks that it is about, above each of which a page may allow it.
    `language`, `page` and `section` say what it is about, "" where it is about none.
    """

    rule: str
    location: Location
    data: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    page: str = ""
    section: str = ""
    related: tuple[Location, ...] = ()
    fix: Edit | None = None
    group: tuple[Location, ...] = ()


def on(
    page: Page,
    section: Section | None,
    rule: str,
    location: Location,
    data: Mapping[str, str],
    *,
    related: tuple[Location, ...] = (),
    fix: Edit | None = None,
    group: tuple[Location, ...] = (),
) -> Finding:
    """A finding about `section` of `page`, or about the page as a whole."""
    return Finding(
        rule=rule,
        location=location,
        data=data,
        language=page.language,
        page=page.path,
        section=section.id if section else "",
        related=related,
        fix=fix,
        group=group,
    )
