"""Pages and sections → their addresses on the site: relative links and absolute addresses.

Every link made here leads to a page that exists, so MkDocs must not check it again. Until MkDocs has checked the other
links of a page, ours carry a scheme that it ignores, `page:`. `resolve_urls` removes the scheme afterwards.
"""

import posixpath
import re
from functools import lru_cache
from xml.etree.ElementTree import Element

from concord.pages.corpus import Corpus
from concord.site.context import SiteContext

_SCHEME = "page:"


def section_url(context: SiteContext, id: str) -> str | None:
    """The link from the page that is rendered to the section whose heading has the id `id`.

    Titles, sources and the explanations of disputes have sections under their ids. The id of a page's main heading
    leads to the top of that page.

    Returns:
        The link, with the scheme `page:` where it leads to another page; None where no page has the section.
    """
    place = context.find_section(id)
    if place is None:
        return None
    target, section = place
    fragment = "" if section.level == 1 else f"#{id}"
    if target.path == context.page:
        return fragment or f"#{id}"
    return page_url(context.page, target.path) + fragment


def page_url(page: str, path: str, id: str = "") -> str:
    """The link, with the scheme `page:`, from one page of a language to another, or to a section of it.

    Args:
        page: The path of the page that has the link.
        path: The path of the page that it leads to.
        id: The id of the section; "" for the top of the page.
    """
    return f"{_SCHEME}{_relative_path(page, path)}" + (f"#{id}" if id else "")


def chart_file(context: SiteContext, id: str) -> str:
    """The path on the site of the file with the values of a chart, in the context's language."""
    return f"{language_root(context.corpus, context.code)}charts/{id}.csv"


def file_url(context: SiteContext, path: str) -> str:
    """The link, with the scheme `page:`, from the page that is rendered to a file at `path` on the site."""
    here = site_path(context.corpus, context.code, context.page)
    return f"{_SCHEME}{posixpath.relpath(f'/{path}', f'/{here}')}"


def foreign_url(context: SiteContext, code: str, path: str, id: str = "") -> str:
    """The link, with the scheme `page:`, from the page that is rendered to a page in another language."""
    return _SCHEME + relative_url(context.corpus, (context.code, context.page), (code, path), id)


def resolve_urls(root: Element) -> None:
    """Removes the scheme `page:` from the links below `root`, in place."""
    for anchor in root.iter("a"):
        href = anchor.get("href", "")
        if href.startswith(_SCHEME):
            anchor.set("href", href.removeprefix(_SCHEME))


@lru_cache(maxsize=2**16)
def _relative_path(page: str, path: str) -> str:
    """The relative path between two pages of a language on the site, where each page is a folder."""
    return posixpath.relpath(f"/{_folder(path)}", f"/{_folder(page)}") + "/"


def _folder(path: str) -> str:
    """The folder of the page at `path` on the site, below the root of its language; "" for the language's home page."""
    return re.sub(r"(^|/)index$", "", path.removesuffix(".md"))


def absolute_url(context: SiteContext, id: str) -> str:
    """The absolute address of the section whose heading has the id `id`; "" where no page has it."""
    path = section_path(context, id)
    return "" if path is None else context.site_url + path


def section_path(context: SiteContext, id: str) -> str | None:
    """The path of a section on the site, in the form of `site_path`, with its fragment; None where no page has it."""
    place = context.find_section(id)
    if place is None:
        return None
    page, section = place
    return site_path(context.corpus, context.code, page.path) + ("" if section.level == 1 else f"#{id}")


def site_path(corpus: Corpus, language: str, path: str) -> str:
    """The path of a page on the site, without a leading slash.

    The first language of the corpus lies at the root of the site, the others in folders named by their codes.

    Args:
        corpus: The pages of all languages.
        language: The code of the page's language.
        path: The path of the page in the folder of its language.
    """
    folder = _folder(path)
    return f"{language_root(corpus, language)}{folder}" + ("/" if folder else "")


def relative_url(corpus: Corpus, here: tuple[str, str], there: tuple[str, str], id: str = "") -> str:
    """The relative link between two pages of any languages, as a browser reads it.

    Args:
        corpus: The pages of all languages.
        here: The code of the language and the path of the page that has the link.
        there: The same of the page that it leads to.
        id: The id of a section of that page; "" for its top.
    """
    before, after = (f"/{site_path(corpus, *page)}" for page in (here, there))
    return f"{posixpath.relpath(after, before)}/" + (f"#{id}" if id else "")


def language_root(corpus: Corpus, language: str) -> str:
    """The folder of a language on the site, with a slash at its end; "" for the first language."""
    return "" if language == corpus.languages[0] else f"{language}/"
