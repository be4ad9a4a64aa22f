"""Structured data for the pages of the glossary: JSON-LD in the terms of schema.org."""

import json

from concord.corpus import Corpus
from concord.registry import Registry, Title
from concord.site.addresses import published
from concord.site.exchange import LICENCE, rendering
from concord.site.glossary import INDEX


def linked_data(registry: Registry, corpus: Corpus, site: str, language: str, path: str) -> str:
    """What the page at `path` in `language` defines, as text for a script element; "" where it defines nothing."""
    page = corpus.pages[language][path]
    id = next((section.id for section in page.sections if section.level == 1), "")
    if id == INDEX:
        titles = registry.titles.values()
        terms = [{"@type": "DefinedTerm", **_named(title, corpus, site, language)} for title in titles]
        summary = {"description": page.meta.get("description", ""), "license": LICENCE, "hasDefinedTerm": terms}
        return _script({**_set(corpus, site, language), **summary})
    if title := registry.titles.get(id):
        return _script(_term(title, corpus, site, language))
    return ""


def _set(corpus: Corpus, site: str, language: str) -> dict[str, object]:
    home = corpus.home(language, INDEX)
    address = published(corpus, site, language, INDEX)
    name = home[1].title if home else INDEX
    return {"@type": "DefinedTermSet", "@id": address, "url": address, "name": name, "inLanguage": language}


def _named(title: Title, corpus: Corpus, site: str, language: str) -> dict[str, object]:
    address = published(corpus, site, language, title.id)
    return {"@id": address, "url": address, "name": title.labels[language]}


def _term(title: Title, corpus: Corpus, site: str, language: str) -> dict[str, object]:
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


def _script(data: dict[str, object]) -> str:
    """The data as JSON that cannot end the script element it stands in."""
    return json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).replace("<", "\\u003c")
