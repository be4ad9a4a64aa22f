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

from concord.printable import UNPRINTABLE

PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
KINDS = (*PAGES, ".avif", ".csv", ".gif", ".jpeg", ".jpg", ".pdf", ".png", ".svg", ".txt", ".webp", ".woff2")
LOCK = "sync.lock"
_LARGEST_SVG = 1_000_000  # bytes; a drawing that is larger is data
_SVG = "http://www.w3.org/2000/svg"
_METADATA = frozenset({"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/elements/1.1/"})
_METADATA |= {"http://creativecommons.org/ns#", "http://www.inkscape.org/namespaces/inkscape"}
_METADATA |= {"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"}
_RUNS = frozenset(
    {"script", "foreignobject", "handler", "listener", "set", "animate", "animatemotion", "animatetransform"}
)
_OUTSIDE = re.compile(r"url\(\s*[\"']?(?!#)|@import|expression\(", re.IGNORECASE)
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
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [*folders, *sorted(names)]:
            file = Path(place, name)
            path = file.relative_to(folder).as_posix()
            if name.startswith("."):  # MkDocs leaves these out
                continue
            if UNPRINTABLE.search(name) or "\n" in name:
                yield FileFault(path, "its name has a control character")
            elif file.is_symlink() and not file.resolve().is_relative_to(top):
                yield FileFault(path, "it is a link that leads out of the folder")
            elif name in folders:
                continue
            elif not file.is_file():
                yield FileFault(path, "it is no file")
            elif name != LOCK and not name.lower().endswith(KINDS):
                yield FileFault(path, "it is of no kind that is published from here")
            elif name.lower().endswith(".svg"):
                yield from (FileFault(path, reason, line) for line, reason in _svg_faults(file))


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
    if found := re.search(r"<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet", text, re.IGNORECASE):
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
    if name.lower() == "style" and _OUTSIDE.search(element.text or ""):
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
