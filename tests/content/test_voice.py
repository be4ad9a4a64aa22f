"""A page in the form speaks of the role: how its sentences are counted, and what share of them does."""

import pytest

from concord.config import read_config
from concord.model import Page
from concord.pages.corpus import read_corpus
from concord.pages.parser import Parser, parse_page
from trees import ROOT
from voice import faults, sentences

SENTENCES = {
    "en": {
        "role": [
            "Most chief customer officers come from marketing or sales.",
            "You will see that person once a week, and each department has its own figures.",
            "Four in five sit on the executive team ([IT-Online](source:it-online)).",
            "Ask which departments report to the post.",
        ],
        "attributed": [
            "[HSC](source:hsc) names four fields to watch over.",
            "According to Gartner, two in three companies had one in 2017.",
            "One text lays out the steps.",
            "The CCO is said not to stay for long.",
        ],
        "source": [
            "The page is undated.",
            "[HSC](source:hsc) contradicts itself further down.",
            "There is more under [the ranks](ranks.md).",
            "Pay is higher in the north: see [pay](pay.md).",
            "The guide takes service as the core.",
        ],
    },
    "de": {
        "role": [
            "Die meisten Chief Customer Officer stammen aus dem Marketing oder dem Vertrieb.",
            "Sie sollten klären, wer eingreift, wenn die Arbeit stockt.",
            "Vier von fünf sitzen in der obersten Führungsrunde ([IT-Online](source:it-online)).",
        ],
        "attributed": [
            "[HSC](source:hsc) nennt vier Felder.",
            "Laut Gartner hatten zwei von drei Unternehmen einen.",
            "Die Stelle sei neu und selten von Dauer.",
            "Eine Studie fand den Sitz bei vier von fünf.",
        ],
        "source": [
            "Die Seite trägt kein Datum.",
            "Der Leitfaden hält sich an den Service.",
            "Näheres steht unter [Ränge](ranks.md).",
            "Die beiden Texte widersprechen einander.",
        ],
    },
    "nl": {
        "role": [
            "De meeste chief customer officers komen uit de marketing of de verkoop.",
            "Zie je alleen de score, vraag dan naar de rest.",
            "Vier van de vijf zitten in het managementteam ([IT-Online](source:it-online)).",
        ],
        "attributed": [
            "[HSC](source:hsc) noemt vier terreinen.",
            "Volgens Gartner had twee derde er een.",
            "Eén onderzoek vond die plaats bij vier van de vijf.",
        ],
        "source": [
            "De pagina is ongedateerd.",
            "De gids houdt het op service.",
            "Meer daarover staat bij [rangen](ranks.md).",
            "Salaris verschilt per land: zie de [pagina over salaris](pay.md).",
        ],
    },
}


def read(text: str, code: str = "en") -> Page:
    return parse_page(text, Parser(read_config(ROOT).extensions), language=code, path="page.md", file="page.md")


@pytest.mark.parametrize(
    ("code", "kind", "text"),
    [(code, kind, text) for code, kinds in SENTENCES.items() for kind, texts in kinds.items() for text in texts],
)
def test_a_sentence_is_of_the_role_of_what_somebody_says_or_of_texts(code: str, kind: str, text: str) -> None:
    assert [sentence.kind for sentence in sentences(read(text, code))] == [kind]


def test_only_sentences_above_the_evidence_are_counted() -> None:
    text = (
        "# What a page of ten words would say here { #page }\n\nThe CCO leads, e.g. in Germany, 3.5 people. "
        "They stay for two years!\n\n- winning customers,\n- looking after those already won.\n\nWho and what\n\n"
        "1. Ask who decides.\n2. Is there a budget?\n\n[A picture with a long headline.](picture:pay-us)\n\n"
        "| A cell is no sentence. |\n|---|\n| A cell is no sentence. |\n\n**Formula:** one ÷ two\n\n"
        "    The code is no sentence.\n\n## How sure { #evidence }\n\nBelow it nothing is counted.\n"
    )
    assert [sentence.text for sentence in sentences(read(text))] == [
        "The CCO leads, e.g. in Germany, 3.5 people.",
        "They stay for two years!",
        "Ask who decides.",
        "Is there a budget?",
    ]


def test_what_goes_on_with_a_report_is_reported() -> None:
    text = "[HSC](source:hsc) names two goals. It is strict with them:\n\n- They should buy.\n- They should stay.\n"
    assert {sentence.kind for sentence in sentences(read(text))} == {"attributed"}
    assert [sentence.kind for sentence in sentences(read("The job is new. It is hard to fill."))] == ["role", "role"]


def test_a_page_of_too_few_sentences_or_too_much_about_texts_is_refused() -> None:
    assert faults(read("The CCO leads a team. " * 12)) == []
    assert faults(read("The CCO leads a team. " * 11)) == ["11 sentences, at least 12"]
    assert faults(read("The CCO leads a team. " * 10 + "The page is undated. " * 3)) == ["23 % source, at most 15"]
    assert faults(read("The CCO leads a team. " * 5 + "One text says so. " * 7)) == [
        "42 % role, at least 60",
        "58 % attributed, at most 25",
    ]


ABOUT_THE_GUIDE = {"about.md", "contribute.md", "disagreements.md", "facts.md", "sources.md"}


def test_every_page_of_the_guide_speaks_of_the_role() -> None:
    """`python tests/support/voice.py FILE` shows each sentence of a page with its class."""
    pages = [page for page in read_corpus(read_config(ROOT)) if not page.path.startswith("glossary/")]
    guide = [page for page in pages if page.path not in ABOUT_THE_GUIDE]
    assert {page.file: found for page in guide if (found := faults(page))} == {}
    assert [page.file for page in guide if "short" not in page.by_id and page.path != "questions.md"] == []
