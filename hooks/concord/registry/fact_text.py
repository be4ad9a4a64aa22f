"""A fact → the text that states it in one language."""

from concord.languages import Language
from concord.registry import Fact, Measured, Name, Registry
from concord.values import write_quantity


def fact_text(fact: Fact, registry: Registry, language: Language) -> str:
    """What a fact states, in the canonical form of `language`.

    Returns:
        The written quantity, the name of a person or an organisation, or the labels of a statement's objects. An
        object without an entry among the titles, or without a label in `language` yet, is named by its id.
    """
    if isinstance(fact, Measured):
        return write_quantity(fact.quantity, language)
    if isinstance(fact, Name):
        return fact.value
    titles = registry.titles
    return ", ".join(titles[id].labels.get(language.code, id) if id in titles else id for id in fact.object)
