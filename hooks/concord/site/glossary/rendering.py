"""A title → `Rendering`: what other systems are told about it in one language."""

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
        others: Further names.
        reviewed: False where no source settles the label.
        definition: What it is, in one sentence; "" where it has no page.
        address: The absolute address of its page; "" where it has none.
    """

    label: str
    others: tuple[str, ...]
    reviewed: bool
    definition: str
    address: str


def rendering(context: SiteContext, title: Title) -> Rendering:
    """The title in the language of the context."""
    label = title.labels[context.code]
    others = tuple(name for name in dict.fromkeys(title.others.get(context.code, ())) if name != label)
    reviewed = title.reviewed.get(context.code, True)
    return Rendering(label, others, reviewed, definition(context, title.id), absolute_url(context, title.id))
