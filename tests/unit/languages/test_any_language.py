"""Languages without a file in `languages/`: their codes, and the numbers that CLDR alone lets us read."""

import pytest

from concord.errors import LanguageError
from concord.languages import language
from concord.languages.locales import base_language, locale_of
from concord.values import extract_numbers


@pytest.mark.parametrize(
    ("code", "locale"),
    [
        ("fr", "fr"),
        ("pt-br", "pt_BR"),
        ("zh_TW", "zh_Hant_TW"),
        ("zh-Hans", "zh_Hans"),
        ("es-419", "es_419"),
        ("fr-JP", "fr"),
        ("DE", "de"),
        ("JP", "ja"),
        ("TW", "zh_Hant"),
        ("UA", "uk"),
        ("cn", "zh_Hans"),
        ("jp", "ja"),
        ("js", "None"),
        ("api", "None"),
        ("img", "None"),
        ("in", "None"),
        ("README", "None"),
    ],
)
def test_codes_as_projects_write_them(code: str, locale: str) -> None:
    assert str(locale_of(code)) == locale


def test_a_country_adds_its_separators_to_a_file_that_there_is() -> None:
    assert (language("de-CH").is_listed, language("de-CH").code, base_language("de-CH")) == (True, "de-CH", "de")
    assert [number.value for number in extract_numbers("1’234.5 Franken, zwanzig Mal", language("de-CH"))] == [
        1234.5,
        20,
    ]


def test_what_is_no_language_stays_unknown() -> None:
    with pytest.raises(LanguageError, match="concord does not know the language 'xx'"):
        language("xx")


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("fr", "Plus de 1 234,5 euros et 3 millions", [1234.5, 3_000_000]),
        ("pt-BR", "1.234,5 reais e 5 mil pessoas", [1234.5, 5000]),
        ("ru", "15 тыс. пользователей и 5 млн", [15_000, 5_000_000]),
        ("zh-CN", "支持8个工具，150万个用户，3亿", [8, 1_500_000, 300_000_000]),
        ("ja", "5億円、13のツール、2026年", [500_000_000, 13, 2026]),
        ("ko", "사용자 150만명, 5개만", [1_500_000, 5]),
        ("hi", "2 लाख और 15", [200_000, 15]),
    ],
)
def test_numbers_in_digits(code: str, text: str, values: list[float]) -> None:
    assert [float(number.value) for number in extract_numbers(text, language(code))] == values


def test_dates_and_versions_are_read_in_every_language() -> None:
    for code in ("fr", "zh", "ko", "ar"):
        numbers = extract_numbers("2026-03-05, v1.2.3", language(code))
        assert [(n.sort, int(n.value), n.typed) for n in numbers if n.sort != "identifier"] == [
            ("number", 2026, ""),
            ("month", 3, ""),
            ("number", 5, ""),
        ]
        assert [n.typed for n in numbers if n.sort == "identifier"] == ["1.2.3"]
