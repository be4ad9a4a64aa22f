"""Where the entries of the registry live on the site, as links and as whole addresses.

What is linked here is there, so the site generator has nothing to look up: to it a link of ours is an address with a
scheme of its own, `page:`, which `settled` takes off when it has seen all others.
"""

import posixpath
import re
from functools import lru_cache
from xml.etree.ElementTree import Element

from concord.pages.corpus import Corpus

_SCHEME = "page:"


def section_url(corpus: Corpus, language: str, page: str, id: str) -> str | None:
    """The link from `page` to the section that the heading's id `id` names; None where no page has it.

    Titles and sources have sections under their own keys, disputes under theirs. A page's own name leads to its top.
    """
    home = corpus.find_section(language, id)
    if home is None:
        return None
    target, section = home
    fragment = "" if section.level == 1 else f"#{id}"
    if target.path == page:
        return fragment or f"#{id}"
    return page_url(page, target.path) + fragment


def page_url(page: str, path: str, id: str = "") -> str:
    """The link from `page` to the page at `path`, to its section `id` where one is given."""
    return f"{_SCHEME}{_between(page, path)}" + (f"#{id}" if id else "")


def resolve_urls(root: Element) -> None:
    """Makes the links below `root` what a browser reads."""
    for anchor in root.iter("a"):
        href = anchor.get("href", "")
        if href.startswith(_SCHEME):
            anchor.set("href", href.removeprefix(_SCHEME))


@lru_cache(maxsize=2**16)
def _between(page: str, path: str) -> str:
    """From one page of a language to another, on the site, where each is a folder."""
    return posixpath.relpath(f"/{_folder(path)}", f"/{_folder(page)}") + "/"


def _folder(path: str) -> str:
    """The folder that the page at `path` is on the site, "" for the first of all."""
    return re.sub(r"(^|/)index$", "", path.removesuffix(".md"))


def absolute_url(corpus: Corpus, site: str, language: str, id: str) -> str:
    """The whole address of the section that `id` names, on the site at `site`; "" where no page has it."""
    home = corpus.find_section(language, id)
    if home is None:
        return ""
    page, section = home
    return site + site_path(corpus, language, page.path) + ("" if section.level == 1 else f"#{id}")


def site_path(corpus: Corpus, language: str, path: str) -> str:
    """Where the page at `path` lies on the site, from its top, without a slash before it.

    The first language lies at the top of the site, the others in folders of their own.
    """
    folder = _folder(path)
    return f"{language_root(corpus, language)}{folder}" + ("/" if folder else "")


def relative_url(corpus: Corpus, here: tuple[str, str], there: tuple[str, str], id: str = "") -> str:
    """What a browser reads as the link between two pages, each a language and a path; to the section `id`, if given."""
    before, after = (f"/{site_path(corpus, *one)}" for one in (here, there))
    return f"{posixpath.relpath(after, before)}/" + (f"#{id}" if id else "")


def language_root(corpus: Corpus, language: str) -> str:
    """The folder of a language on the site, with a slash at its end; "" for the first language."""
    return "" if language == corpus.languages[0] else f"{language}/"
