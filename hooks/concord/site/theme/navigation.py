"""The navigation of mkdocs.yml, which is written once for all languages → that of one language."""

from collections.abc import Set
from typing import Any

from concord.pages.corpus import Corpus


def missing_pages(corpus: Corpus, language: str) -> set[str]:
    """The paths of the pages that other languages have and `language` (a code) does not have yet."""
    return {path for path in corpus.paths if language not in corpus.versions(path)}


def nav_without(pages: Set[str], nav: Any) -> Any:
    """`nav`, or a part of it, without `pages` and without the sections that are empty then.

    Args:
        pages: The paths of pages.
        nav: A list, a mapping or a path, in the form of `nav` in mkdocs.yml.

    Returns:
        What is left, in the same form; None for a path among `pages`.
    """
    if isinstance(nav, list):
        return [kept for part in nav if (kept := nav_without(pages, part))]
    if isinstance(nav, dict):
        return {title: kept for title, part in nav.items() if (kept := nav_without(pages, part))}
    return None if nav in pages else nav
