"""The titles for the terminal: a line a title, or one title with its names, and where it is explained and linked."""

from collections.abc import Iterator

from concord.languages import language
from concord.pages.corpus import Corpus
from concord.registry import Registry, Title
from concord.text.title_forms import is_title_form


def lines(corpus: Corpus, registry: Registry, query: str | None) -> list[str]:
    """All titles, or those that `query` names by id or by a form in one of the languages; [] where it names none."""
    if query is not None and query in registry.titles:
        return list(_whole(registry.titles[query], corpus, registry))
    languages = [language(code) for code in corpus.languages]
    titles = [
        title
        for title in registry.titles.values()
        if query is None or any(is_title_form(query, title, own) for own in languages)
    ]
    if query is not None and len(titles) == 1:
        return list(_whole(titles[0], corpus, registry))
    width = max((len(title.id) for title in titles), default=0)
    return [f"{title.id:{width}}  {', '.join(_names(title, corpus.languages[0]))}" for title in titles]


def _names(title: Title, code: str) -> tuple[str, ...]:
    """What the language calls the title, and its abbreviations."""
    return (title.labels[code], *title.others.get(code, ()), *title.abbreviations)


def _whole(title: Title, corpus: Corpus, registry: Registry) -> Iterator[str]:
    place = registry.place("titles", title.id)
    yield f"{title.id} ({title.kind}), {place.path}:{place.line}"
    for code in corpus.languages:
        unsure = " (unreviewed)" if title.reviewed.get(code) is False else ""
        yield f"  {code}  {', '.join(_names(title, code))}{unsure}"
    if title.not_same_as:
        yield f"  not the same as {', '.join(title.not_same_as)}"
    for code in corpus.languages:
        if home := corpus.find_section(code, title.id):
            at = home[1].location
            yield f"  explained {at.path}:{at.line}"
    for page in corpus:
        for _, reference in page.references:
            if (reference.scheme, reference.target) == ("title", title.id):
                at = reference.location
                yield f"  linked {at.path}:{at.line}:{at.column}: {' '.join(reference.text.split())}"
