"""Quotation marks: which texts are corrected, to what, and which are not touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.languages import language
from concord.text.quotations import misquoted, with_right_marks


def mended(text: str, code: str) -> str:
    """`text` with the marks that it should have."""
    return with_right_marks(text, misquoted(text, language(code)))


MENDED = [
    ("en", 'a "new" role', "a “new” role"),
    ("en", "a 'new' role", "a “new” role"),
    ("en", "a ‘new’ role", "a “new” role"),
    (
        "en",
        'a „new“ role, a „new” role, a “new“ one, a „new" one',
        "a “new” role, a “new” role, a “new” one, a “new” one",
    ),
    ("en", "a «new» role, a »new« one, a « new » one", "a “new” role, a “new” one, a “new” one"),
    ("en", "a ‹new› role", "a “new” role"),
    ("en", "\"Mind the 'new' role\", it's said", "“Mind the ‘new’ role”, it's said"),
    ("en", "“Mind the “new” role”", "“Mind the ‘new’ role”"),
    ("en", '"say "it" now"', "“say ‘it’ now”"),
    ("en", '("new"), *"new"*, –"new"–, ["new"](x.md)', "(“new”), *“new”*, –“new”–, [“new”](x.md)"),
    ("en", "the companies' \"new\" roles in the '90s", "the companies' “new” roles in the '90s"),
    ("en", 'the companies’ "new" 6" tables', 'the companies’ “new” 6" tables'),
    ("en", '"version 2"', "“version 2”"),
    ("de", "ein \"neuer\" Titel, ein 'neuer', ein “neuer”", "ein „neuer“ Titel, ein „neuer“, ein „neuer“"),
    ("de", "das “COO”-Gehalt", "das „COO“-Gehalt"),
    ("de", "»Ende!«, sagt sie. »Nein – ›doch‹!«", "„Ende!“, sagt sie. „Nein – ‚doch‘!“"),
    ("de", "„so “neu” ist“", "„so ‚neu‘ ist“"),
    ("nl", "een \"nieuwe\" rol, een 'nieuwe', een „nieuwe”", "een ‘nieuwe’ rol, een ‘nieuwe’, een ‘nieuwe’"),
    ("nl", "“een 'nieuwe' rol”, ‘een \"nieuwe\" rol’", "“een ‘nieuwe’ rol”, ‘een “nieuwe” rol’"),
    ("nl", '\'s avonds is het "nieuw"', "'s avonds is het ‘nieuw’"),
    ("nl", "‘s avonds is het 'nieuw'", "‘s avonds is het ‘nieuw’"),
]


@pytest.mark.parametrize(("code", "wrong", "right"), MENDED, ids=[wrong for _, wrong, _ in MENDED])
def test_mended(code: str, wrong: str, right: str) -> None:
    assert mended(wrong, code) == right
    assert mended(right, code) == right


@pytest.mark.parametrize("code", ["en", "de", "nl"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "rock 'n' roll, the '90s, it's o’clock, the CEO's, the CEOs' pay, 's avonds, ’t Gooi, 's-Hertogenbosch",
        '6" by 8", 5\'6" tall, 40° 26\' 46" north, 6″ and 5′',
        'a "lonely mark',
        'a lonely" mark, and a "pair"',
        "“a paragraph that goes on in the next one",
        'it is "from 6" to 8"',  # which of them ends it?
        "the 'users' choice' is 'new'",
        "‘the users’ choice’",
        "'neath the users' feet the 'new' one",
        'a "crossing «of" marks»',
        'x="new"',
        '\\"new\\"',
        '"" and ""',
        "„ and “ are German",
        'say "new"s',
    ],
)
def test_left_alone_where_there_is_no_one_answer(text: str, code: str) -> None:
    assert mended(text, code) == text


@pytest.mark.parametrize("text", ["“'a“", "“'a\"", "“ja, 'tis goed\"", "“'A goed\""])
def test_left_alone_where_the_right_marks_would_pair_otherwise(text: str) -> None:
    assert mended(text, "nl") == text


def test_each_language_has_its_own() -> None:
    assert mended("“new ‘and’ old”", "en") == "“new ‘and’ old”"
    assert mended("„neu ‚und‘ alt“", "de") == "„neu ‚und‘ alt“"
    assert mended("‘nieuw “en” oud’, “nieuw ‘en’ oud”", "nl") == "‘nieuw “en” oud’, “nieuw ‘en’ oud”"


@given(st.text("\"'“”„‘’‚«»‹› ab6.,(-\n\0", max_size=40), st.sampled_from(["en", "de", "nl"]))
def test_a_mended_text_is_right_and_says_the_same(text: str, code: str) -> None:
    once = mended(text, code)
    assert mended(once, code) == once

    def words(text: str) -> str:
        return "".join(c for c in text if c not in "\"'“”„‘’‚«»‹› ")

    assert words(once) == words(text)
