"""The family `title`: a link to a title leads to one of the registry, under a name that it has in this language."""

from collections.abc import Iterator
from difflib import get_close_matches

from concord.corpus import Corpus
from concord.finding import Finding, on
from concord.languages import language
from concord.registry import Registry
from concord.titles import is_form


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """`title-unknown`, `title-form`."""
    for page in corpus:
        for section, reference in page.references:
            if reference.scheme != "title" or not registry.vouches("titles", reference.target):
                continue
            title = registry.titles.get(reference.target)
            if title is None:
                near = get_close_matches(reference.target, registry.titles, n=1)
                case = {"case": "near", "near": near[0]} if near else {}
                yield on(page, section, "title-unknown", reference.location, {"title": reference.target} | case)
            elif not is_form(reference.text, title, language(page.language)):
                place = registry.place("titles", title.id)
                yield on(
                    page,
                    section,
                    "title-form",
                    reference.text_location,
                    {
                        "text": reference.text,
                        "title": title.id,
                        "label": title.labels[page.language],
                        "place": f"{place.path}:{place.line}",
                    },
                    related=(place,),
                )
