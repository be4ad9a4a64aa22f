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


def published(corpus: Corpus, site: str, language: str, id: str) -> str:
    """The whole address of the section that `id` names, on the site at `site`; "" where no page has it."""
    home = corpus.home(language, id)
    if home is None:
        return ""
    page, section = home
    return site + located(corpus, language, page.path) + ("" if section.level == 1 else f"#{id}")


def located(corpus: Corpus, language: str, path: str) -> str:
    """Where the page at `path` lies on the site, from its top, without a slash before it.

    The first language lies at the top of the site, the others in folders of their own.
    """
    page = re.sub(r"(^|/)index$", r"\1", path.removesuffix(".md"))
    slash = "/" if page and not page.endswith("/") else ""
    return f"{top(corpus, language)}{page}{slash}"


def top(corpus: Corpus, language: str) -> str:
    """The folder of a language on the site, with a slash at its end; "" for the first language."""
    return "" if language == corpus.languages[0] else f"{language}/"
