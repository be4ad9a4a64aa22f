"""What each sentence of a page speaks of: the role, what somebody says of it, or texts, the guide, where to look next.

`python tests/support/voice.py docs/en/role/reporting.md …` prints each counted sentence above `#evidence` with its
class, and their shares. Not counted are headings, tables, captions, code, and items of lists that are no sentences.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any

from concord import yaml
from concord.config import read_config
from concord.model import Block, Location, Page
from concord.pages.parser import Parser, parse_page
from concord.registry import SourceEntry, read_registry
from trees import ROOT

CLASSES = ("role", "attributed", "source")
FEWEST = 12  # sentences of a page
LEAST, MOST = {"role": 60}, {"attributed": 25, "source": 15}  # per cent of them
_WORDS: Any = yaml.load((ROOT / "tests/data/voice.yml").read_text(encoding="utf-8"))
_CITED = "\x01"  # behind a link to a source
_BRACKETS = re.compile(rf"\s*\((?:[^(){_CITED}]*{_CITED})+\s*\)")  # with a citation at their end
_END = re.compile(r"[.!?…](?:[”“’‘\"')]*)(?=\s|$)|:(?=\s*$)")
_MARKUP = re.compile(r"[*_`]|<[^>]*>|\{:?[^{}]*\}")
_BEGINNING = 4  # words
_DOMAIN = re.compile(r"\.(?:com|org|nl|de|net)$")


@dataclass(frozen=True)
class Sentence:
    """A sentence, its place, and its class."""

    text: str
    place: Location
    kind: str


def sentences(page: Page) -> Iterator[Sentence]:
    """Yields the counted sentences of `page`, in order."""
    for section in takewhile(lambda section: section.id != "evidence", page.sections):
        is_reporting = False  # whether the text before a list is a report of what a text says
        for _, group in groupby(section.blocks, key=lambda block: block.group):
            blocks = _prose([*group])
            is_list = bool(blocks) and blocks[0].outer in ("ul", "ol")
            for block in blocks:
                is_reporting = is_reporting and is_list
                for start, text in _split(_plain(block), page.language):
                    kind = _kind(text, page.language)
                    if kind == "role" and is_reporting and (is_list or _goes_on(text, page.language)):
                        kind = "attributed"
                    elif not is_list:
                        is_reporting = kind == "attributed" and _begins_with_a_text(text, page.language)
                    yield Sentence(text.replace(_CITED, ""), block.at(start), kind)


def shares(found: list[Sentence]) -> dict[str, float]:
    """The share of each class in per cent."""
    counts = Counter(sentence.kind for sentence in found)
    return {kind: 100 * counts[kind] / max(len(found), 1) for kind in CLASSES}


def faults(page: Page) -> list[str]:
    """What the page breaks of the limits, [] for nothing."""
    found = [*sentences(page)]
    share = shares(found)
    broken = [f"{share[kind]:.0f} % {kind}, at least {least}" for kind, least in LEAST.items() if share[kind] < least]
    broken += [f"{share[kind]:.0f} % {kind}, at most {most}" for kind, most in MOST.items() if share[kind] > most]
    return broken + ([f"{len(found)} sentences, at least {FEWEST}"] if len(found) < FEWEST else [])


def _prose(group: list[Block]) -> list[Block]:
    """The blocks of an element that hold sentences: no item of a list whose items are parts of a sentence."""
    found = [
        block
        for block in group
        if block.kind in ("p", "li", "dd")
        and not any(link.scheme in ("picture", "disputes", "sources") for link in block.references)
    ]
    is_list = bool(group) and group[0].outer in ("ul", "ol")
    if is_list and not all(re.search(r"[.!?…:][”’\"')*_]*$", _plain(block).rstrip()) for block in found):
        return []
    return found


def _plain(block: Block) -> str:
    """The text of a block with spaces in place of its markup, so that offsets stay, and a mark behind cited sources."""
    text = [*block.text]
    for start, end, kind in block.spans:
        if kind not in ("escape", "code"):
            text[start:end] = " " * (end - start)
    for reference in block.references:
        start, end = reference.span
        text[start] = " "
        if reference.scheme == "source":
            text[reference.text_span[1]] = _CITED
    return _MARKUP.sub(lambda match: " " * len(match[0]), "".join(text))


def _split(text: str, code: str) -> Iterator[tuple[int, str]]:
    """Yields each sentence of `text`, that is what ends like one, with its offset."""
    start = 0
    abbreviation = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _WORDS[code]['abbreviations']))}|[A-Z])$")
    for end in _END.finditer(text):
        before = text[start : end.start()]
        following = text[end.end() :].lstrip()
        if abbreviation.search(before) or following[:1].islower():
            continue
        sentence = text[start : end.end()]
        if len(sentence.split()) > 2:
            yield start + len(sentence) - len(sentence.lstrip()), " ".join(sentence.split())
        start = end.end()


def _kind(text: str, code: str) -> str:
    """The class of a sentence by its own words."""
    text = _BRACKETS.sub("", text)
    if any(_pattern(code, name).search(text) for name in ("about_texts", "pointers")):
        return "source"
    return "attributed" if _names_a_text(text, code) or _pattern(code, "speech").search(text) else "role"


def _names_a_text(text: str, code: str) -> bool:
    return bool(_CITED in text or _names().search(text) or _pattern(code, "texts").search(text))


def _begins_with_a_text(text: str, code: str) -> bool:
    """Whether a text is what a sentence is about: one is named among its first words, or a pronoun stands for it."""
    beginning = " ".join(text.split()[:_BEGINNING])
    return _names_a_text(beginning, code) or bool(_pattern(code, "speech").search(beginning))


def _goes_on(text: str, code: str) -> bool:
    """Whether a sentence begins as one that goes on with what a text says."""
    return text.startswith(tuple(f"{word} " for word in _WORDS[code]["anaphora"]))


@cache
def _pattern(code: str, name: str) -> re.Pattern[str]:
    phrases = (re.escape(phrase).replace(r"\ …\ ", r"\s+(?:\S+\s+){0,4}?") for phrase in _WORDS[code][name])
    forms = (phrase.replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in phrases)
    starts = "|".join(form.replace(r"\^", r"(?:(?<=[:;,(–] )|^)") for form in forms)
    return re.compile(rf"(?<!\w)(?:{starts})(?!\w)", re.IGNORECASE)


@cache
def _names() -> re.Pattern[str]:
    """The names by which the registry's sources are spoken of: surnames, publishers, and their initials."""
    registry = read_registry(ROOT, "facts", read_config(ROOT).languages)
    letters = {name for title in registry.titles.values() for name in title.abbreviations}
    names = {*_WORDS["names"], *(name for source in registry.sources.values() for name in _names_of(source))} - letters
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)")


def _names_of(source: SourceEntry) -> Iterator[str]:
    if source.author:
        yield from (source.author, source.author.split()[-1])
    if source.publisher:
        yield from (source.publisher, _DOMAIN.sub("", source.publisher))
        if re.fullmatch(r"[A-Z]{3,}", source.publisher.split()[0]):
            yield source.publisher.split()[0]


def _read(file: Path, code: str) -> Page:
    settings = read_config(ROOT)
    parser = Parser(settings.extensions)
    return parse_page(file.read_text(encoding="utf-8"), parser, language=code, path=file.name, file=str(file))


def main(arguments: list[str]) -> None:
    """Prints the sentences of each file; `--language de` in front for a file outside docs/."""
    code = ""
    if arguments[:1] == ["--language"]:
        code, arguments = arguments[1], arguments[2:]
    for name in arguments:
        file = Path(name)
        own = code or next((part for part in file.parts if part in _WORDS), "en")
        page = _read(file, own)
        found = [*sentences(page)]
        for sentence in found:
            print(f"{sentence.place.line:>4} {sentence.kind:<10} {sentence.text}")
        print(
            f"{name}: {len(found)} sentences, "
            + ", ".join(f"{share:.0f} % {kind}" for kind, share in shares(found).items())
        )
        for fault in faults(page):
            print(f"  {fault}")


if __name__ == "__main__":
    main(sys.argv[1:])
