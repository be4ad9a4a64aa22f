"""Spelling: each word of the guide is in a Hunspell dictionary or in a list of names and terms in tests/words."""

from collections import defaultdict

import pytest

from concord.model import Location
from spelling import LISTS, NAMES, Word, is_listed, listed, unknown, words
from trees import ROOT

NOWHERE = Location("nowhere")


@pytest.fixture(scope="module")
def missing() -> dict[str, dict[str, list[str]]]:
    """For each language the words that no dictionary knows, and where they stand."""
    found: dict[str, dict[str, list[str]]] = {language: defaultdict(list) for language in NAMES}
    for word in words():
        for part in unknown(word):
            found[word.language][part].append(f"{word.place.path}:{word.place.line}")
    return found


@pytest.mark.parametrize("language", NAMES)
def test_every_word_is_in_a_dictionary_or_in_a_list(language: str, missing: dict[str, dict[str, list[str]]]) -> None:
    findings = [
        f"{place}: {word}: correct it, or add it to tests/words/{language}.txt"
        for word, places in missing[language].items()
        if not is_listed(word, language)
        for place in places
    ]
    assert not findings, "\n".join(findings)


@pytest.mark.parametrize("language", NAMES)
def test_a_list_has_only_words_that_need_it(language: str, missing: dict[str, dict[str, list[str]]]) -> None:
    """No word that a dictionary knows, and none that stands on no page."""
    needed = {form for word in missing[language] for form in (word, word[:1].lower() + word[1:])}
    assert [word for word in listed(language) if word not in needed] == []


def test_the_common_list_has_only_words_that_several_languages_need(missing: dict[str, dict[str, list[str]]]) -> None:
    assert [word for word in listed("all") if sum(word in missing[language] for language in NAMES) < 2] == []


def test_the_lists_are_sorted_and_each_word_stands_in_one() -> None:
    lists = {file.stem: listed(file.stem) for file in LISTS.glob("*.txt")}
    assert set(lists) == {*NAMES, "all"}
    for name, words_listed in lists.items():
        assert words_listed == tuple(sorted(set(words_listed), key=lambda word: (word.casefold(), word))), name
    for language in NAMES:
        assert set(lists[language]) & set(lists["all"]) == set()


@pytest.mark.parametrize(
    ("language", "text", "slips"),
    [
        ("en", "customer", []),
        ("en", "custommer", ["custommer"]),
        ("en", "Kunde", ["Kunde"]),
        ("de", "Kundenbindung", []),
        ("de", "-gewinnung", []),
        ("de", "gewinnung", ["gewinnung"]),
        ("de", "Marketing-Angebott", ["Angebott"]),
        ("nl", "pagina's", []),
        ("nl", "klantbelevning", ["klantbelevning"]),
    ],
)
def test_a_slip_is_found(language: str, text: str, slips: list[str]) -> None:
    assert [*unknown(Word(text, language, NOWHERE))] == slips


def test_a_cited_word_may_be_of_another_language() -> None:
    assert [*unknown(Word("bestuur", "en", NOWHERE))] == ["bestuur"]
    assert [*unknown(Word("bestuur", "en", NOWHERE, foreign=True))] == []
    assert [*unknown(Word("bestuuur", "en", NOWHERE, foreign=True))] == ["bestuuur"]


def test_a_finding_says_where_the_word_stands() -> None:
    word = next(word for word in words() if word.place.path == "docs/nl/pay/salary.md" and word.text == "salarissites")
    line = (ROOT / word.place.path).read_text(encoding="utf-8").splitlines()[word.place.line - 1]
    assert line[word.place.column - 1 :].startswith("salarissites")
