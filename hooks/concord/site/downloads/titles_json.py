"""Titles → `titles.json`. The README of the project describes its keys."""

import json
from dataclasses import asdict

from concord.registry import Title
from concord.site.context import SiteContext
from concord.site.glossary.rendering import LICENCE, rendering
from concord.site.glossary.title_card import confusable_titles
from concord.untrusted.printable import printable_json


def titles_json(context: SiteContext) -> str:
    """The text of `titles.json`: all titles in all languages, and former ids with those that took their place."""
    titles = context.registry.titles
    former = dict.fromkeys(id for title in titles.values() for id in title.replaces)
    data = {
        "version": 1,
        "site": context.site_url,
        "license": LICENCE,
        "languages": context.corpus.complete,
        "titles": [_title(context, title) for title in titles.values()],
        "replaced": [
            {"id": id, "replaced_by": [title.id for title in titles.values() if id in title.replaces]} for id in former
        ],
    }
    return printable_json(json.dumps(data, ensure_ascii=False, indent=1)) + "\n"


def _title(context: SiteContext, title: Title) -> dict[str, object]:
    languages = context.corpus.complete
    return {
        "id": title.id,
        "kind": title.kind,
        "abbreviations": title.abbreviations,
        "usual_for": title.default_for,
        "related": title.related,
        "not_same_as": [other.id for other in confusable_titles(title, context.registry)],
        "esco": title.esco,
        "same_as": title.same_as(),
        "core": title.core,
        "languages": {code: asdict(rendering(context.in_language(code), title)) for code in languages},
    }
