"""Which changes make a section differ from its agreement: every class of error does, another way of writing does not.

Runs on the pages of the guide and of the benchmark; each page is treated as a guide of its own.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from random import Random

import pytest

from benchmarks.accuracy import corpora
from benchmarks.mutator import spots
from benchmarks.mutator.mutation import ERRORS, Error
from benchmarks.mutator.spots import Place
from concord.pages.parser import parse_page
from concord.registry import Registry
from concord.sync.lock.agreement import Agreement
from concord.sync.lock.format import Lock
from concord.sync.tracker import Tracker

LANGUAGES = ("en", "de", "nl")
TRIED = 2  # changes of a class in a language
FACT = re.compile(r"\[([^\]\n]*)\]\(fact:([\w.-]+)\)")
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Agreed:
    """A page of a tree in three languages, with lock files in which all of its sections are agreed."""

    path: str
    texts: Texts
    tree: corpora.Tree

    def tracker(self, texts: Texts, locks: Mapping[str, Lock]) -> Tracker:
        whole = self.tree.corpus
        pages = {code: dict(own) for code, own in whole.pages.items()}
        for code, text in texts.items():
            file = whole.file(code, self.path)
            pages[code][self.path] = parse_page(text, self.tree.parser, language=code, path=self.path, file=file)
        return Tracker(corpora.Focus(whole.folders, pages, path=self.path), Registry(), locks)

    @cached_property
    def locks(self) -> dict[str, Lock]:
        present = self.tracker(self.texts, {code: Lock({}) for code in LANGUAGES}).present
        return {code: Lock({key: Agreement(code, key, own) for key, own in present.items()}) for code in LANGUAGES}

    def states(self, changed: Texts) -> dict[str, Mapping[str, str]]:
        """The states of the sections that are not current in every language, with these texts in place of others."""
        statuses = self.tracker({**self.texts, **changed}, self.locks).statuses
        states = {str(key): status.states for key, status in statuses.items()}
        return {key: own for key, own in states.items() if {*own.values()} != {"current"}}


FORM = [
    "box open at first",
    "box to tick in HTML",
    "start of a list",
    "kind of a box",
]  # these leave all texts as they are


@lru_cache
def pages() -> list[Agreed]:
    trees = (corpora.guide(), corpora.synthetic())
    return [Agreed(*page, tree) for tree in trees for page in spots.read(tree.docs, LANGUAGES).items()]


@lru_cache
def places(on: str) -> list[tuple[Agreed, Place]]:
    return [(page, place) for page in pages() for place in spots.places({page.path: page.texts}, on)]


def said(text: str) -> str:
    """The text with facts by their ids, without their values."""
    return FACT.sub(r"[\2]", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_of_error_marks_its_section_and_no_other(language: str) -> None:
    wrong, unseen = [], []
    for name, error in ERRORS.items():
        seen = 0
        for page, place, change in changes(error, language):
            key = f"{page.path}#{place.stretches[language].section}"
            expected = {key: _expected(change)} if _says_else(place, change) and name not in FORM else {}
            states = page.states({code: _put(page.texts[code], place, code, new) for code, new in change.items()})
            seen += bool(expected)
            if states != expected:
                wrong.append((name, page.path, place.spot.text, change, states))
        if not seen:
            unseen.append(name)
    assert not wrong
    assert unseen == [*FORM, "reporting line", "fact’s value"], (
        "these change the text of a fact, which the registry vouches for, or no text, and the check compares that"
    )


def changes(error: Error, language: str) -> Iterator[tuple[Agreed, Place, Texts]]:
    """A few changes of one class, at places in a random order with a fixed seed."""
    random, found = Random(error.name), 0
    own = [(page, place) for page, place in places(error.on) if place.spot.language == language]
    for page, place in random.sample(own, len(own)):
        change = error.apply(place.spot, random)
        if change and (found or _says_else(place, change)):
            found += 1
            yield page, place, change
        if found == TRIED:
            return


def _put(text: str, place: Place, code: str, new: str) -> str:
    return text[: place.stretches[code].start] + new + text[place.stretches[code].end :]


def _says_else(place: Place, change: Texts) -> bool:
    before = {**place.spot.others, place.spot.language: place.spot.text}
    return any(said(new) != said(before[code]) for code, new in change.items())


def _expected(change: Texts) -> dict[str, str]:
    """One changed language is ahead; two that were changed independently have diverged."""
    state = "ahead" if len(change) == 1 else "diverged"
    return {code: state if code in change else "behind" for code in LANGUAGES}


def _in_prose(change: Callable[[str], str], text: str) -> str:
    """A page changed in its paragraphs only: not in front matter, listings, headings, lists, tables and links."""
    own = r"\A---\n.*?\n---\n|^```.*?^```$|^(?:[#|<!?=:*>-]|\d+\.|\[[^\]]*\]: | {2})[^\n]*\n|!?\[[^\]]*\]\([^)]*\)"
    parts = re.split(f"({own})", text, flags=re.MULTILINE | re.DOTALL)
    return "".join(part if number % 2 else change(part) for number, part in enumerate(parts))


def _beside_listings(change: Callable[[str], str], text: str) -> str:
    """A page changed everywhere but in its listings, whose characters are meant as they stand."""
    parts = re.split(r"(^```.*?^```$)", text, flags=re.MULTILINE | re.DOTALL)
    return "".join(part if number % 2 else change(part) for number, part in enumerate(parts))


WORD = r"(?<=[^\W\d]{3} )([^\W\d]{4,})(?= [^\W\d]{3})"
SAME: dict[str, Callable[[str], str]] = {
    "words in italics": lambda text: _in_prose(lambda part: re.sub(WORD, r"*\1*", part), text),
    "words in bold": lambda text: _in_prose(lambda part: re.sub(WORD, r"__\1__", part), text),
    "words in quotation marks": lambda text: _in_prose(lambda part: re.sub(WORD, r'"\1"', part), text),
    "comments": lambda text: _in_prose(lambda part: re.sub(WORD, r"\1 <!-- read again -->", part), text),
    "two spaces": lambda text: _in_prose(lambda part: re.sub(r"(?<=[^\W\d]{2}) (?=[^\W\d]{2})", "  ", part), text),
    "no-break spaces": lambda text: _in_prose(lambda part: re.sub(WORD, "\u00a0\\1", part), text),
    "a line a word": lambda text: _in_prose(lambda part: re.sub(WORD, r"\n\1", part), text),
    "letters and their marks apart": lambda text: _beside_listings(
        lambda part: unicodedata.normalize("NFD", part), text
    ),
    "facts of another day": lambda text: FACT.sub(r"[4711 or so](fact:\2)", text),
    "the ends of lines": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("how", SAME)
def test_the_same_in_another_form_marks_nothing(how: str) -> None:
    """On every seventh page, in all languages at once and in one language."""
    changes = 0
    for number, page in enumerate(pages()[::7]):
        changed = {code: SAME[how](text) for code, text in page.texts.items()}
        one = LANGUAGES[number % 3]
        for texts in (changed, {one: changed[one]}):
            changes += texts[one] != page.texts[one]
            assert page.states(texts) == {}, (page.path, texts[one])
    assert changes > 5


def test_an_id_that_is_written_marks_nothing() -> None:
    for page in pages()[::50]:
        headings = list(re.finditer(r" \{ #[\w-]+ \}$", page.texts["de"], flags=re.MULTILINE))
        start, end = headings[-1].span()
        without = {code: re.sub(re.escape(headings[-1][0]), "", text) for code, text in page.texts.items()}
        assert without["de"] == page.texts["de"][:start] + page.texts["de"][end:]
        assert Agreed(page.path, without, page.tree).states(page.texts) == {}


def test_of_raw_html_it_counts_where_it_leads_and_not_how_it_looks() -> None:
    page = pages()[0]
    html = '\n\n<p class="a"><a class="b" href="https://example.org/one" title="One">one</a></p>\n'
    agreed = Agreed(page.path, {code: text + html for code, text in page.texts.items()}, page.tree)
    looks = agreed.texts["nl"].replace('class="b" ', 'class="c" ').replace('<p class="a">', '<p id="here">')
    assert agreed.states({"nl": looks}) == {}
    leads = agreed.states({"nl": looks.replace("/one", "/two")})
    assert [*leads.values()] == [{"en": "behind", "de": "behind", "nl": "ahead"}]
