"""The navigation of mkdocs.yml, which is written once → that of a language that does not have every page yet."""

from collections.abc import Set
from typing import Any

from concord.pages.corpus import Corpus


def missing_pages(corpus: Corpus, language: str) -> set[str]:
    """The pages that there are, but not in `language`; the check has seen that another language leads there."""
    return {path for path in corpus.paths if language not in corpus.versions(path)}


def nav_without(pages: Set[str], nav: Any) -> Any:
    """`nav`, or a part of it, without `pages` and without the sections that then are empty."""
    if isinstance(nav, list):
        return [kept for part in nav if (kept := nav_without(pages, part))]
    if isinstance(nav, dict):
        return {title: kept for title, part in nav.items() if (kept := nav_without(pages, part))}
    return None if nav in pages else nav
