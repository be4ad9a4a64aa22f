"""The file of a language: each key and each word that is missing or of no use is named at its place."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from concord.languages import Language
from concord.languages.content import codes, path, with_split_forms
from concord.new_language.language_file import language_faults
from concord.registry.yaml_source import read_yaml_source
from concord.text.quotations import misquoted, with_right_marks
from concord.values import Quantity, write_quantity
from french import DATA

from concord import yaml  # isort: skip

FRENCH = (DATA / "fr.yml").read_text(encoding="utf-8")
NARROW, WIDE = "\u202f", "\u00a0"


def said(text: str, folder: Path) -> list[str]:
    """The faults of a file with this text, as `line: reason`."""
    file = folder / "fr.yml"
    file.write_text(text, encoding="utf-8")
    return [f"{fault.location.line}: {fault.reason}" for fault in language_faults(read_yaml_source(file, "fr.yml"))]


def line_of(text: str, start: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(start))


def french(code: str = "fr", **changes: object) -> Language:
    content = yaml.load(FRENCH) | changes
    return Language.model_validate(with_split_forms({**content, "code": code}))


@pytest.mark.parametrize("code", sorted(codes()))
def test_the_languages_of_the_guide_are_whole(code: str) -> None:
    assert language_faults(read_yaml_source(path(code), f"{code}.yml")) == []


def test_a_new_language_is_whole(tmp_path: Path) -> None:
    assert said(FRENCH, tmp_path) == []


@pytest.mark.parametrize("key", ["search", "year", "as_markdown"])
def test_a_missing_word_of_the_interface_is_named(key: str, tmp_path: Path) -> None:
    before, start, words = FRENCH.partition("interface:\n")
    words, count = re.subn(rf"^  {key}: .*\n", "", words, count=1, flags=re.MULTILINE)
    assert count == 1
    [fault] = said(before + start + words, tmp_path)
    assert fault.startswith(f"{line_of(FRENCH, 'interface:')}: interface.{key}: it is missing; in English: ")


def test_each_of_several_missing_words_is_named(tmp_path: Path) -> None:
    keys = [*yaml.load(FRENCH)["interface"]]
    found = said(FRENCH.partition("interface:\n")[0] + "interface: {}\n", tmp_path)
    assert sorted(fault.split(": ")[1] for fault in found) == sorted(f"interface.{key}" for key in keys)


@pytest.mark.parametrize("key", ["name", "locale", "money", "percent", "currencies", "units", "scales", "bounds"])
def test_each_missing_key_is_named(key: str, tmp_path: Path) -> None:
    text = re.sub(rf"^{key}:.*\n(?:  .*\n)*", "", FRENCH, flags=re.MULTILINE)
    assert said(text, tmp_path) == [f"1: {key}: it is missing"]


@pytest.mark.parametrize(
    ("old", "new", "at", "reason"),
    [
        ("locale: fr_FR", "locale: fr_XX", "locale", "locale: CLDR knows no such locale; write one such as fr_FR"),
        ("number_words: fr", "number_words: xx", "number_words", "number_words: num2words and text2num do not know xx"),
        ('money: "{number}_{sign}"', 'money: "{number}"', "money", "{number} and {sign}"),
        ('percent: "{number}_%"', 'percent: "{nubmer}%"', "percent", "it must have {number}"),
        ("  day: [jour, jours]\n", "", "units", "units.day: it is missing"),
        ("  day: [jour, jours]", "  day: [jour]", "  day", "units.day: it needs the singular and the plural"),
        (
            "  year: {one: an, other: ans}",
            "  year: {one: an, more: ans}",
            "  year",
            "units.year.more: a plural form",
        ),
        ("  about: [environ, quelque]\n", "", "bounds", "bounds.about: it is missing"),
        ("\nsuffixes:", "\nsufixes:", "sufixes", "sufixes: there is no such key; did you mean suffixes?"),
        ("  negations:", "  negation:", "  negation", "prose.negation: there is no such key; did you mean negations?"),
        ('quotes: [["«_", "_»", “, ”]]', "quotes: [«»]", "quotes", "it must be four marks"),
        ("  search: Chercher", "  serach: Chercher", "  serach", "there is no such word; did you mean search?"),
        ("  search: Chercher", "  search:", "  search", "interface.search: it is empty"),
        ("  search: Chercher", "  search: 5", "  search", "interface.search: it must be text"),
        ("vers {year}", "vers {an}", "  about_year", "interface.about_year: {year} is missing"),
        ("vers {year}", "vers {year} {jour}", "  about_year", "the site has no value for {jour}"),
        ("vers {year}", "vers {year", "  about_year", "its braces are not in pairs"),
        ("interface:\n", "interface: x\nrest:\n", "interface", "interface: it must have keys"),
    ],
)
def test_what_is_of_no_use_is_said_at_its_place(old: str, new: str, at: str, reason: str, tmp_path: Path) -> None:
    text = FRENCH.replace(old, new, 1)
    assert text != FRENCH
    found = said(text, tmp_path)
    first = next(fault for fault in found if reason in fault)
    assert first.startswith(f"{line_of(text, at)}: ")
    assert len(found) == (2 if "rest:" in new or "more:" in new else 1)


def test_all_faults_are_said_at_once(tmp_path: Path) -> None:
    text = FRENCH.replace("fr_FR", "fr_XX").replace("  search: Chercher\n", "").replace("  day: [jour, jours]\n", "")
    assert len(said(text, tmp_path)) == 3


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ('Il dit "peut-être".', f"Il dit «{WIDE}peut-être{WIDE}»."),
        ("Il dit « peut-être ».", f"Il dit «{WIDE}peut-être{WIDE}»."),
        ("Il dit «peut-être».", f"Il dit «{WIDE}peut-être{WIDE}»."),
        (f"Il dit «{WIDE}peut-être{WIDE}».", ""),
        (f"Il dit «{NARROW}peut-être{NARROW}».", ""),
        (f"Il dit «{WIDE}elle a dit “non” hier{WIDE}».", ""),
        (f'Il dit «{WIDE}elle a dit "non" hier{WIDE}».', f"Il dit «{WIDE}elle a dit “non” hier{WIDE}»."),
    ],
)
def test_french_quotation_marks_have_no_break_spaces(typed: str, right: str) -> None:
    found = misquoted(typed, french())
    assert (with_right_marks(typed, found) if found else "") == right


@pytest.mark.parametrize(
    ("number", "text"),
    [("0", "0 an"), ("1", "1 an"), ("1.5", "1,5 an"), ("2", "2 ans"), ("20", "20 ans")],
)
def test_french_has_its_plural_from_two_on(number: str, text: str) -> None:
    value = Decimal(number)
    assert write_quantity(Quantity("duration", value, value, "year"), french()).replace(WIDE, " ") == text


@pytest.mark.parametrize(
    ("count", "text"), [(1, "1 rok"), (2, "2 lata"), (5, "5 lat"), (22, "22 lata"), (12, "12 lat")]
)
def test_polish_has_more_forms_than_two(count: int, text: str) -> None:
    years = {"one": "rok", "few": "lata", "many": "lat", "other": "roku"}
    polish = french("pl", locale="pl_PL", units={**yaml.load(FRENCH)["units"], "year": years})
    quantity = Quantity("duration", Decimal(count), Decimal(count), "year")
    assert write_quantity(quantity, polish).replace(WIDE, " ") == text
    assert {*years.values()} <= {*polish.units["year"]}, "all of them are read"


def test_words_of_the_interface_may_have_forms_too() -> None:
    assert [french().counted("counts", count) for count in (0, 1, 2)] == ["0 comptage", "1 comptage", "2 comptages"]
