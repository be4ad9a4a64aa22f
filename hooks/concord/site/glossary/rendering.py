"""A title → `Rendering`: what other systems are told about it in one language."""

from collections.abc import Mapping
from dataclasses import dataclass

from concord.registry import Title
from concord.site.context import SiteContext
from concord.site.glossary.definitions import definition
from concord.site.urls import absolute_url

LICENCE = "https://creativecommons.org/licenses/by/4.0/"  # of the guide's text


@dataclass(frozen=True)
class Rendering:
    """A title in one language. `titles.json` has these attributes as keys.

    Attributes:
        label: What the guide calls it.
        others: Further names that are admitted.
        reviewed: False where no source settles the label.
        definition: What it is, in one sentence; "" where it has no page.
        address: The absolute address of its page; "" where it has none.
        with_seat: Those of `others` that need a seat in the management body.
        regions: Where a term is used (ISO 3166), for those of its terms that are not used wherever the language is.
    """

    label: str
    others: tuple[str, ...]
    reviewed: bool
    definition: str
    address: str
    with_seat: tuple[str, ...]
    regions: Mapping[str, tuple[str, ...]]


def rendering(context: SiteContext, title: Title) -> Rendering:
    """The title in the language of the context."""
    label = title.labels[context.code]
    others = tuple(name for name in title.usable(context.code) if name != label)
    with_seat = tuple(name for name in others if name in title.status)
    reviewed = title.reviewed.get(context.code, True)
    regions = {term: title.regions[term] for term in (label, *others) if term in title.regions}
    address = absolute_url(context, title.id)
    return Rendering(label, others, reviewed, definition(context, title.id), address, with_seat, regions)
