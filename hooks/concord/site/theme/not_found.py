"""What a reader is told at an address that has no page: what happened, and the ways on, in one language or in all."""

from html import escape

from concord.languages import language
from concord.pages.corpus import Corpus
from concord.site.extensions.glossary import INDEX
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


def not_found_notice(corpus: Corpus, root: str, code: str) -> str:
    """The notice in the language `code`, as HTML. `root` is the path of the site on its host: "/", or "/guide/"."""
    words = {name: escape(word) for name, word in language(code).interface.items()}
    home = corpus.find_section(code, INDEX)
    pages = [page for page in (corpus.pages[code].get("index.md"), home and home[0]) if page]
    links = [
        f'<li><a href="{root}{site_path(corpus, code, page.path)}">{escape(page.title)}</a></li>' for page in pages
    ]
    return _NOTICE.format(code=code, top=root + language_root(corpus, code), links="\n".join(links), **words)


def add_other_languages(html: str, corpus: Corpus, root: str, code: str) -> str:
    """The page `html`, which has the notice in the language `code`, with those in the other languages behind it."""
    own = not_found_notice(corpus, root, code)
    others = [not_found_notice(corpus, root, other) for other in corpus.languages if other != code]
    return html.replace(own, own + "".join(others))
