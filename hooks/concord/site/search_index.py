"""Entries of the search → `search_index.json` of one language, and the addresses by which a page finds it.

overrides/assets/search.js reads the index.
"""

import html
import json
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from concord.registry import Registry
from concord.site.context import SiteContext
from concord.site.glossary.title_card import titles_by_abbreviation
from concord.site.search_text import Entry
from concord.site.urls import language_root, section_path, site_path

ADDRESS = "search/search_index.json"  # below the root of a language, where the theme looks for it
_FIELDS = {"title": {"boost": 8}, "text": {"boost": 1}}
_SEPARATOR = r"(?:&(?:amp|lt|gt);|[\s\-–—/|…·&;!?()\[\]{}\"“”„‚‘’'«»<>+*=%§€$£#]|[.,:](?!\d))+"
_CONFIGURATION = re.compile(r'(<script id="__config"[^>]*>)(.*?)(</script>)', re.DOTALL)


def search_index(context: SiteContext, entries: Mapping[str, Sequence[Entry]]) -> str:
    """The index of a language, as JSON in the form that the theme's search reads.

    Args:
        context: The registry, the corpus and the language.
        entries: The sections of each page, by the page's path. `search` in the front matter of a page may exclude it
            or set its weight (`boost`).
    """
    config = {
        "lang": ["en"],  # overrides/assets/search.js replaces what the theme does for English
        "separator": _SEPARATOR,
        "pipeline": ["stemmer"],
        "fields": _FIELDS,
        "letters": context.language.letters,
        "abbreviations": _abbreviations(context.registry),
        "names": title_index(context),
    }
    docs = [document for path, sections in entries.items() for document in _documents(context, path, sections)]
    return json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


def _documents(context: SiteContext, path: str, sections: Sequence[Entry]) -> Iterator[dict[str, object]]:
    """The sections of the page at `path` as the index has them; a section without text only at the top of a page."""
    corpus, code = context.corpus, context.code
    settings = corpus.pages[code][path].meta.get("search")
    settings = settings if isinstance(settings, dict) else {}
    weight = {"boost": settings["boost"]} if "boost" in settings else {}
    address = site_path(corpus, code, path).removeprefix(language_root(corpus, code))
    for entry in sections if not settings.get("exclude") else ():
        if entry.blocks or not entry.id:
            text = "".join(f"<p>{html.escape(block, quote=False)}</p>" for block in entry.blocks)
            location = f"{address}#{entry.id}" if entry.id else address
            yield {"location": location, "title": html.escape(entry.title, quote=False), "text": text} | weight


def _abbreviations(registry: Registry) -> list[str]:
    """Every abbreviation of a title, in lower case and in alphabetical order."""
    return sorted({name.casefold() for title in registry.titles.values() for name in title.abbreviations})


def title_index(context: SiteContext) -> dict[str, list[str]]:
    """Each name and abbreviation of a title in lower case → the pages on what it means.

    Returns:
        The paths of the pages below the root of the language, that on the usual meaning first. The page on all
        meanings of an abbreviation comes second, or first where no meaning is usual.
    """
    registry, code = context.registry, context.code
    ids_by_name: dict[str, list[str]] = {}
    for title in registry.titles.values():
        for name in title.names(code):
            ids = ids_by_name.setdefault(name.casefold(), [])
            ids.insert(0 if name == title.labels[code] else len(ids), title.id)
    for abbreviation in _abbreviations(registry):
        titles = titles_by_abbreviation(abbreviation, registry)
        usual = [title.id for title in titles if abbreviation in map(str.casefold, title.default_for)]
        others = [title.id for title in titles if title.id not in usual[:1]]
        ids_by_name[abbreviation] = [*usual[:1], abbreviation, *others]
    root = language_root(context.corpus, code)
    return {
        name: [path.removeprefix(root) for id in ids if (path := section_path(context, id))]
        for name, ids in sorted(ids_by_name.items())
    }


def point_search_at(html: str, root: str, stemmer: str) -> str:
    """A page whose search reads the index of its own language.

    Args:
        html: The page, with the theme's configuration in it.
        root: The root of the language, as `language_root` gives it.
        stemmer: The code of the language where the theme has a stemmer for it, "" where it has none.

    Returns:
        The page, with the index below `root` and overrides/assets/search.js as the worker that searches it.
    """

    def point(match: re.Match[str]) -> str:
        config = json.loads(match[2])
        theme = posixpath.basename(config["search"])
        worker = f"assets/search.js?theme={theme}" + (f"&stemmer={stemmer}" if stemmer else "")
        config["search"] = posixpath.join(config["base"], worker)
        config["base"] = posixpath.join(config["base"], root)
        return match[1] + json.dumps(config).replace("<", r"\u003c") + match[3]

    return _CONFIGURATION.sub(point, html)
