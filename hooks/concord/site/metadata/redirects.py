"""Pages that were renamed → a page at each old address, in each language, that redirects to the new one."""

import posixpath
from collections.abc import Iterator, Mapping
from html import escape

from concord.errors import ConfigurationError
from concord.model import Page
from concord.pages.corpus import Corpus
from concord.site.context import SiteContext
from concord.site.urls import site_path

_PAGE = """<!doctype html>
<html lang="{code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{moved}</title>
<link rel="canonical" href="{address}">
<meta http-equiv="refresh" content="0; url={link}">
</head>
<body><p>{moved} <a href="{link}">{title}</a></p></body>
</html>
"""


def redirect_pages(context: SiteContext, redirects: object) -> dict[str, str]:
    """The pages that redirect.

    Args:
        context: The corpus and the address of the site.
        redirects: The old path of a page → its new path, or a section of it (`glossary/new.md#id`). Paths are those
            in the folder of a language, and the same in each. It is what mkdocs.yml has, which may be anything.

    Returns:
        The path of a file on the site → its HTML. There is one for each language that has the new page.

    Raises:
        ConfigurationError: It is no mapping; an old path is none, or is still a page; a new one does not exist.
    """
    if not isinstance(redirects, Mapping):
        form = "a list of old and new paths, such as `glossary/old.md: glossary/new.md`"
        raise ConfigurationError(f"mkdocs.yml: extra, redirects: {redirects!r} is not {form}")
    files = {}
    for old, new in redirects.items():
        path, _, id = str(new).partition("#")
        if fault := next(_faults(context.corpus, str(old), path, id), ""):
            raise ConfigurationError(f"mkdocs.yml: extra, redirects: {fault}")
        for code, page in context.corpus.versions(path).items():
            file = f"{site_path(context.corpus, code, str(old))}index.html"
            files[file] = _redirect_page(context.in_language(code), str(old), page, id)
    return files


def _faults(corpus: Corpus, old: str, path: str, id: str) -> Iterator[str]:
    """Why the page `old` cannot redirect to the section `id` of the page `path`; "" is the id of a whole page."""
    if not old.endswith(".md") or old != posixpath.normpath(old) or old.startswith(("/", "../")):
        yield f"{old!r} is no path of a page, such as glossary/old-name.md"
    if old in corpus.paths:
        yield f"{old} is a page; a redirect would hide it"
    if path not in corpus.paths:
        yield f"{old} leads to {path}, and there is no such page"
    elif id and any(id not in {section.id for section in page.sections} for page in corpus.versions(path).values()):
        yield f"{old} leads to {path}#{id}, and the page has no such section"


def _redirect_page(context: SiteContext, old: str, page: Page, id: str) -> str:
    """The HTML of the page at `old` that leads to `page`, or to its section `id`."""
    before, after = (site_path(context.corpus, context.code, path) for path in (old, page.path))
    link = posixpath.relpath(f"/{after}", f"/{before}") + "/" + (f"#{id}" if id else "")
    title = next(section.title for section in page.sections if section.id == id) if id else page.title
    return _PAGE.format(
        code=context.code,
        address=escape(context.site_url + after),
        link=escape(link),
        title=escape(title),
        moved=context.words["moved"],
    )
