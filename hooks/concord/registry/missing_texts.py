"""Registry and a language → the texts that it does not have yet, and a registry that shows others in their place."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from concord.languages import Language
from concord.languages.locale_names import language_name
from concord.registry import Registry
from concord.registry.entry import TEXTS

Model = TypeVar("Model", bound=BaseModel)


class MissingText(NamedTuple):
    """A text that an entry has in other languages: the kind and the id of the entry, and the keys that lead to it."""

    kind: str
    id: str
    key: str


def missing_texts(registry: Registry, code: str) -> list[MissingText]:
    """The texts of the registry that the language `code` lacks, in the order of the files."""
    kinds: dict[str, Mapping[str, BaseModel]] = {
        "facts": registry.facts,
        "titles": registry.titles,
        "sources": registry.sources,
        "pictures": registry.charts,
    }
    return [
        MissingText(kind, id, key)
        for kind, entries in kinds.items()
        for id, entry in entries.items()
        for key, texts in _texts(entry)
        if texts and code not in texts
    ]


def with_stand_ins(registry: Registry, languages: list[Language]) -> Registry:
    """`registry`, in which a text that one of `languages` lacks is that of another language, named behind it.

    So a French page says `Pay in Germany (anglais)`, which nobody takes for French.
    """
    if not languages:
        return registry
    return replace(
        registry,
        facts={id: _completed(fact, languages) for id, fact in registry.facts.items()},
        titles={id: _completed(title, languages) for id, title in registry.titles.items()},
        sources={id: _completed(source, languages) for id, source in registry.sources.items()},
        charts={id: _completed(chart, languages) for id, chart in registry.charts.items()},
    )


def stand_ins(registry: Registry, language: Language) -> dict[str, str]:
    """The texts that stand in for those that `language` lacks, as `with_stand_ins` has them → the codes of theirs."""
    found = {}
    for entries in (registry.facts, registry.titles, registry.sources, registry.charts):
        for entry in entries.values():
            for _, texts in _texts(entry):
                if texts and language.code not in texts:
                    found[_stand_in(texts, language)] = next(iter(texts))
    return found


def _texts(value: Any, above: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    """The texts by language in an entry, or in a part of it, each with the keys that lead to it: `base.population`."""
    if isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _texts(part, f"{above}.{index + 1}")
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            key, part = f"{above}.{name}".lstrip("."), getattr(value, name)
            if name in TEXTS and isinstance(part, Mapping):
                yield key, part
            else:
                yield from _texts(part, key)


def _completed(entry: Model, languages: list[Language]) -> Model:
    """`entry` with a text in each of `languages` wherever it has one in any."""
    changes: dict[str, Any] = {}
    for name in type(entry).model_fields:
        part = getattr(entry, name)
        if name in TEXTS and isinstance(part, Mapping):
            stand_ins = {one.code: _stand_in(part, one) for one in languages if part and one.code not in part}
            changes |= {name: {**part, **stand_ins}} if stand_ins else {}
        elif isinstance(part, BaseModel):
            changes[name] = _completed(part, languages)
        elif isinstance(part, tuple) and any(isinstance(one, BaseModel) for one in part):
            changes[name] = tuple(_completed(one, languages) for one in part)
    return entry.model_copy(update=changes) if changes else entry


def _stand_in(texts: Mapping[str, str], language: Language) -> str:
    """The first of `texts`, with the name of its language in brackets, in the words of `language`."""
    code, text = next(iter(texts.items()))
    return f"{text} ({language_name(code, language)})"
