"""A language → the notice on the page for addresses that do not exist: what happened, a search, and links."""

from html import escape
from urllib.parse import urlsplit

from concord.site.context import SiteContext
from concord.site.glossary.definitions import GLOSSARY_ID
from concord.site.urls import language_root, site_path

_NOTICE = """<section class="lost" lang="{code}" data-top="{top}">
<h2>{lost}</h2>
<p>{lost_why}</p>
<form class="lost-search" action="{top}" role="search" aria-label="{search}">
<input type="search" name="q" required aria-label="{search}"> <button>{search}</button>
</form>
<ul>
{links}
</ul>
</section>
"""


def not_found_notice(context: SiteContext) -> str:
    """The notice in one language, as HTML, with links to the home page and to the glossary.

    Its links begin with the path of the site on its host, since the page is served at any address.
    """
    corpus, code = context.corpus, context.code
    root = urlsplit(context.site_url or "/").path
    words = {name: escape(word) for name, word in context.words.items()}
    glossary = context.find_section(GLOSSARY_ID)
    pages = [page for page in (corpus.pages[code].get("index.md"), glossary and glossary[0]) if page]
    links = [
        f'<li><a href="{root}{site_path(corpus, code, page.path)}">{escape(page.title)}</a></li>' for page in pages
    ]
    return _NOTICE.format(code=code, top=root + language_root(corpus, code), links="\n".join(links), **words)


def home_paths(context: SiteContext) -> dict[str, str]:
    """The path of the home page of each language on the site's host, by the language's code."""
    root = urlsplit(context.site_url or "/").path
    corpus = context.corpus
    codes = (code for code in corpus.languages if code in corpus.complete or "index.md" in corpus.pages[code])
    return {code: root + language_root(corpus, code) for code in codes}


def add_other_languages(context: SiteContext, html: str) -> str:
    """The page `html`, which has the notice in the context's language, with those in all other languages behind it."""
    notice = not_found_notice(context)
    others = [not_found_notice(context.in_language(code)) for code in context.shown_languages if code != context.code]
    return html.replace(notice, notice + "".join(others))
