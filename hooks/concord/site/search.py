"""What the search of one language reads: its index, the names of its titles, and where a page finds both.

docs/assets/search.js is the reader of it.
"""

import json
import posixpath
import re
from collections.abc import Iterable
from typing import Any

from concord.corpus import Corpus
from concord.languages import Language
from concord.registry import Registry
from concord.site.addresses import published, top
from concord.site.titles import sharing

ADDRESS = "search/search_index.json"  # below the root of a language, where the theme looks for it
_FIELDS = {"title": {"boost": 8}, "text": {"boost": 1}}
_BETWEEN_WORDS = r"(?:&(?:amp|lt|gt);|[\s\-–—/|…·&;!?()\[\]{}\"“”„‚‘’'«»<>+*=%§€$£#]|[.,:](?!\d))+"
_CONFIGURATION = re.compile(r'(<script id="__config"[^>]*>)(.*?)(</script>)', re.DOTALL)


def index(entries: Iterable[dict[str, Any]], registry: Registry, corpus: Corpus, own: Language) -> str:
    """The index of a language, as JSON, from the entries of all languages as the theme makes them, in their order."""
    folder = top(corpus, own.code)
    others = tuple(other for code in corpus.languages if (other := top(corpus, code)) and other != folder)
    docs = [
        entry | {"location": place.removeprefix(folder)}
        for entry in entries
        if (place := entry["location"]).startswith(folder)
        and not place.startswith(others)
        and (entry["text"] or "#" not in place)
    ]
    config = {
        "lang": ["en"],  # the worker replaces what English is to the theme
        "separator": _BETWEEN_WORDS,
        "pipeline": ["stemmer"],
        "fields": _FIELDS,
        "letters": own.letters,
        "abbreviations": _abbreviations(registry),
        "names": names(registry, corpus, own),
    }
    return json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


def _abbreviations(registry: Registry) -> list[str]:
    return sorted({letters.casefold() for title in registry.titles.values() for letters in title.abbreviations})


def names(registry: Registry, corpus: Corpus, own: Language) -> dict[str, list[str]]:
    """Each name and abbreviation of a title in lower case, with the pages on what it means, the usual meaning first.

    The page on all meanings of an abbreviation is the second, or the first where none is usual.
    """
    meant: dict[str, list[str]] = {}
    for title in registry.titles.values():
        for name in title.names(own.code):
            ids = meant.setdefault(name.casefold(), [])
            ids.insert(0 if name == title.labels[own.code] else len(ids), title.id)
    for letters in _abbreviations(registry):
        titles = sharing(letters, registry)
        usual = [title.id for title in titles if letters in map(str.casefold, title.default_for)]
        meant[letters] = [*usual[:1], letters, *(title.id for title in titles if title.id not in usual[:1])]
    folder = top(corpus, own.code)
    pages = {name: [published(corpus, "", own.code, id) for id in ids] for name, ids in sorted(meant.items())}
    return {name: [page.removeprefix(folder) for page in found if page] for name, found in pages.items()}


def pointed(html: str, root: str, stemmer: str) -> str:
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
