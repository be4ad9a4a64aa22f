"""Which titles sentences mention, and similar words that are no titles. The sentences are in data/mentions.yml."""

from functools import cache

import pytest
from ruamel.yaml import YAML

from concord.languages import language
from concord.pages.block_parser import Parser
from concord.pages.parser import parse_page
from concord.text.title_mentions import PageMentions, TitleFinder
from trees import ROOT, the_guide

LANGUAGES = ("en", "de", "nl")
DATA = YAML(typ="safe").load((ROOT / "tests/data/mentions.yml").read_text(encoding="utf-8"))
FORMS = [(code, *form) for code in LANGUAGES for form in DATA[code]["forms"]]
LOOK_ALIKES = [(code, text) for code in LANGUAGES for text in DATA[code]["look-alikes"]]


@cache
def finder(code: str) -> TitleFinder:
    return TitleFinder(the_guide().registry, language(code))


def found(code: str, text: str, surely: bool) -> list[tuple[str, str]]:
    """The titles that a page mentions, each with the words; `surely` leaves out names that may mean less."""
    page = PageMentions(parse_page(text, Parser({}), language=code, path="a.md", file="a.md"), finder(code))
    return [
        (page.sense(mention), block.text[mention.start : mention.end])
        for _, block, mention in page
        if not (surely and mention.vague)
    ]


@pytest.mark.parametrize(("code", "title", "words", "text"), FORMS)
def test_a_form_is_recognised(code: str, title: str, words: str, text: str) -> None:
    assert (title, words) in found(code, text, surely=False)


@pytest.mark.parametrize(("code", "text"), LOOK_ALIKES)
def test_a_look_alike_is_left_alone(code: str, text: str) -> None:
    assert found(code, text, surely=True) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_there_are_enough_of_both(code: str) -> None:
    assert len({words for _, words, _ in DATA[code]["forms"]}) >= 30
    assert len(set(DATA[code]["look-alikes"])) >= 30
