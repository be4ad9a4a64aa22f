"""What other systems read of a title, and `titles.json`, which has it for all titles. The README describes its keys."""

import json
from dataclasses import asdict, dataclass

from concord.pages.corpus import Corpus
from concord.registry import Registry, Title
from concord.site.glossary.definitions import definition
from concord.site.glossary.title_card import confusable_titles
from concord.site.urls import absolute_url

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Rendering:
    """A title in one language: what the guide calls it and further names, and the address of its page.

    `reviewed` is false where no source settles the label; `definition` and `address` are "" where it has no page.
    """

    label: str
    others: tuple[str, ...]
    reviewed: bool
    definition: str
    address: str


def rendering(title: Title, corpus: Corpus, language: str, site: str) -> Rendering:
    """The title in `language`, with addresses on the site at `site`."""
    label = title.labels[language]
    others = tuple(name for name in dict.fromkeys(title.others.get(language, ())) if name != label)
    reviewed = title.reviewed.get(language, True)
    address = absolute_url(corpus, site, language, title.id)
    return Rendering(label, others, reviewed, definition(corpus, language, title.id), address)


def titles_json(registry: Registry, corpus: Corpus, site: str) -> str:
    """The text of `titles.json` for the site at `site`."""
    data = {
        "version": 1,
        "site": site,
        "license": LICENCE,
        "languages": corpus.languages,
        "titles": [_title(title, registry, corpus, site) for title in registry.titles.values()],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _title(title: Title, registry: Registry, corpus: Corpus, site: str) -> dict[str, object]:
    return {
        "id": title.id,
        "kind": title.kind,
        "abbreviations": title.abbreviations,
        "usual_for": title.default_for,
        "related": title.related,
        "not_same_as": [other.id for other in confusable_titles(title, registry)],
        "esco": title.esco,
        "languages": {code: asdict(rendering(title, corpus, code, site)) for code in corpus.languages},
    }
