"""Corpus and menu → the description of each page with its title in the menus, which are a section of their own."""

from collections.abc import Iterator

from concord.pages.corpus import Corpus
from concord.sync.section_key import SectionKey
from concord.untrusted.mkdocs_yml import Menu


def page_wordings(corpus: Corpus, menu: Menu) -> Iterator[tuple[SectionKey, str, str]]:
    """The key `PAGE#`, the language and the text of each version of a page; "" where only other languages say anything.

    None of a page on which something stands before the first heading, or below one without an id: that has this key.
    """
    for path in corpus.paths:
        pages = {code: page for code, page in corpus.versions(path).items() if not page.problems}
        if any("" in page.by_id for page in pages.values()):
            continue
        texts = {code: page_wording(menu.title(path, code), page.meta) for code, page in pages.items()}
        if any(texts.values()):
            yield from ((SectionKey(path, ""), code, text) for code, text in texts.items())


def page_wording(title: str, meta: dict[str, object]) -> str:
    """The title of a page in the menus and the description in its front matter, a line each."""
    description = meta.get("description")
    lines = (title, " ".join(description.split()) if isinstance(description, str) else "")
    return "\n".join(filter(None, lines))
