"""The page of a title → its definition, the first sentence of the page as plain text."""

from concord.model import Section
from concord.pages.memo import once
from concord.site.context import SiteContext
from concord.text.definitions import defining_block, first_sentence
from concord.untrusted.printable import without_controls

GLOSSARY_ID = "glossary"  # the id of the main heading of the page with all titles from A to Z


def definition(context: SiteContext, id: str) -> str:
    """What the title `id` is, in one sentence; "" where the language has no page on it, or one without a paragraph."""
    if not (place := context.find_section(id)):
        return ""
    page, section = place
    return once(page, (definition, id), (), lambda: _first_sentence(section))


def _first_sentence(section: Section) -> str:
    block = defining_block(section)
    return first_sentence(block) if block else ""


def glossary_name(context: SiteContext) -> str:
    """What the language calls the glossary: the heading of its page, or the id of that where there is none."""
    place = context.find_section(GLOSSARY_ID)
    return without_controls(place[1].title) if place else GLOSSARY_ID
