"""The folder of a guide's pages → what lies in it that must not be published as it is.

MkDocs copies every file of that folder to the site, where a browser takes it for what its name says: a script or a
page of HTML would run with the rights of the guide's own pages, and a link to a file outside would publish that file.
So the folder has pages and files of listed kinds only; what the site itself is made of lies elsewhere (`overrides/`).
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
KINDS = (*PAGES, ".avif", ".csv", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".txt", ".webp", ".woff2")
LOCK = "sync.lock"
_LARGEST_SVG = 1_000_000  # bytes; a drawing that is larger is data
_SVG = "http://www.w3.org/2000/svg"
_METADATA = frozenset({"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/elements/1.1/"})
_METADATA |= {"http://creativecommons.org/ns#", "http://www.inkscape.org/namespaces/inkscape"}
_METADATA |= {"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"}
_RUNS = frozenset(
    {"script", "foreignobject", "handler", "listener", "set", "animate", "animatemotion", "animatetransform"}
)
_OUTSIDE = re.compile(r"url\(\s*[\"']?(?!#)|@import|image-set\(|src\(|expression\(|\\", re.IGNORECASE)  # \ escapes
_ENCODING = r"<\?xml[^>]*\sencoding\s*=\s*[\"'](?!utf-8[\"'])"
_NAME = re.compile(r"[\w .,()+@~=-]+")  # of a file: what needs no escaping in HTML, and no control character
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);", re.IGNORECASE)


class FileFault(NamedTuple):
    """A file that must not be published: its path from the folder, why, and the line where that shows."""

    path: str
    reason: str
    line: int = 1


def file_faults(folder: Path) -> Iterator[FileFault]:
    """What in `folder`, the one that is published, is of no listed kind, leads out of it, or is an SVG that runs."""
    top = folder.resolve()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))  # MkDocs leaves the hidden ones out
        for name in [*folders, *sorted(name for name in names if not name.startswith("."))]:
            file = Path(place, name)
            path = file.relative_to(folder).as_posix()
            if reason := _name_fault(file, top):
                yield FileFault(path, reason)
            elif name.lower().endswith(".svg") and name not in folders:
                yield from (FileFault(path, reason, line) for line, reason in _svg_faults(file))


def _name_fault(file: Path, top: Path) -> str:
    """Why a file or a folder must not be published, whatever it holds; "" for no reason."""
    if file.is_symlink() and not _is_public(file, top):
        return "it is a link that leads out of the folder"
    if not _NAME.fullmatch(file.name):
        return "its name has a character that no address should have"
    if file.is_dir():
        return "it is a link to a folder" if file.is_symlink() else ""
    if not file.is_file():
        return "it is no file"
    is_listed = file.name == LOCK or file.name.lower().endswith(KINDS)
    return "" if is_listed else "it is of no kind that is published from here"


def _is_public(link: Path, top: Path) -> bool:
    """Whether a link leads to something in `top` that would be published by itself: to nothing hidden."""
    target = link.resolve()
    return target.is_relative_to(top) and not any(part.startswith(".") for part in target.relative_to(top).parts)


def _svg_faults(file: Path) -> Iterator[tuple[int, str]]:
    """Why a drawing may not be published, each with its line."""
    try:
        data = file.read_bytes()
        if len(data) > _LARGEST_SVG:
            yield 1, f"it has more than {_LARGEST_SVG:,} bytes"
            return
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        yield 1, "it cannot be read as UTF-8"
        return
    if found := re.search(rf"<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet|{_ENCODING}", text, re.IGNORECASE):
        yield _line(text, found.start()), f"it has {found[0]}"
        return
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        yield getattr(error, "position", (1, 0))[0], "it is no XML"
        return
    for element in root.iter():
        for what, needle in _element_faults(element):
            found = re.search(needle, text, re.IGNORECASE)
            yield _line(text, found.start()) if found else 1, f"it has {what}"


def _element_faults(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """What in an element of a drawing runs or leads out, each with a pattern that finds it."""
    space, _, name = element.tag[1:].rpartition("}") if isinstance(element.tag, str) else ("", "", "")
    if isinstance(element.tag, str) and element.tag[:1] != "{":
        space, name = _SVG, element.tag
    if space not in {_SVG, *_METADATA} or name.lower() in _RUNS:
        yield f"<{name}>", rf"<(?:[\w-]+:)?{re.escape(name)}\b"
    if name.lower() == "style" and _OUTSIDE.search("".join(element.itertext())):
        yield "a style that loads something", _OUTSIDE.pattern
    for key, value in element.attrib.items():
        local = key.rpartition("}")[2].lower()
        if local.startswith("on") or (local == "base" and key != local):
            yield f"the attribute {local}", rf"\b{re.escape(local)}\s*="
        elif local in ("href", "src") and not _INSIDE.match(value.strip()):
            yield f"a link that leads out ({value[:40]})", rf"\b{re.escape(local)}\s*="
        elif _OUTSIDE.search(value):
            yield f"an attribute that loads something ({local})", rf"\b{re.escape(local)}\s*="


def _line(text: str, start: int) -> int:
    return text.count("\n", 0, start) + 1
