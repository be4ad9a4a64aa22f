"""Where the entries of the registry live on the site, as links that the site generator resolves and checks."""

import posixpath
import re

from concord.corpus import Corpus


def link(corpus: Corpus, language: str, page: str, id: str) -> str | None:
    """The link from `page` to the section that the heading's id `id` names; None where no page has it.

    Titles and sources have sections under their own keys, disputes under theirs. A page's own name leads to its top.
    """
    home = corpus.home(language, id)
    if home is None:
        return None
    target, section = home
    fragment = "" if section.level == 1 else f"#{id}"
    if target.path == page:
        return fragment or f"#{id}"
    return relative(page, target.path) + fragment


def relative(page: str, path: str, id: str = "") -> str:
    """The link from `page` to the page at `path`, to its section `id` where one is given."""
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + (f"#{id}" if id else "")


def root(corpus: Corpus, language: str) -> str:
    """Where a language lies on the site: the first at its top, the others in folders of their own."""
    return "" if language == corpus.languages[0] else f"{language}/"


def published(corpus: Corpus, site: str, language: str, id: str) -> str:
    """The whole address of the section that `id` names, on the site at `site`; "" where no page has it."""
    home = corpus.home(language, id)
    if home is None:
        return ""
    page, section = home
    path = re.sub(r"(^|/)index$", r"\1", page.path.removesuffix(".md"))
    slash = "/" if path and not path.endswith("/") else ""
    return f"{site}{root(corpus, language)}{path}{slash}" + ("" if section.level == 1 else f"#{id}")
