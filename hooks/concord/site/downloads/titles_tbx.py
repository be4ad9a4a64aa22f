"""Titles → `titles.tbx`, a TBX-Basic termbase (ISO 30042) in the form of the first edition, which tools read.

A concept is a title. In each language it has a preferred term, admitted terms, and its abbreviations. Names that are
not established, or mean it only in part, are left out, as are words of other languages.
"""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from concord.languages import Language
from concord.registry import Title
from concord.site.context import SiteContext
from concord.site.glossary.definitions import GLOSSARY_ID, glossary_name
from concord.site.glossary.rendering import LICENCE, Rendering, rendering
from concord.site.glossary.title_card import confusable_titles, kind_name
from concord.site.urls import absolute_url

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def titles_tbx(context: SiteContext) -> str:
    """The text of `titles.tbx`."""
    root = termbase(context)
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def termbase(context: SiteContext) -> Element:
    """The root of the termbase. What belongs to no language is in the first language of the corpus."""
    context = context.in_language(context.corpus.complete[0])
    root = Element("martif", {"type": "TBX-Basic", _LANGUAGE: context.code})
    root.append(_header(context))
    body = SubElement(SubElement(root, "text"), "body")
    body.extend(_entry(context, title) for title in context.registry.titles.values())
    return root


def _header(context: SiteContext) -> Element:
    header = Element("martifHeader")
    description = SubElement(header, "fileDesc")
    _add(SubElement(description, "titleStmt"), "title", glossary_name(context))
    _add(SubElement(description, "publicationStmt"), "p", LICENCE)
    source = SubElement(description, "sourceDesc")
    for code in context.corpus.complete:
        there = context.in_language(code)
        text = f"{glossary_name(there)}: {absolute_url(there, GLOSSARY_ID)}"
        _add(source, "p", text).set(_LANGUAGE, code)
    _add(SubElement(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs", "XCSURI")
    return header


def _entry(context: SiteContext, title: Title) -> Element:
    titles = context.registry.titles
    entry = Element("termEntry", id=title.id)
    _add(entry, "descrip", kind_name(title.kind, context.language), "subjectField")
    for address in title.same_as():
        _add(entry, "xref", address, "externalCrossReference", address)
    for other in (titles[id] for id in title.related if id in titles):
        _add(entry, "ref", other.labels[context.code], "crossReference", other.id)
    for code in context.corpus.complete:
        there = context.in_language(code)
        confusable = [other.label_with_regions(code) for other in confusable_titles(title, context.registry)]
        entry.append(_language_set(there.language, rendering(there, title), confusable, title.abbreviations))
    return entry


def _language_set(
    language: Language, rendered: Rendering, confusable: Iterable[str], abbreviations: Iterable[str]
) -> Element:
    """What the termbase says of a title in one language. `confusable` are the labels of titles it is not."""
    words = language.interface
    part = Element("langSet", {_LANGUAGE: language.code})
    if rendered.definition:
        _add(part, "descrip", rendered.definition, "definition")
    if names := ", ".join(confusable):
        _add(part, "note", f"{words['not_same_as']}: {names}")
    part.extend(_terms(rendered, abbreviations, words["status_with_seat"]))
    preferred = part.find("tig")
    if preferred is not None and not rendered.reviewed:
        _add(preferred, "note", words["unreviewed"].strip("()"))
    if preferred is not None and rendered.address:
        _add(preferred, "xref", rendered.label, "externalCrossReference", rendered.address)
    return part


def _terms(rendered: Rendering, abbreviations: Iterable[str], with_seat: str) -> Iterator[Element]:
    """The label first, then the further names, then the abbreviations. `with_seat` says what some names require."""
    regions = rendered.regions
    yield _term(rendered.label, "fullForm", "preferredTerm-admn-sts", regions.get(rendered.label, ()))
    for name in rendered.others:
        term = _term(name, "fullForm", "admittedTerm-admn-sts", regions.get(name, ()))
        if name in rendered.with_seat:
            _add(term, "note", with_seat)
        yield term
    for abbreviation in abbreviations:
        yield _term(abbreviation, "acronym", "admittedTerm-admn-sts")


def _term(text: str, type: str, status: str, regions: Iterable[str] = ()) -> Element:
    term = Element("tig")
    _add(term, "term", text)
    _add(term, "termNote", "noun", "partOfSpeech")
    _add(term, "termNote", type, "termType")
    _add(term, "termNote", status, "administrativeStatus")
    if used_in := ", ".join(regions):
        _add(term, "termNote", used_in, "geographicalUsage")
    return term


def _add(parent: Element, tag: str, text: str, type: str = "", target: str = "") -> Element:
    child = SubElement(parent, tag, {name: value for name, value in (("type", type), ("target", target)) if value})
    child.text = text
    return child
