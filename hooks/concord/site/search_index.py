"""Entries of the search → the search index of one language, and the addresses by which a page finds it.

overrides/assets/search.js loads the index when somebody is about to search, and search-lunr.js beside it reads it.
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

ADDRESS = "search/index.json"  # below the root of a language
THEME_ADDRESS = "search/search_index.json"  # what the theme fetches there on each page
_BETWEEN_QUESTIONS = " – "  # search-lunr.js takes them apart again
_FIELDS = {"title": {"boost": 8}, "asked": {"boost": 8}, "about": {"boost": 2}, "text": {"boost": 1}}
_SEPARATOR = r"(?:&(?:amp|lt|gt);|[\s\-–—/|…·&;!?()\[\]{}\"“”„‚‘’'«»<>+*=%§€$£#]|[.,:](?!\d))+"
_SET_BACK = 0.5  # the weight of the titles that readers of the guide do not meet
_CONFIGURATION = re.compile(r'(<script id="__config"[^>]*>)(.*?)(</script>)', re.DOTALL)


def empty_index() -> str:
    """What the theme is given in place of an index, so that a page does not load one before anybody searches."""
    config = {"lang": ["en"], "separator": _SEPARATOR, "pipeline": [], "fields": {}}
    return json.dumps({"config": config, "docs": []}, separators=(",", ":"))


def search_index(
    context: SiteContext, entries: Mapping[str, Sequence[Entry]], places: Mapping[str, Sequence[str]]
) -> str:
    """The index of a language, as JSON in the form that the theme's search reads.

    Args:
        context: The registry, the corpus and the language.
        entries: The sections of each page, by the page's path. Of the front matter, `asked` and `description` are
            searched too, and `search` may exclude a page or set its weight (`boost`).
        places: The titles in the menu that lead to a page, the page's own at the end, by the page's path.
    """
    config = {
        "lang": ["en"],  # overrides/assets/search-lunr.js replaces what the theme does for English
        "separator": _SEPARATOR,
        "pipeline": ["stemmer"],
        "fields": _FIELDS,
        "letters": context.language.letters,
        "abbreviations": _abbreviations(context.registry),
        "names": title_index(context),
        "short_names": _short_names(context),
    }
    docs = [
        document
        for path, sections in entries.items()
        for document in _documents(context, path, sections, places.get(path, ()))
    ]
    return json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


def _documents(
    context: SiteContext, path: str, sections: Sequence[Entry], place: Sequence[str]
) -> Iterator[dict[str, object]]:
    """The sections of the page at `path` as the index has them; a section without text only at the top of a page."""
    meta = context.corpus.pages[context.code][path].meta
    settings = _search_settings(meta)
    boost = settings.get("boost", _SET_BACK if _is_set_back(context, path) else 1)
    weight = {"boost": boost} if boost != 1 else {}
    address = _address(context, path)
    about = " – ".join(filter(None, (str(meta.get("description", "")), *place)))
    of_page = {"asked": _BETWEEN_QUESTIONS.join(_asked(meta)), "about": about}
    for entry in sections if not settings.get("exclude") else ():
        if entry.blocks or not entry.id:
            text = "".join(f"<p>{html.escape(block, quote=False)}</p>" for block in entry.blocks)
            location = f"{address}#{entry.id}" if entry.id else address
            yield (
                {"location": location, "title": html.escape(entry.title, quote=False), "text": text}
                | (
                    {}
                    if entry.id
                    else {key: html.escape(value, quote=False) for key, value in of_page.items() if value}
                )
                | weight
            )


def _is_set_back(context: SiteContext, path: str) -> bool:
    """Whether the page at `path` is that of a title, or of the senses of an abbreviation, that no reader meets."""
    heading = context.corpus.pages[context.code][path].heading
    id = heading.id if heading else ""
    title = context.registry.titles.get(id)
    titles = [title] if title else titles_by_abbreviation(id, context.registry)
    return bool(titles) and not any(title.core for title in titles)


def _search_settings(meta: Mapping[str, object]) -> Mapping[str, object]:
    settings = meta.get("search")
    return settings if isinstance(settings, dict) else {}


def _asked(meta: Mapping[str, object]) -> list[str]:
    """The words by which people look for a page, from its front matter."""
    asked = meta.get("asked")
    return [text for text in asked if isinstance(text, str)] if isinstance(asked, list) else []


def _address(context: SiteContext, path: str) -> str:
    """The path of a page on the site, below the root of its language."""
    corpus, code = context.corpus, context.code
    return site_path(corpus, code, path).removeprefix(language_root(corpus, code))


def _short_names(context: SiteContext) -> dict[str, str]:
    """The name of each title that is what an abbreviation usually stands for → the abbreviation, in lower case."""
    titles = context.registry.titles.values()
    found = {title.labels[context.code].casefold(): short.casefold() for title in titles for short in title.default_for}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


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
    titles = sorted(registry.titles.values(), key=lambda title: not title.core)
    labels = [(title.labels[code], title.id) for title in titles]
    for name, id in [*labels, *((name, title.id) for title in titles for name in title.names(code))]:
        ids = ids_by_name.setdefault(name.casefold(), [])
        ids += [id] * (id not in ids)
    for abbreviation in _abbreviations(registry):
        found = titles_by_abbreviation(abbreviation, registry)
        usual = [title.id for title in found if abbreviation in map(str.casefold, title.default_for)]
        others = [title.id for title in found if title.id not in usual[:1]]
        ids_by_name[abbreviation] = [*usual[:1], abbreviation, *others]
    root = language_root(context.corpus, code)
    return {
        name: [path.removeprefix(root) for id in ids if (path := section_path(context, id))]
        for name, ids in sorted(ids_by_name.items())
    }


def point_search_at(html: str, root: str, stemmer: str, one_found: str) -> str:
    """A page whose search reads the index of its own language.

    Args:
        html: The page, with the theme's configuration in it.
        root: The root of the language, as `language_root` gives it.
        stemmer: The code of the language where the theme has a stemmer for it, "" where it has none.
        one_found: What the search says of a single result; the theme's Dutch is wrong.

    Returns:
        The page, with the index below `root` and overrides/assets/search.js as the worker that searches it.
    """

    def point(match: re.Match[str]) -> str:
        config = json.loads(match[2])
        theme = posixpath.basename(config["search"])
        worker = f"assets/search.js?theme={theme}" + (f"&stemmer={stemmer}" if stemmer else "")
        worker += f"&index={posixpath.relpath(posixpath.join(root, ADDRESS), 'assets')}"
        config["translations"]["search.result.one"] = one_found
        config["search"] = posixpath.join(config["base"], worker)
        config["base"] = posixpath.join(config["base"], root)
        return match[1] + json.dumps(config).replace("<", r"\u003c") + match[3]

    return _CONFIGURATION.sub(point, html)
