"""The inflected forms of titles in German, Dutch and English, and words that are similar to them."""

import pytest

from concord.languages import language
from concord.pages.block_parser import Parser
from concord.pages.parser import parse_page
from concord.registry import Registry, Title
from concord.text.title_forms import is_title_form, names_title
from concord.text.title_mentions import TitleFinder


def title(id: str, short: str, **names: str) -> Title:
    """A title with the abbreviation `short` and, in each language, a label and further names, divided by a bar."""
    listed = {code: text.split("|") for code, text in names.items()}
    return Title(
        id=id,
        kind="c-suite",
        abbreviations=(short,),
        labels={code: first for code, (first, *_) in listed.items()},
        others={code: tuple(rest) for code, (_, *rest) in listed.items()},
    )


CCO = title(
    "chief-customer-officer",
    "CCO",
    en="chief customer officer",
    de="Chief Customer Officer|Vorstand Kunde",
    nl="chief customer officer|klantdirecteur",
)
CFO = title(
    "chief-financial-officer",
    "CFO",
    en="chief financial officer",
    de="Finanzvorstand|Finanzvorstände|Finanzvorständin",
    nl="financieel directeur",
)
CXO = title(
    "chief-experience-officer", "CXO", en="chief experience officer", de="Erlebnischef", nl="belevingsdirecteur"
)
CAO = title("chief-administrative-officer", "CAO", en="chief administrative officer", de="Verwaltungschef", nl="CAO")


@pytest.mark.parametrize(
    ("title", "code", "texts"),
    [
        (CFO, "de", "Finanzvorstand|Finanzvorstands|Finanzvorstandes|Finanzvorstände|Finanzvorständen"),
        (CFO, "de", "Finanzvorständin|Finanzvorständinnen|Finanzvorsta\u0308nde|CFO|CFOs"),
        (
            CCO,
            "de",
            "Chief Customer Officers|Chief\nCustomer  Officer|Chief\u00a0Customer Officer|Vorstand Kunde|CCO|CCOs",
        ),
        (
            CCO,
            "en",
            "chief customer officer|Chief customer officers|chief customer officer’s|CCOs|CCO’s|CCO's|CCOs’| CCO ",
        ),
        (CCO, "nl", "CCO|CCO’s|CCO's|klantdirecteur|klantdirecteuren|klantdirecteurs|Klantdirecteur"),
        (CFO, "nl", "financieel directeur|financieel directeuren"),
        (CXO, "en", "CXO|CXOs|Chief Experience Officer"),
    ],
)
def test_forms_are_recognised(title: Title, code: str, texts: str) -> None:
    assert {text: is_title_form(text, title, language(code)) for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), True
    )


@pytest.mark.parametrize(
    ("title", "code", "texts"),
    [
        (CXO, "en", "CxO|cxo|CXOO|XO|CX|CEO|Customer Experience Officer|chief experience"),
        (CAO, "en", "cao|Cao|caos|CAOern|CIAO"),
        (CCO, "de", "CCOen|CCOin|CCOern|cco|CCO-Rolle|Chief Customer Officership|Vorstand|Kunde|des CCO"),
        (CCO, "nl", "Direktoren|direkteuren|directeuren|directeur|klant|klantdirecteurschap"),
        (CFO, "de", "Finanzvorstandschaft|Finanzen|Vorstand|Finanz Vorstand|Chief Financial Officer|"),
        (CFO, "nl", "Finanzvorstand|directeur|financieel  manager"),
    ],
)
def test_look_alikes_are_not(title: Title, code: str, texts: str) -> None:
    assert {text: is_title_form(text, title, language(code)) for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), False
    )


@pytest.mark.parametrize(
    ("title", "code", "text", "named"),
    [
        (CCO, "de", "die Aufgaben des CCO", True),
        (CCO, "de", "untersteht dem Vorstand\nKunde", True),
        (CCO, "de", "eine CCO-Rolle", True),
        (CCO, "en", "reports to the CCO’s deputy", True),
        (CCO, "nl", "rapporteert aan de klantdirecteuren.", True),
        (CFO, "de", "zwei Finanzvorständinnen", True),
        (CCO, "de", "der ACCO, die CCOX und das cco", False),
        (CXO, "en", "the whole CxO level", False),
        (CAO, "nl", "volgens de cao", False),
        (CFO, "de", "die Finanzvorstandschaft", False),
    ],
)
def test_a_title_in_a_sentence(title: Title, code: str, text: str, named: bool) -> None:
    assert names_title(text, title, language(code)) is named


def registry(*titles: Title) -> Registry:
    return Registry(titles={title.id: title for title in titles})


def found(text: str, code: str, *titles: Title) -> list[tuple[str, str]]:
    """What a paragraph mentions: each title's first sense, and the words."""
    page = parse_page(text, Parser({}), language=code, path="a.md", file="a.md")
    (block,) = page.sections[0].blocks
    mentions = TitleFinder(registry(*titles), language(code)).find(block)
    return [(mention.senses[0], block.text[mention.start : mention.end]) for mention in mentions]


MD = title("managing-director", "MD", en="managing director", de="Geschäftsführer", nl="directeur")


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "Die CCO-Rolle, das Finanzvorstandsgehalt", [(CCO, "CCO"), (CFO, "Finanzvorstandsgehalt")]),
        ("de", "Chief-Customer-Officer-Stellen, Ex-CFO", [(CCO, "Chief-Customer-Officer"), (CFO, "CFO")]),
        ("de", "zwei Finanzvorsta\u0308nde", [(CFO, "Finanzvorsta\u0308nde")]),
        ("nl", "een financieel directeur en een directeur", [(CFO, "financieel directeur"), (MD, "directeur")]),
        ("nl", "de CCO’s, een directeur-generaal, een cco", [(CCO, "CCO’s")]),
        ("en", "**Chief customer\nofficers** (_CCOs_)", [(CCO, "Chief customer\nofficers"), (CCO, "CCOs")]),
        ("en", "`CFO` <b title='CFO'>x</b> https://a.org/CFO a@CFO.org {: #CFO } [^CFO] <!-- CFO -->", []),
        ("en", "Finanzvorstand and *klantdirecteur*, CxO and CFOX", []),
    ],
)
def test_mentions(code: str, text: str, expected: list[tuple[Title, str]]) -> None:
    assert found(text, code, CCO, CFO, CXO, MD) == [(title.id, words) for title, words in expected]


@pytest.mark.parametrize("order", [1, -1])
def test_letters_in_brackets_settle_a_name_that_two_titles_share(order: int) -> None:
    scientific = title("scientific", "CSO", en="a", de="Forschungsvorstand", nl="b")
    research = title("research", "CRO", en="c", de="Forschungsvorstand", nl="d")
    known = registry(*[scientific, research][::order])
    page = parse_page("Der Forschungsvorstand (CRO) kommt.", Parser({}), language="de", path="a.md", file="a.md")
    mentions = TitleFinder(known, language("de")).find(page.sections[0].blocks[0])
    assert [(mention.sense, mention.abbreviation) for mention in mentions] == [("research", ""), ("research", "CRO")]
