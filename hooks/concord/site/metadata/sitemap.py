"""All pages → `sitemap.xml` with each page's other languages, and `robots.txt`, which refers to it."""

import gzip
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from concord.site.context import SiteContext
from concord.site.metadata.head import page_urls

_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def sitemap(context: SiteContext, modified: Mapping[str, str]) -> str:
    """The text of `sitemap.xml`.

    Args:
        context: The corpus and the address of the site.
        modified: When each page was last changed, in ISO 8601, by the page's file. A page without a date gets none.
    """
    lines = [line for path in context.corpus.paths for line in _entries(context, path, modified)]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f"<urlset {_NAMESPACES}>", *lines, "</urlset>", ""])


def compressed(text: str) -> bytes:
    """`text` in UTF-8 as a gzip file without a time, so that equal texts give equal files."""
    return gzip.compress(text.encode(), mtime=0)


def robots(site_url: str) -> str:
    """The text of `robots.txt`: every crawler may read all of the site."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n"


def _entries(context: SiteContext, path: str, modified: Mapping[str, str]) -> Iterator[str]:
    """The lines on the page at `path`: an entry for each language that has it, each with the same alternates."""
    addresses = page_urls(context, path)
    links = [_link(code, address) for code, address in addresses.items()]
    links.append(_link("x-default", next(iter(addresses.values()))))
    for code, address in addresses.items():
        date = modified.get(context.corpus.pages[code][path].file)
        yield "<url>"
        yield f"<loc>{escape(address)}</loc>"
        if date:
            yield f"<lastmod>{date}</lastmod>"
        yield from links
        yield "</url>"


def _link(code: str, address: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
