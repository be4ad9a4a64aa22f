"""What was agreed on, and terms → the elements of XLIFF 2.0's modules for translation candidates and for glossaries."""

from collections.abc import Iterable
from typing import Any

from concord.xliff.units import Match, Term
from concord.xliff.xliff20_content import NAMESPACE, fill, original_data
from concord.xliff.xml_text import SPACE, add

_NS = f"{{{NAMESPACE}}}"
NAMESPACES = {"mtc": "urn:oasis:names:tc:xliff:matches:2.0", "gls": "urn:oasis:names:tc:xliff:glossary:2.0"}
_MATCHES, _GLOSSARY = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("mtc", "gls"))
SEGMENT = "s"  # the id of a unit's only segment, which these elements refer to


def add_match(unit: Any, match: Match) -> None:
    """Appends a translation candidate to a unit."""
    similarity = f"{100 * match.similarity:.1f}"
    element = add(
        add(unit, f"{_MATCHES}matches"),
        f"{_MATCHES}match",
        ref=f"#{SEGMENT}",
        type="tm",
        origin="agreed on before",
        similarity=similarity,
    )
    names = original_data(element, match.source, match.target)
    fill(add(element, f"{_NS}source", **{SPACE: "preserve"}), match.source, names)
    fill(add(element, f"{_NS}target", **{SPACE: "preserve"}), match.target, names)


def add_glossary(unit: Any, terms: Iterable[Term]) -> None:
    """Appends a glossary with the `terms` of its source to a unit."""
    glossary = add(unit, f"{_GLOSSARY}glossary")
    for term in terms:
        entry = add(glossary, f"{_GLOSSARY}glossEntry", ref=f"#{SEGMENT}")
        add(entry, f"{_GLOSSARY}term", term.source)
        for target in term.targets:
            add(entry, f"{_GLOSSARY}translation", target)
