"""`titles.tbx`: the titles as a TBX-Basic termbase (ISO 30042), in the form of the first edition, which tools read.

A concept is a title; in each language it has a preferred term, admitted ones and the abbreviations.
"""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from concord.languages import language
from concord.pages.corpus import Corpus
from concord.registry import Registry, Title
from concord.site.downloads.titles_json import LICENCE, Rendering, rendering
from concord.site.extensions.glossary import INDEX
from concord.site.glossary.title_card import confusable_titles, kind_name
from concord.site.urls import absolute_url

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def titles_tbx(registry: Registry, corpus: Corpus, site: str) -> str:
    """The text of `titles.tbx` for the site at `site`."""
    root = Element("martif", {"type": "TBX-Basic", _LANGUAGE: corpus.languages[0]})
    root.append(_header(corpus, site))
    body = SubElement(SubElement(root, "text"), "body")
    body.extend(_entry(title, registry, corpus, site) for title in registry.titles.values())
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _header(corpus: Corpus, site: str) -> Element:
    header = Element("martifHeader")
    description = SubElement(header, "fileDesc")
    _add(SubElement(description, "titleStmt"), "title", _heading(corpus, corpus.languages[0]))
    _add(SubElement(description, "publicationStmt"), "p", LICENCE)
    source = SubElement(description, "sourceDesc")
    for code in corpus.languages:
        _add(source, "p", f"{_heading(corpus, code)}: {absolute_url(corpus, site, code, INDEX)}").set(_LANGUAGE, code)
    _add(SubElement(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs", "XCSURI")
    return header


def _heading(corpus: Corpus, code: str) -> str:
    """What the language calls the glossary."""
    home = corpus.find_section(code, INDEX)
    return home[1].title if home else INDEX


def _entry(title: Title, registry: Registry, corpus: Corpus, site: str) -> Element:
    first = corpus.languages[0]
    entry = Element("termEntry", id=title.id)
    _add(entry, "descrip", kind_name(title.kind, language(first)), "subjectField")
    if title.esco:
        _add(entry, "note", f"ESCO: {title.esco}")
    for other in (registry.titles[id] for id in title.related if id in registry.titles):
        _add(entry, "ref", other.labels[first], "crossReference", other.id)
    for code in corpus.languages:
        said = rendering(title, corpus, code, site)
        names = [other.labels[code] for other in confusable_titles(title, registry)]
        entry.append(_language(code, said, names, title.abbreviations))
    return entry


def _language(code: str, said: Rendering, strangers: Iterable[str], abbreviations: Iterable[str]) -> Element:
    words = language(code).interface
    part = Element("langSet", {_LANGUAGE: code})
    if said.definition:
        _add(part, "descrip", said.definition, "definition")
    if names := ", ".join(strangers):
        _add(part, "note", f"{words['not_same_as']}: {names}")
    part.extend(_terms(said, abbreviations))
    preferred = part.find("tig")
    if preferred is not None and not said.reviewed:
        _add(preferred, "note", words["unreviewed"].strip("()"))
    if preferred is not None and said.address:
        _add(preferred, "xref", said.label, "externalCrossReference", said.address)
    return part


def _terms(said: Rendering, abbreviations: Iterable[str]) -> Iterator[Element]:
    """The label first, then the further names, then the abbreviations."""
    yield _term(said.label, "fullForm", "preferredTerm-admn-sts")
    for name in said.others:
        yield _term(name, "fullForm", "admittedTerm-admn-sts")
    for letters in abbreviations:
        yield _term(letters, "acronym", "admittedTerm-admn-sts")


def _term(text: str, type: str, status: str) -> Element:
    term = Element("tig")
    _add(term, "term", text)
    _add(term, "termNote", "noun", "partOfSpeech")
    _add(term, "termNote", type, "termType")
    _add(term, "termNote", status, "administrativeStatus")
    return term


def _add(parent: Element, tag: str, text: str, type: str = "", target: str = "") -> Element:
    child = SubElement(parent, tag, {name: value for name, value in (("type", type), ("target", target)) if value})
    child.text = text
    return child
