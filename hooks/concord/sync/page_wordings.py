"""Versions of a page and the menu → its description with its title in the menus, which are a section of their own."""

from collections.abc import Mapping

from concord.model import Page
from concord.untrusted.mkdocs_yml import Menu


def page_wordings(path: str, versions: Mapping[str, Page], menu: Menu) -> dict[str, str]:
    """The text of each version of the page at `path`, by language; "" where only other languages say anything.

    None where something stands before the first heading, or below one without an id: that has the key `PAGE#`.
    """
    pages = {code: page for code, page in versions.items() if not page.problems}
    if any("" in page.by_id for page in pages.values()):
        return {}
    texts = {code: page_wording(menu.title(path, code), page.meta) for code, page in pages.items()}
    return texts if any(texts.values()) else {}


def page_wording(title: str, meta: dict[str, object]) -> str:
    """The title of a page in the menus and the description in its front matter, a line each."""
    description = meta.get("description")
    lines = (title, " ".join(description.split()) if isinstance(description, str) else "")
    return "\n".join(filter(None, lines))
