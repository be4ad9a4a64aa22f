"""Registry → the lines of `concord titles`: one for each title, or one title with its names and the links to it."""

from collections.abc import Iterator

from concord.languages import language
from concord.pages.corpus import Corpus
from concord.registry import Registry, Title
from concord.text.title_forms import is_title_form


def lines(corpus: Corpus, registry: Registry, query: str | None) -> list[str]:
    """The lines for all titles, or for those that `query` names.

    Args:
        corpus: The pages, in which explanations and links are looked up.
        registry: The registry.
        query: The id of a title, or a form of its name in one of the languages; None for all titles.

    Returns:
        A line for each title, or the details of the only one that `query` names; [] where it names none.
    """
    if query is not None and query in registry.titles:
        return list(_details(registry.titles[query], corpus, registry))
    languages = [language(code) for code in corpus.languages]
    titles = [
        title
        for title in registry.titles.values()
        if query is None or any(is_title_form(query, title, lang) for lang in languages)
    ]
    if query is not None and len(titles) == 1:
        return list(_details(titles[0], corpus, registry))
    width = max((len(title.id) for title in titles), default=0)
    return [f"{title.id:{width}}  {', '.join(_names(title, corpus.languages[0]))}" for title in titles]


def _names(title: Title, code: str) -> tuple[str, ...]:
    """The names of `title` in the language `code`, then its abbreviations."""
    return (*title.terms(code), *title.abbreviations)


def _details(title: Title, corpus: Corpus, registry: Registry) -> Iterator[str]:
    place = registry.place("titles", title.id)
    yield f"{title.id} ({title.kind}), {place.path}:{place.line}"
    for code in corpus.languages:
        unsure = " (unreviewed)" if title.reviewed.get(code) is False else ""
        yield f"  {code}  {', '.join(_names(title, code))}{unsure}"
    if title.not_same_as:
        yield f"  not the same as {', '.join(title.not_same_as)}"
    for code in corpus.languages:
        if home := corpus.find_section(code, title.id):
            place = home[1].location
            yield f"  explained {place.path}:{place.line}"
    for page in corpus:
        for _, reference in page.references:
            if (reference.scheme, reference.target) == ("title", title.id):
                place = reference.location
                yield f"  linked {place.path}:{place.line}:{place.column}: {' '.join(reference.text.split())}"
