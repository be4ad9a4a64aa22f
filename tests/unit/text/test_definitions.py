"""The first sentence on a title's page: where it ends, and whether it begins with the title."""

import pytest

from concord.languages import language
from concord.pages.block_parser import Parser
from concord.pages.parser import parse_page
from concord.registry import Title
from concord.text.definitions import defines, defining_block, first_sentence

LEGAL = Title(
    id="chief-legal-officer",
    kind="c-suite",
    abbreviations=("CLO",),
    labels={"en": "chief legal officer", "de": "Leiter Recht", "nl": "hoofd juridische zaken"},
    others={
        "en": ("general counsel",),
        "de": ("Leiterin Recht", "Beauftragte", "Rechtsvorstand", "Syndikus", "Justizchef"),
    },
    forms={"de": ("Leiters Recht",)},
    status={"Rechtsvorstand": "with-seat", "Syndikus": "in-part", "Justizchef": "unusual"},
    foreign={"en": ("Leiter Recht",)},
)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "The chief legal officer is a lawyer."),
        ("en", "A general counsel is a lawyer."),
        ("en", "Chief legal officer, a rank, is no office."),
        ("de", "Leiterin Recht ist, wer die Rechtsabteilung führt."),
        ("de", "Die Leiterin oder der Leiter Recht führt die Rechtsabteilung."),
        ("de", "Die oder der Beauftragte führt die Rechtsabteilung."),
        ("nl", "Het hoofd juridische zaken is een jurist."),
    ],
)
def test_a_definition_begins_with_the_title(code: str, sentence: str) -> None:
    assert defines(sentence, LEGAL, language(code))


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "In a company the chief legal officer is a lawyer."),
        ("en", "The CLO is a lawyer."),
        ("en", "The Leiter Recht is a lawyer."),
        ("en", "The role of the chief legal officer is one for lawyers."),
        ("en", "The chief legal officerial part is one for lawyers."),
        ("de", "Die Rechtsabteilung führt der Leiter Recht."),
        ("de", "Der Rechtsvorstand führt die Rechtsabteilung."),
        ("de", "Der Syndikus führt die Rechtsabteilung."),
        ("de", "Ein Justizchef führt die Rechtsabteilung."),
        ("nl", "Over juridische zaken gaat het hoofd juridische zaken."),
        ("nl", ""),
    ],
)
def test_a_sentence_that_begins_otherwise_defines_nothing(code: str, sentence: str) -> None:
    assert not defines(sentence, LEGAL, language(code))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("A *chief* [officer](title:x) is one\nof many. Others are not.", "A chief officer is one of many."),
        ("A Geschäftsführer (approx.) is one of many. Others are not.", "A Geschäftsführer (approx.) is one of many."),
        ("Short.", "Short."),
    ],
)
def test_a_definition_is_one_sentence_in_plain_words(text: str, sentence: str) -> None:
    page = parse_page(f"# X\n\n- A list.\n\n{text}\n", Parser({}), language="en", path="a.md", file="a.md")
    assert page.heading
    block = defining_block(page.heading)
    assert block and first_sentence(block) == sentence


def test_any_word_may_be_the_article_of_a_language_whose_articles_are_not_known() -> None:
    unknown = language("en").model_copy(update={"articles": frozenset()})
    assert defines("Het chief legal officer is a lawyer.", LEGAL, unknown)
    assert not defines("Of the chief legal officer much is said.", LEGAL, unknown)
