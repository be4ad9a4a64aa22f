"""A page → structured data for its head: JSON-LD in the terms of schema.org."""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from concord.model import Page
from concord.registry import Title
from concord.site.context import SiteContext
from concord.site.facts.note import FACT_LIST_ID
from concord.site.glossary.definitions import GLOSSARY_ID, glossary_name
from concord.site.glossary.rendering import LICENCE, rendering
from concord.site.metadata.json_ld_occupations import occupations
from concord.site.urls import absolute_url, site_path

Data = dict[str, object]


def json_ld(context: SiteContext, modified: str = "") -> list[str]:
    """What the context's page is about, as texts for script elements.

    Args:
        context: The registry, the corpus, the language and the page.
        modified: When the page was last changed, in ISO 8601; "" where it is not known.

    Returns:
        The page with that day, the title or the titles that it defines, the occupations whose pay it cites, the facts
        as a dataset where it lists them all, and the breadcrumbs above it.
    """
    page = context.corpus.pages[context.code][context.page]
    things = [*_definitions(context, page), *occupations(context, page), *_dataset(context, page)]
    return [_script(thing) for thing in (*_web_page(context, page, modified), *things, *_breadcrumbs(context, page))]


def _web_page(context: SiteContext, page: Page, modified: str) -> Iterator[Data]:
    """When the page was last changed; nothing where that is not known."""
    if modified:
        address = context.site_url + site_path(context.corpus, context.code, page.path)
        about = {"url": address, "name": page.title, "inLanguage": context.code, "license": LICENCE}
        yield {"@type": "WebPage", "@id": address, **about, "dateModified": modified}


def _dataset(context: SiteContext, page: Page) -> Iterator[Data]:
    """The downloads of all facts, on the page that lists them."""
    if FACT_LIST_ID not in page.by_id:
        return
    kinds = {"facts.json": "application/json", "facts.csv": "text/csv"}
    files = [
        {"@type": "DataDownload", "contentUrl": context.site_url + name, "encodingFormat": kind}
        for name, kind in kinds.items()
    ]
    summary = {"name": page.title, "description": page.meta.get("description", ""), "license": LICENCE}
    yield {"@type": "Dataset", **summary, "inLanguage": context.code, "distribution": files}


def _definitions(context: SiteContext, page: Page) -> Iterator[Data]:
    """The set of all titles on the page with the A to Z, the title on a title's page."""
    id = next((section.id for section in page.sections if section.level == 1), "")
    titles = context.registry.titles
    if id == GLOSSARY_ID:
        terms = [{"@type": "DefinedTerm", **_named(context, title)} for title in titles.values()]
        summary = {"description": page.meta.get("description", ""), "license": LICENCE, "hasDefinedTerm": terms}
        yield {**_term_set(context), **summary}
    if title := titles.get(id):
        yield _term(context, title)


def _breadcrumbs(context: SiteContext, page: Page) -> Iterator[Data]:
    """The pages above this one, each the index of a folder, and the page itself; nothing where none is above it."""
    pages = context.corpus.pages[context.code]
    indices = [(folder / "index.md").as_posix() for folder in reversed(PurePosixPath(page.path).parents)]
    above = [pages[path] for path in indices if path in pages and path != page.path]
    if above:
        steps = enumerate([*above, page], 1)
        items = [{"@type": "ListItem", "position": place, **_item(context, step)} for place, step in steps]
        yield {"@type": "BreadcrumbList", "itemListElement": items}


def _item(context: SiteContext, page: Page) -> Data:
    return {"name": page.title, "item": context.site_url + site_path(context.corpus, context.code, page.path)}


def _term_set(context: SiteContext) -> Data:
    address, name = absolute_url(context, GLOSSARY_ID), glossary_name(context)
    return {"@type": "DefinedTermSet", "@id": address, "url": address, "name": name, "inLanguage": context.code}


def _named(context: SiteContext, title: Title) -> Data:
    address = absolute_url(context, title.id)
    return {"@id": address, "url": address, "name": title.labels[context.code]}


def _term(context: SiteContext, title: Title) -> Data:
    """A title. Its code is its id, since an abbreviation such as CCO may stand for several titles."""
    rendered = rendering(context, title)
    return {
        "@type": "DefinedTerm",
        **_named(context, title),
        "alternateName": [*title.established(context.code), *title.abbreviations],
        "description": rendered.definition,
        "termCode": title.id,
        "inDefinedTermSet": _term_set(context),
        **({"sameAs": [*title.same_as()]} if title.same_as() else {}),
    }


def _script(data: Data) -> str:
    """The data as JSON without `<`, which could end the script element that contains it."""
    return json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).replace("<", "\\u003c")
