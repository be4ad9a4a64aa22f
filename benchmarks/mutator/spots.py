"""The blocks of a page and their partners in the other languages, by regular expressions; knows nothing of `concord`.

A block's partner is the block of the same number in the section of the same id, where both have as many blocks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mutator.mutation import Spot

_HEADING = re.compile(r"^#{1,6} .*?(?:\{ *#([\w-]+) *\})?[ \t]*$", re.MULTILINE)
_CHUNK = re.compile(r"```.*?^```[ \t]*$|[^\n]+(?:\n[^\n]+)*", re.MULTILINE | re.DOTALL)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True)
class Stretch:
    """A block or section of a page: its kind and where it stands in the page's text."""

    section: str
    kind: str
    start: int
    end: int
    heading: int  # the offset of its section's heading


@dataclass(frozen=True)
class Place:
    """Where an error may go: the page, and the stretch in each language, this one's first in `spot`."""

    page: str
    spot: Spot
    stretches: Mapping[str, Stretch]


def read(docs: Path, languages: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """The pages that every language has: path → language → text."""
    paths = [file.relative_to(docs / languages[0]).as_posix() for file in (docs / languages[0]).rglob("*.md")]
    return {
        path: {language: (docs / language / path).read_text(encoding="utf-8") for language in languages}
        for path in sorted(paths)
        if all((docs / language / path).is_file() for language in languages)
    }


def places(pages: Mapping[str, Mapping[str, str]], on: str) -> Iterator[Place]:
    """Every block (or section) of every page, once for each language."""
    for path, texts in pages.items():
        parts = {language: _parts(text, on) for language, text in texts.items()}
        first = next(iter(parts.values()))
        for section in first:
            if all(len(own.get(section, [])) == len(first[section]) for own in parts.values()):
                yield from _aligned(path, texts, {language: own[section] for language, own in parts.items()})


def _aligned(path: str, texts: Mapping[str, str], rows: Mapping[str, list[Stretch]]) -> Iterator[Place]:
    for index in range(len(next(iter(rows.values())))):
        stretches = {language: row[index] for language, row in rows.items()}
        said = {language: texts[language][s.start : s.end] for language, s in stretches.items()}
        if len({stretch.kind for stretch in stretches.values()}) == 1:
            for language, text in said.items():
                others = {other: said[other] for other in said if other != language}
                yield Place(path, Spot(language, text, stretches[language].kind, others), stretches)


def _parts(text: str, on: str) -> dict[str, list[Stretch]]:
    """The stretches of a page by the id of their section."""
    front = match.end() if (match := _FRONT.match(text)) else 0
    quiet = re.sub(r"^```.*?^```", lambda m: re.sub(r"[^\n]", ".", m[0]), text, flags=re.MULTILINE | re.DOTALL)
    headings = list(_HEADING.finditer(quiet, front))
    parts: dict[str, list[Stretch]] = {}
    for index, heading in enumerate(headings):
        end = headings[index + 1].start() if index + 1 < len(headings) else len(text)
        id = heading[1] or f"heading {index}"
        if on == "section":
            parts[id] = [Stretch(id, "section", heading.start(), end, heading.start())]
            continue
        chunks = [Stretch(id, "heading", heading.start(), heading.end(), heading.start())]
        for chunk in _CHUNK.finditer(text, heading.end(), end):
            chunks.append(Stretch(id, _kind(chunk[0]), chunk.start(), chunk.end(), heading.start()))
        parts[id] = chunks
    return parts


def _kind(text: str) -> str:
    if text.startswith("```"):
        return "code"
    if text.startswith("|"):
        return "table"
    if re.match(r"(?:[-*]|\d+\.) ", text):
        return "list"
    return "comment" if text.startswith("<!--") else "prose"
