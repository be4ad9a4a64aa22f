"""Structured data for the heads of the pages: JSON-LD in the terms of schema.org."""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from concord.model import Page
from concord.pages.corpus import Corpus
from concord.registry import Registry, Title
from concord.site.downloads.titles_json import LICENCE, rendering
from concord.site.extensions.glossary import INDEX
from concord.site.metadata.json_ld_occupations import occupations
from concord.site.urls import absolute_url, site_path

Data = dict[str, object]


def json_ld(registry: Registry, corpus: Corpus, site: str, language: str, path: str) -> list[str]:
    """What the page at `path` in `language` is about, as texts for script elements: what it defines, whose pay it
    cites, and the way to it."""
    page = corpus.pages[language][path]
    things = [
        *_defined(page, registry, corpus, site),
        *occupations(page, registry, corpus, site),
        *_way(page, corpus, site),
    ]
    return [_script(thing) for thing in things]


def _defined(page: Page, registry: Registry, corpus: Corpus, site: str) -> Iterator[Data]:
    language = page.language
    id = page.heading.id if page.heading else ""
    if id == INDEX:
        titles = registry.titles.values()
        terms = [{"@type": "DefinedTerm", **_named(title, corpus, site, language)} for title in titles]
        summary = {"description": page.meta.get("description", ""), "license": LICENCE, "hasDefinedTerm": terms}
        yield {**_set(corpus, site, language), **summary}
    if title := registry.titles.get(id):
        yield _term(title, corpus, site, language)


def _way(page: Page, corpus: Corpus, site: str) -> Iterator[Data]:
    """The pages above this one, each the index of a folder, and the page itself."""
    pages = corpus.pages[page.language]
    indices = [(folder / "index.md").as_posix() for folder in reversed(PurePosixPath(page.path).parents)]
    above = [pages[path] for path in indices if path in pages and path != page.path]
    if above:
        steps = enumerate([*above, page], 1)
        items = [{"@type": "ListItem", "position": place, **_item(step, corpus, site)} for place, step in steps]
        yield {"@type": "BreadcrumbList", "itemListElement": items}


def _item(page: Page, corpus: Corpus, site: str) -> Data:
    return {"name": page.title, "item": site + site_path(corpus, page.language, page.path)}


def _set(corpus: Corpus, site: str, language: str) -> Data:
    home = corpus.find_section(language, INDEX)
    address = absolute_url(corpus, site, language, INDEX)
    name = home[1].title if home else INDEX
    return {"@type": "DefinedTermSet", "@id": address, "url": address, "name": name, "inLanguage": language}


def _named(title: Title, corpus: Corpus, site: str, language: str) -> Data:
    address = absolute_url(corpus, site, language, title.id)
    return {"@id": address, "url": address, "name": title.labels[language]}


def _term(title: Title, corpus: Corpus, site: str, language: str) -> Data:
    """The title; its code is its id, for letters such as CCO may stand for several."""
    said = rendering(title, corpus, language, site)
    return {
        "@type": "DefinedTerm",
        **_named(title, corpus, site, language),
        "alternateName": [*said.others, *title.abbreviations],
        "description": said.definition,
        "termCode": title.id,
        "inDefinedTermSet": _set(corpus, site, language),
    }


def _script(data: Data) -> str:
    """The data as JSON that cannot end the script element it stands in."""
    return json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).replace("<", "\\u003c")
