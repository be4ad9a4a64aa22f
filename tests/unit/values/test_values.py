"""Text ⇄ quantities: laws that hold for every value and language, and the notations that good texts use."""

from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.languages import language
from concord.values import (
    Bound,
    Day,
    Kind,
    OpenHigh,
    OpenLow,
    Quantity,
    agrees,
    read_quantity,
    rewrite_quantity,
    trailing_bound,
    typeset,
    write_quantity,
)

CODES = ("en", "de", "nl")
UNITS = {"money": ("EUR", "USD", "GBP", "CHF"), "duration": ("day", "week", "month", "year")}
AMOUNTS = st.integers(0, 3000).map(Decimal) | st.decimals(0, 10**15 - 1, places=2) | st.decimals(0, 100, places=9)
YEARS = st.integers(1000, 2999).map(Decimal)
DAYS = st.builds(
    lambda day, whole: Day(day.year, day.month, 0 if whole else day.day),
    st.dates(date(1000, 1, 1), date(2999, 12, 31)),
    st.booleans(),
)
SPACES = st.sampled_from(["", " ", "\u00a0", "\n", "  "])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Every kind, unit and bound, single or a range."""
    kind: Kind = draw(st.sampled_from(get_args(Kind)))
    scalars: st.SearchStrategy[Any] = {"date": DAYS, "year": YEARS}.get(kind, AMOUNTS)
    low, high = sorted((draw(scalars), draw(scalars)))
    bound: Bound = draw(st.sampled_from(get_args(Bound)))
    high, unit = draw(st.sampled_from([low, high])), draw(st.sampled_from(UNITS.get(kind, ("",))))
    opened = low != high
    low_bound: OpenLow = draw(st.sampled_from(get_args(OpenLow))) if opened else ""
    high_bound: OpenHigh = draw(st.sampled_from(get_args(OpenHigh))) if opened else ""
    return Quantity(kind, low, high, unit, bound, low_bound, high_bound)


@st.composite
def typed(draw: st.DrawFn) -> tuple[str, str]:
    """A language, and an amount or a range as somebody may type it: spaces, signs, scales and words as they come."""
    lang = language(draw(st.sampled_from(CODES)))
    unit = draw(st.sampled_from([*lang.currencies.values(), *lang.units.values(), ("%", *lang.percent_words)]))
    numbers = st.sampled_from(["1", "20", "1,5", "1.50", "90.000", "90,000", "90 000", "2014", "one", "zwanzig"])
    scales = st.sampled_from(["", "", *lang.scales])

    def amount() -> str:
        name = draw(st.sampled_from(unit))
        before, after = draw(st.sampled_from([(name, ""), ("", name), ("", "")]))
        return before + "".join(draw(part) for part in (SPACES, numbers, SPACES, scales, SPACES)) + after

    bound = draw(st.sampled_from(["", *(f"{name} " for names in lang.bounds.values() for name in names)]))
    opening, separator = draw(st.sampled_from(lang.ranges))
    text = f"{opening} {amount()} {separator} {amount()}".strip() if draw(st.booleans()) else amount()
    return lang.code, bound + text


@settings(max_examples=600, deadline=None)
@given(quantities(), st.sampled_from(CODES))
def test_what_is_written_reads_as_what_was_meant(quantity: Quantity, code: str) -> None:
    text = write_quantity(quantity, language(code))
    assert read_quantity(text, language(code)) == quantity
    assert typeset(text, language(code)) == text
    assert rewrite_quantity(text, quantity, language(code)) == text


@settings(max_examples=600, deadline=None)
@given(quantities(), quantities(), st.sampled_from(CODES))
def test_a_rewritten_text_states_the_new_quantity(old: Quantity, new: Quantity, code: str) -> None:
    once = rewrite_quantity(write_quantity(old, language(code)), new, language(code))
    found = read_quantity(once, language(code))
    assert found and agrees(new, found)
    assert rewrite_quantity(once, new, language(code)) == once


@settings(max_examples=1000, deadline=None)
@given(typed(), quantities())
def test_however_it_was_typed(case: tuple[str, str], new: Quantity) -> None:
    """Typography changes no meaning and settles at once; rewriting gives the new meaning, and settles at once."""
    lang, text = language(case[0]), case[1]
    before = read_quantity(text, lang)
    beautiful = typeset(text, lang)
    assert read_quantity(beautiful, lang) == before
    assert typeset(beautiful, lang) == beautiful
    assert before or beautiful == text
    once = rewrite_quantity(text, new, lang)
    found = read_quantity(once, lang)
    assert found and agrees(new, found)
    assert rewrite_quantity(once, new, lang) == once


@settings(max_examples=1000, deadline=None)
@given(st.text(max_size=40), st.sampled_from(CODES))
def test_any_text_may_come(text: str, code: str) -> None:
    lang = language(code)
    assert trailing_bound(text, lang) in get_args(Bound)
    if read_quantity(text, lang) is None:
        assert typeset(text, lang) == text


def amount(kind: Kind, low: int | str, high: int | str = "", unit: str = "", bound: Bound = "") -> Quantity:
    return Quantity(kind, Decimal(low), Decimal(high or low), unit, bound)


def day(year: int, month: int, of_month: int = 0) -> Quantity:
    return Quantity("date", Day(year, month, of_month), Day(year, month, of_month))


YOUNG = amount("duration", 20, unit="year", bound="less-than")
PAY = amount("money", 90000, 230000, "EUR")
TOP = Quantity("money", Decimal(200000), Decimal(500000), "EUR", high_bound="at-least")
MILLION_AND_A_HALF = amount("money", 1500000, unit="EUR")


@pytest.mark.parametrize(
    ("code", "meaning", "texts"),
    [
        ("en", YOUNG, "fewer than 20 years|less than twenty years|Fewer than 20\u00a0years|fewer\nthan  20 years"),
        ("de", YOUNG, "weniger als 20 Jahren|weniger als 20 Jahre|weniger als zwanzig Jahren|unter 20\u00a0Jahren"),
        ("nl", YOUNG, "minder dan twintig jaar|minder dan 20 jaar|nog geen twintig jaar"),
        ("en", PAY, "between €90,000 and €230,000|€90,000 to €230,000|€90,000–230,000|from 90,000 to 230,000 euros"),
        (
            "en",
            PAY,
            "€90k to €230k|€90,000 - €230,000|€90,000—€230,000|90 to 230 thousand euros|€90\u202f000–230\u202f000",
        ),
        ("de", PAY, "90.000 bis 230.000 €|zwischen 90.000 und 230.000 €|90.000 € bis 230.000 €|90.000–230.000 Euro"),
        ("nl", PAY, "tussen € 90.000 en € 230.000|€ 90.000 tot € 230.000|tussen de 90.000 en 230.000 euro"),
        ("nl", PAY, "van € 90.000 tot en met € 230.000|€ 90.000 t/m € 230.000|€ 90.000-230.000"),
        ("en", TOP, "€200,000 to €500,000 or more|between €200,000 and 500,000 or more|€200k–500k or more"),
        ("de", TOP, "200.000 bis 500.000 € oder mehr|200.000 € bis 500.000 € und mehr|200 bis 500 Tsd. Euro oder mehr"),
        ("nl", TOP, "€ 200.000 tot € 500.000 of meer|tussen € 200.000 en € 500.000 of meer"),
        ("en", amount("count", 500, bound="at-least"), "500 or more|five hundred or more|at least 500"),
        ("en", MILLION_AND_A_HALF, "€1.5 million|1.5 million euros|€1.5m"),
        ("de", MILLION_AND_A_HALF, "1,5 Mio. €|1,5 Millionen Euro|€ 1,5 Mio|1.500.000 EUR|1 500 000 €|1'500'000 Euro"),
        ("nl", MILLION_AND_A_HALF, "1,5 miljoen euro|€ 1,5 mln."),
        ("en", amount("percent", 22), "22%|22 %|22 per cent|22 percent|twenty-two per cent|twenty‑two percent"),
        ("de", amount("percent", 22), "22 %|22%|22\u00a0%|22 Prozent|zweiundzwanzig Prozent|Zweiundzwanzig Prozent"),
        ("nl", amount("percent", 22), "22%|22 procent|tweeëntwintig procent|twee en twintig procent"),
        ("en", day(2014, 3, 24), "March 24, 2014|24 March 2014|24th March 2014|2014-03-24|24\u00a0March 2014"),
        ("de", day(2014, 3, 24), "24. März 2014|24.03.2014|24. 3. 2014|24. Ma\u0308rz 2014|24.\u00a0März\n2014"),
        ("nl", day(2014, 3, 24), "24 maart 2014"),
        ("en", day(2023, 5), "May 2023|2023-05"),
        ("de", day(2023, 5), "Mai 2023"),
        ("nl", day(2023, 5), "mei 2023"),
        ("en", amount("duration", 20, unit="year"), "20 years|twenty years"),
        ("de", amount("duration", 1, unit="year"), "ein Jahr|einem Jahr|1 Jahr"),
        ("nl", amount("duration", 1, unit="year"), "één jaar|een jaar|1 jaar"),
        ("en", amount("year", 2014, 2016), "2014 to 2016|2014–2016|2014-2016|from 2014 to 2016"),
        ("en", amount("count", 1500), "1,500|fifteen hundred|one thousand five hundred"),
        ("de", amount("count", 101), "101|hunderteins|einhunderteins"),
        ("nl", amount("count", 1500), "1.500|vijftienhonderd|duizend vijfhonderd"),
        ("nl", amount("count", 450, bound="about"), "zo’n 450|zo'n 450|ongeveer 450"),
        ("en", amount("count", 2000000), "two million|two-million|2 million|2,000,000"),
        ("en", amount("count", 1000000, 2000000), "one to two million|1–2 million"),
        ("de", amount("count", "123"), "123,000|123"),
        ("de", amount("count", 123000), "123.000"),
        ("nl", amount("count", 123000), "123.000"),
        ("en", amount("count", 123000), "123,000"),
    ],
)
def test_good_texts_are_read(code: str, meaning: Quantity, texts: str) -> None:
    assert {text: read_quantity(text, language(code)) for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), meaning
    )


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "texts",
    [
        "| |\n|about|€|%|one two|twenty twenty|zweiund zwanzig|en honderd|achten een",
        "zero ten|twee en drie|fivem|zweiTage",
        "1.23.000|12,34,567|1,2,3|12 34|1  234|0123|01.234|1_000|1e5|0x10|NaN|inf|9999999999999999999|0,1111111111",
        "٣|٣٤|１２３|²|5²|½|1½|1/2|٣.٣.٢٠١٤|٢٠١٤-٠٣-٢٤|+5|5-|-5|−5|- 5|5 –|24/7|ISO 27001|3D|5th|two-thirds",
        "€5%|$5€|5 %%|20 years years|20 to|to 20|30 to 20|30 bis 20|between 5",
        "3/5/2024|30 February 2014|31 April 2014|0 March 2014|00.03.2014|2014-03-00|2014-13-01|24 May 25, 2014",
        "Million|Milliarde $|mindestens Milliarde|million|billion dollars|miljard|miljoen euro",
        "5 mİllion|mİndestens 5|Aprİl 2014|5 Schweİzer Franken",
    ],
)
def test_what_is_no_quantity_is_none(texts: str, code: str) -> None:
    assert {text: read_quantity(text, language(code)) for text in texts.split("|")} == dict.fromkeys(texts.split("|"))


def test_a_day_has_the_suffixes_of_its_language_only() -> None:
    texts = {"en": "24th March 2014", "de": "24th März 2014", "nl": "24e maart 2014"}
    days = {code: read_quantity(text, language(code)) for code, text in texts.items()}
    assert days == {"en": day(2014, 3, 24), "de": None, "nl": day(2014, 3, 24)}


def test_the_same_digits_in_another_languages_separators() -> None:
    assert read_quantity("123,000", language("de"), separators=language("en")) == amount("count", 123000)
    assert read_quantity("123.000 €", language("de"), separators=language("en")) == amount("money", 123, unit="EUR")


@pytest.mark.parametrize(
    ("code", "text", "new", "expected"),
    [
        (
            "de",
            "weniger als zwanzig Jahren",
            ("duration", 25, 25, "year", "less-than"),
            "weniger als fünfundzwanzig Jahren",
        ),
        ("de", "weniger als 20 Jahren", ("duration", 25, 25, "year", "more-than"), "mehr als 25 Jahren"),
        ("de", "Rund 20 Jahren", ("duration", 25, 25, "year", "at-least"), "Mindestens 25 Jahren"),
        ("nl", "minder dan 5 jaren", ("duration", 6, 6, "year", "more-than"), "meer dan 6 jaren"),
        ("de", "Zwanzig Jahre", ("duration", 25, 25, "year", ""), "Fünfundzwanzig Jahre"),
        ("de", "zwanzig Jahre", ("duration", 1, 1, "year", ""), "1 Jahr"),
        ("en", "1 year", ("duration", 20, 20, "year", ""), "20 years"),
        ("en", "fewer than twenty", ("count", 30, 30, "", "less-than"), "fewer than thirty"),
        ("en", "between €90,000 and €230,000", ("money", 80000, 220000, "EUR", ""), "between €80,000 and €220,000"),
        ("en", "22 per cent", ("percent", 23, 23, "", ""), "23 per cent"),
        ("de", "1,5 Mio. €", ("money", 1600000, 1600000, "EUR", ""), "1,6 Mio. €"),
        ("de", "1,5 Millionen Euro", ("money", 1654321, 1654321, "EUR", ""), "1.654.321 Euro"),
        ("de", "zwei Millionen Euro", ("money", 3000000, 3000000, "EUR", ""), "drei Millionen Euro"),
        ("nl", "€ 90.000 tot 230.000", ("money", 80000, 220000, "EUR", ""), "€ 80.000 tot 220.000"),
        ("en", "about $200,000", ("money", 304518, 304518, "USD", ""), "about $300,000"),
        ("en", "Over 500", ("count", 600, 600, "", "less-than"), "Fewer than 600"),
        ("en", "some words", ("money", 5, 5, "EUR", ""), "€5"),
    ],
)
def test_all_other_words_stay(code: str, text: str, new: tuple[Kind, int, int, str, Bound], expected: str) -> None:
    assert rewrite_quantity(text, amount(*new), language(code)) == expected


@pytest.mark.parametrize(
    ("code", "texts", "expected"),
    [
        ("de", "123.000 €|123.000€|€ 123.000|€123000|123 000  €|123.000\n€", "123.000\u00a0€"),
        ("nl", "€ 123.000|€123.000|123.000 €|123000€", "€\u00a0123.000"),
        ("en", "€123,000|€ 123,000|123,000 €|123000\u00a0€", "€123,000"),
        ("de", "22%|22 %|22\u202f%", "22\u00a0%"),
        ("nl", "22%|22 %", "22%"),
        ("en", "22%|22\u00a0%", "22%"),
        ("de", "€ 90.000 bis 230.000|90.000 bis € 230.000|90.000 bis 230.000€", "90.000 bis 230.000\u00a0€"),
        ("en", "90,000 to 230,000 €|€ 90,000 to 230,000", "€90,000 to 230,000"),
        ("de", "€1,50|1,50 €", "1,50\u00a0€"),
        ("de", "€ 1,5 Mio.|1,5 Mio. €", "1,5\u00a0Mio.\u00a0€"),
        ("en", "1.5 million €|€1.5 million", "€1.5\u00a0million"),
        ("de", "US$ 204.518|204.518 US$", "204.518\u00a0US$"),
        ("en", "CHF 5,000|5000 CHF", "CHF\u00a05,000"),
        ("de", "rund 205.000 Euro", "rund 205.000\u00a0Euro"),
        ("de", "20 Jahre", "20\u00a0Jahre"),
        ("de", "zwanzig Jahre", "zwanzig Jahre"),
        ("en", "2014", "2014"),
    ],
)
def test_the_house_style_however_it_was_typed(code: str, texts: str, expected: str) -> None:
    assert {text: typeset(text, language(code)) for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), expected
    )


@pytest.mark.parametrize(
    ("text", "agree"),
    [
        *(("$204,518", True), ("about $204,518", True), ("about $204,500", True), ("about $205,000", True)),
        *(("about $200,000", True), ("about $204,000", False), ("about $210,000", False), ("$205,000", False)),
        *(("nearly $205,000", False), ("over $200,000", False), ("about €205,000", False), ("about 205,000", False)),
        ("about $204,000 to $205,000", False),
    ],
)
def test_only_a_word_for_about_permits_rounding(text: str, agree: bool) -> None:
    found = read_quantity(text, language("en"))
    assert found
    assert agrees(amount("money", 204518, unit="USD"), found) is agree


def test_a_range_is_no_single_value_however_roughly() -> None:
    assert not agrees(amount("duration", 24, 25, "year"), amount("duration", 20, unit="year", bound="about"))


@pytest.mark.parametrize(
    ("code", "text", "bound"),
    [
        *(("en", "well over ", "more-than"), ("en", "no fewer\nthan\u00a0", "at-least"), ("en", "moreover ", "")),
        *(("de", "Das sind mehr  als ", "more-than"), ("de", "gegenüber ", ""), ("nl", "minder dan", "less-than")),
        ("nl", " " * 10_000 + "ruim ", "more-than"),
    ],
)
def test_a_bound_in_front_of_a_link(code: str, text: str, bound: Bound) -> None:
    assert trailing_bound(text, language(code)) == bound
