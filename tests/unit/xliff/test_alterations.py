"""What translation tools do to a file, beside translating it: one word comes in, and no other byte changes."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from translators import NS, contents, export, run
from trees import lay

OLD = "{urn:oasis:names:tc:xliff:document:1.2}"
FRONT = "---\ndescription: Eine Seite.\n---\n# Seite { #page }\n\n"
BODY = (
    "Eins und [die *breite* Straße](https://a.example) mit `Code` zu Ende.\n\nÜber zwei\nZeilen.\n\n"
    "## Nach { #nach }\n\nDrittens.\n"
)
Alter = Callable[[Any], Any]  # the root of a file → the same altered, None where it was changed in place, or bytes


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay(tmp_path_factory.mktemp("guide"), {f"docs/{code}/pay.md": FRONT + BODY for code in ("en", "de", "nl")})


@pytest.fixture(scope="module")
def files(tree: Path) -> dict[str, bytes]:
    """A file of each format, in which one word of one target is another."""
    found = {}
    for form, namespace in (("xliff", NS), ("xliff12", OLD)):
        root = export(tree, "nl", "--all", "--from", "en", "--format", form)
        for part in (part for target in root.iter(f"{namespace}target") for part in target.iter()):
            part.text = (part.text or "").replace("breite", "weite")
            part.tail = (part.tail or "").replace("breite", "weite")
        found[form] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return found


def as_text(change: Callable[[str], str], encoding: str = "utf-8") -> Alter:
    def alter(root: Any) -> bytes:
        raw = etree.tostring(root, encoding="unicode")
        changed = change(raw)
        assert changed != raw or encoding != "utf-8"
        return changed.encode(encoding)

    return alter


def swap(*pairs: tuple[str, str]) -> Alter:
    """Replaces one text by another wherever it stands."""

    def change(raw: str) -> str:
        for old, new in pairs:
            assert old in raw
            raw = raw.replace(old, new)
        return raw

    return as_text(change)


def with_prefix(raw: str) -> str:
    return re.sub(r"<(/?)(?!\w+:|[?!/])", r"<\1x:", raw).replace("xmlns=", "xmlns:x=")


def each(path: str, change: Callable[[Any], None]) -> Alter:
    """Changes each element at `path`, in the namespace of the file."""

    def alter(root: Any) -> None:
        found = list(root.iter(*(f"{{{etree.QName(root).namespace}}}{tag}" for tag in path.split())))
        assert found
        for one in found:
            change(one)

    return alter


def remove(one: Any) -> None:
    """Takes an element out; what stands behind it stays."""
    parent, before = one.getparent(), one.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (one.tail or "")
    else:
        before.tail = (before.tail or "") + (one.tail or "")
    parent.remove(one)


def remove_untouched(target: Any) -> None:
    if "weite" not in "".join(target.itertext()):
        remove(target)


def nameless(one: Any) -> None:
    for key in ("original", "name"):
        one.attrib.pop(key, None)


def unwrap(one: Any) -> None:
    parent = one.getparent()
    for child in list(one):
        parent.insert(parent.index(one), child)
    parent.remove(one)


def halves(one: Any) -> None:
    """`<pc>` as `<sc>` and `<ec>`."""
    parent, index = one.getparent(), one.getparent().index(one)
    first = etree.Element(f"{NS}sc", id=one.get("id"), dataRef=one.get("dataRefStart"))
    last = etree.Element(f"{NS}ec", startRef=one.get("id"), dataRef=one.get("dataRefEnd"))
    first.tail, last.tail = one.text, one.tail
    inner = list(one)
    parent.remove(one)
    for child in (last, *reversed(inner), first):
        parent.insert(index, child)


def renumber(one: Any) -> None:
    """Other ids for the codes of a target: 7, 8, 9."""
    for number, code in enumerate(one.iter(f"{NS}pc", f"{NS}ph"), 7):
        code.set("id", str(number))


def in_one_line(one: Any) -> None:
    for part in one.iter():
        part.text = re.sub(r"\s+", " ", part.text or "")
        part.tail = re.sub(r"\s+", " ", part.tail or "")


def broken_at_codes(one: Any) -> None:
    """Line breaks around codes, as the npm package xliff writes them."""
    for code in one.iter(f"{OLD}bpt", f"{OLD}ept", f"{OLD}ph", f"{NS}pc", f"{NS}ph"):
        before = code.getprevious()
        if before is None:
            code.getparent().text = f"{code.getparent().text or ''}\n            "
        else:
            before.tail = f"{before.tail or ''}\n            "


def broken_without_codes(root: Any) -> None:
    each("originalData", remove)(root)
    each("source target", broken_at_codes)(root)


def only_touched(unit: Any) -> None:
    if "weite" not in "".join(unit.itertext()):
        unit.getparent().remove(unit)


def with_foreign_file(root: Any) -> None:
    other = etree.SubElement(root, f"{NS}file", id="x", original="letter.docx")
    segment = etree.SubElement(etree.SubElement(other, f"{NS}unit", id="1"), f"{NS}segment")
    etree.SubElement(segment, f"{NS}source").text = etree.SubElement(segment, f"{NS}target").text = "Dear"


def extended(one: Any) -> None:
    one.set("{urn:tool}match", "101")
    one.insert(0, etree.Element("{urn:tool}info", by="Tool"))


def as_g(target: Any) -> None:
    """The codes of XLIFF 1.2 as `<g>` and `<x>`, without their Markdown."""
    text = etree.tostring(target, encoding="unicode", with_tail=False)
    text = re.sub(r'<bpt id="(\d+)"[^>]*>[^<]*</bpt>', r'<g id="\1">', text)
    text = re.sub(r"<ept[^>]*>[^<]*</ept>", "</g>", text)
    text = re.sub(r'<ph id="(\d+)"[^>]*>[^<]*</ph>', r'<x id="\1"/>', text)
    _take(target, etree.fromstring(text))


def as_bx(target: Any) -> None:
    text = etree.tostring(target, encoding="unicode", with_tail=False)
    text = re.sub(r'<bpt id="(\d+)"[^>]*>[^<]*</bpt>', r'<bx id="9\1" rid="\1"/>', text)
    text = re.sub(r'<ept id="(\d+)"[^>]*>[^<]*</ept>', r'<ex id="8\1" rid="\1"/>', text)
    _take(target, etree.fromstring(text))


def as_words(target: Any) -> None:
    _take(target, None, "".join(target.itertext()))


def in_segments(unit: Any) -> None:
    """As memoQ and Trados do: the source once more, and marks around the sentences of both."""
    source, target = unit.find(f"{OLD}source"), unit.find(f"{OLD}target")
    for number, one in enumerate((etree.SubElement(unit, f"{OLD}seg-source"), target)):
        kept = etree.fromstring(etree.tostring(target if number else source))
        mark = etree.Element(f"{OLD}mrk", mtype="seg", mid="1")
        mark.text = kept.text
        mark.extend(list(kept))
        _take(one, None)
        one.append(mark)
    source.addnext(unit.find(f"{OLD}seg-source"))


def _take(target: Any, other: Any, text: str = "") -> None:
    target[:] = [] if other is None else list(other)
    target.text = text if other is None else other.text


ALTERATIONS: dict[str, tuple[str, Alter]] = {
    "another prefix": ("xliff", as_text(with_prefix)),
    "numbered characters": ("xliff", swap(("Straße", "Stra&#xDF;e"), ("Eins", "&#69;ins"))),
    "UTF-16": ("xliff", as_text(lambda raw: raw, "utf-16")),
    "a byte order mark": ("xliff", as_text(lambda raw: raw, "utf-8-sig")),
    "CDATA": ("xliff", swap(("Drittens.", "<![CDATA[Drittens.]]>"), ("weite", "<![CDATA[weite]]>"))),
    "comments": ("xliff", swap(("<segment", "<!-- --><?t x?><segment"), ("Eins", "E<!-- -->ins"))),
    "split into segments": ("xliff", swap((
        '<target xml:space="preserve">Eins ',
        '<target>Eins</target></segment><ignorable><source> </source></ignorable><segment id="s2"><source/><target>'))),
    "terms marked": ("xliff", swap(
        ("Eins", '<mrk id="m1" type="term">Eins</mrk><sm id="m2"/>'), ("Ende", '<em startRef="m2"/>Ende'))),
    "laid out anew": ("xliff", swap(("<target", "\n\n<target"), ("</segment>", "\n\t</segment>"))),
    "states set": ("xliff", each("segment", lambda one: one.set("state", "final"))),
    "codes as halves": ("xliff", each("pc", halves)),
    "codes renumbered": ("xliff", each("target", renumber)),
    "Markdown of codes dropped": ("xliff", each("originalData", remove)),
    "no target where nothing was done": ("xliff", each("target", remove_untouched)),
    "a line for each text": ("xliff", each("source target", in_one_line)),
    "line ends of Windows": ("xliff", swap(("\n", "\r\n"))),
    "regions": ("xliff", each("xliff", lambda one: one.attrib.update({"srcLang": "en-GB", "trgLang": "nl-BE"}))),
    "notes dropped": ("xliff", each("notes", remove)),
    "groups dissolved": ("xliff", each("group", unwrap)),
    "names dropped": ("xliff", each("file group unit", nameless)),
    "only what was touched": ("xliff", each("unit", only_touched)),
    "another project in it": ("xliff", with_foreign_file),
    "extensions": ("xliff", each("unit", extended)),
    "no Markdown of codes, and lines broken at them": ("xliff", broken_without_codes),
    "version 2.1": ("xliff", each("xliff", lambda one: one.set("version", "2.1"))),
    "pages in another order": ("xliff", lambda root: root.__setitem__(slice(None), list(root)[::-1])),
    "1.2: codes as g and x": ("xliff12", each("target", as_g)),
    "1.2: codes as bx and ex": ("xliff12", each("target", as_bx)),
    "1.2: codes as words": ("xliff12", each("target", as_words)),
    "1.2: segments marked": ("xliff12", each("trans-unit", in_segments)),
    "1.2: lines broken at codes": ("xliff12", each("source target", broken_at_codes)),
    "1.2: approved": ("xliff12", each("trans-unit", lambda one: one.set("approved", "yes"))),
    "1.2: states set": ("xliff12", each("target", lambda one: one.set("state", "signed-off"))),
    "1.2: groups dissolved": ("xliff12", each("group", unwrap)),
    "1.2: regions": ("xliff12", each("file", lambda one: one.set("target-language", "nl-NL"))),
}  # fmt: skip


@pytest.mark.parametrize("name", ALTERATIONS)
def test_a_word_comes_in_and_no_other_byte_changes(tree: Path, files: dict[str, bytes], name: str) -> None:
    (tree / "docs/nl/pay.md").write_text(FRONT + BODY, encoding="utf-8")
    before = contents(tree)
    form, alter = ALTERATIONS[name]
    root = etree.fromstring(files[form])
    altered = alter(root)
    (tree / "back.xlf").write_bytes(altered if isinstance(altered, bytes) else etree.tostring(root, encoding="utf-8"))
    done = run(tree, "import", "back.xlf")
    assert done.exit_code == 0 and "pay.md: 1 unit\n" in done.output, done.output
    before["docs/nl/pay.md"] = before["docs/nl/pay.md"].replace(b"breite", b"weite")
    assert contents(tree) == before
    assert not list(tree.glob("*.rest*"))
