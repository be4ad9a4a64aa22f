"""What the search of one language reads: its index, the names of its titles, and where a page finds both.

docs/assets/search.js is the reader of it.
"""

import html
import json
import posixpath
import re
from collections.abc import Mapping, Sequence

from concord.languages import Language
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.site.extensions.search_text import Entry
from concord.site.glossary.title_card import titles_by_abbreviation
from concord.site.urls import absolute_url, language_root, site_path

ADDRESS = "search/search_index.json"  # below the root of a language, where the theme looks for it
_FIELDS = {"title": {"boost": 8}, "text": {"boost": 1}}
_BETWEEN_WORDS = r"(?:&(?:amp|lt|gt);|[\s\-–—/|…·&;!?()\[\]{}\"“”„‚‘’'«»<>+*=%§€$£#]|[.,:](?!\d))+"
_CONFIGURATION = re.compile(r'(<script id="__config"[^>]*>)(.*?)(</script>)', re.DOTALL)


def search_index(found: Mapping[str, Sequence[Entry]], registry: Registry, corpus: Corpus, own: Language) -> str:
    """The index of a language, as JSON, from the sections `found` on its pages; a page's front matter may weigh it."""
    docs = []
    for path, sections in found.items():
        wish = corpus.pages[own.code][path].meta.get("search")
        wish = wish if isinstance(wish, dict) else {}
        address = site_path(corpus, own.code, path).removeprefix(language_root(corpus, own.code))
        for one in sections if not wish.get("exclude") else ():
            if one.blocks or not one.id:
                text = "".join(f"<p>{html.escape(block, quote=False)}</p>" for block in one.blocks)
                place = f"{address}#{one.id}" if one.id else address
                weight = {"boost": wish["boost"]} if "boost" in wish else {}
                docs.append({"location": place, "title": html.escape(one.title, quote=False), "text": text} | weight)
    config = {
        "lang": ["en"],  # the worker replaces what English is to the theme
        "separator": _BETWEEN_WORDS,
        "pipeline": ["stemmer"],
        "fields": _FIELDS,
        "letters": own.letters,
        "abbreviations": _abbreviations(registry),
        "names": title_index(registry, corpus, own),
    }
    return json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


def _abbreviations(registry: Registry) -> list[str]:
    return sorted({letters.casefold() for title in registry.titles.values() for letters in title.abbreviations})


def title_index(registry: Registry, corpus: Corpus, own: Language) -> dict[str, list[str]]:
    """Each name and abbreviation of a title in lower case, with the pages on what it means, the usual meaning first.

    The page on all meanings of an abbreviation is the second, or the first where none is usual.
    """
    meant: dict[str, list[str]] = {}
    for title in registry.titles.values():
        for name in title.names(own.code):
            ids = meant.setdefault(name.casefold(), [])
            ids.insert(0 if name == title.labels[own.code] else len(ids), title.id)
    for letters in _abbreviations(registry):
        titles = titles_by_abbreviation(letters, registry)
        usual = [title.id for title in titles if letters in map(str.casefold, title.default_for)]
        meant[letters] = [*usual[:1], letters, *(title.id for title in titles if title.id not in usual[:1])]
    folder = language_root(corpus, own.code)
    pages = {name: [absolute_url(corpus, "", own.code, id) for id in ids] for name, ids in sorted(meant.items())}
    return {name: [page.removeprefix(folder) for page in found if page] for name, found in pages.items()}


def point_search_at(html: str, root: str, stemmer: str) -> str:
    """The theme's configuration in `html`, pointed to the index of the language at `root` and to the worker.

    `stemmer` is the code of the language where the theme has a stemmer for it, "" where not.
    """

    def point(match: re.Match[str]) -> str:
        config = json.loads(match[2])
        theme = posixpath.basename(config["search"])
        worker = f"assets/search.js?theme={theme}" + (f"&stemmer={stemmer}" if stemmer else "")
        config["search"] = posixpath.join(config["base"], worker)
        config["base"] = posixpath.join(config["base"], root)
        return match[1] + json.dumps(config).replace("<", r"\u003c") + match[3]

    return _CONFIGURATION.sub(point, html)
