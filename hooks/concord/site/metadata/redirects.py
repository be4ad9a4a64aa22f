"""Pages that were renamed: at each old address, in each language, a page that leads to the new one."""

import posixpath
from collections.abc import Iterator, Mapping
from html import escape

from concord.errors import ConfigurationError
from concord.languages import language
from concord.pages.corpus import Corpus
from concord.site.urls import site_path

_STUB = """<!doctype html>
<html lang="{code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{moved}</title>
<link rel="canonical" href="{address}">
<meta http-equiv="refresh" content="0; url={way}">
</head>
<body><p>{moved} <a href="{way}">{title}</a></p></body>
</html>
"""


def redirect_pages(corpus: Corpus, site: str, renamed: Mapping[str, str]) -> dict[str, str]:
    """The files of the site at `site` for `renamed`: the old path of a page → its new one, or a section of it.

    Paths are the same in each language: `glossary/old.md: glossary/new.md#id`. Raises `ConfigurationError` where one
    of them cannot be.
    """
    files = {}
    for old, new in renamed.items():
        path, _, id = str(new).partition("#")
        if fault := next(_faults(corpus, str(old), path, id), ""):
            raise ConfigurationError(f"mkdocs.yml: extra, redirects: {fault}")
        for code in corpus.versions(path):
            files[f"{site_path(corpus, code, old)}index.html"] = _stub(corpus, site, code, old, path, id)
    return files


def _faults(corpus: Corpus, old: str, path: str, id: str) -> Iterator[str]:
    if not old.endswith(".md") or old != posixpath.normpath(old) or old.startswith(("/", "../")):
        yield f"{old!r} is no path of a page, such as glossary/old-name.md"
    if old in corpus.paths:
        yield f"{old} is a page; a redirect would hide it"
    if path not in corpus.paths:
        yield f"{old} leads to {path}, and there is no such page"
    elif id and any(id not in {section.id for section in page.sections} for page in corpus.versions(path).values()):
        yield f"{old} leads to {path}#{id}, and the page has no such section"


def _stub(corpus: Corpus, site: str, code: str, old: str, path: str, id: str) -> str:
    before, after = site_path(corpus, code, old), site_path(corpus, code, path)
    way = posixpath.relpath(f"/{after}", f"/{before}") + "/" + (f"#{id}" if id else "")
    page = corpus.pages[code][path]
    title = next(section.title for section in page.sections if section.level == 1 or section.id == id)
    return _STUB.format(
        code=code,
        address=escape(site + after),
        way=escape(way),
        title=escape(title),
        moved=language(code).interface["moved"],
    )
