"""The pages for search engines: `sitemap.xml` with each page's other languages, and `robots.txt`, which leads there."""

import gzip
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from concord.pages.corpus import Corpus
from concord.site.metadata.head import page_urls

_SPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def sitemap(corpus: Corpus, site: str, modified: Mapping[str, str]) -> str:
    """The text of `sitemap.xml` for the site at `site`.

    `modified` has, by a page's file, when it was last changed, in ISO 8601; a page that it lacks gets no date.
    """
    lines = [line for path in corpus.paths for line in _entries(corpus, site, path, modified)]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f"<urlset {_SPACES}>", *lines, "</urlset>", ""])


def compressed(text: str) -> bytes:
    """`text` as a gzip file that holds no time."""
    return gzip.compress(text.encode(), mtime=0)


def robots(site: str) -> str:
    """The text of `robots.txt`: everyone may read all of it."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site}sitemap.xml\n"


def _entries(corpus: Corpus, site: str, path: str, modified: Mapping[str, str]) -> Iterator[str]:
    """The page at `path` in each language, and in each the same alternates."""
    found = page_urls(corpus, site, path)
    links = [_link(code, address) for code, address in found.items()]
    links.append(_link("x-default", next(iter(found.values()))))
    for code, address in found.items():
        date = modified.get(corpus.pages[code][path].file)
        yield "<url>"
        yield f"<loc>{escape(address)}</loc>"
        if date:
            yield f"<lastmod>{date}</lastmod>"
        yield from links
        yield "</url>"


def _link(code: str, address: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
