"""What the checks compare takes no longer than its length explains, however much the languages differ in it."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import concord

OF_ENGLISH = {"en": 3, "de": 7, "nl": 3}  # English and Dutch agree, German does not
OF_EACH = {"en": 3, "de": 7, "nl": 11}


def numbers(factors: dict[str, int], code: str) -> str:
    return " ".join(str(number * factors[code] + 1) for number in range(6_000))


PAGES: dict[str, Callable[[str], str]] = {
    "numbers in a paragraph": lambda code: numbers(OF_ENGLISH, code),
    "numbers of each language": lambda code: numbers(OF_EACH, code),
    "numbers in words": lambda code: {"en": "five six ", "de": "sieben acht ", "nl": "negen tien "}[code] * 1_000,
    "ids of sections": lambda code: "".join(f"## A {{ #a{n * OF_ENGLISH[code]} }}\n\n" for n in range(2_000)),
    "order of sections": lambda code: "".join(f"## A {{ #a{n * OF_ENGLISH[code] % 2_003} }}\n\n" for n in range(2_000)),
    "sections without ids": lambda code: "## A\n\n" * (2_000 + OF_EACH[code]),
    "paragraphs": lambda code: "".join(f"{n * OF_ENGLISH[code]}.\n\n" for n in range(1_500)),
    "items of a list": lambda code: "".join(f"- {n} {code}\n" for n in range(1_000 + OF_EACH[code])),
    "keys of the front matter": lambda code: "---\n" + "".join(f"{code}{n}: a\n" for n in range(8_000)) + "---\n",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_three_languages_takes_two_seconds_a_language_at_most(name: str, tmp_path: Path) -> None:
    for code in OF_EACH:
        (tmp_path / "docs" / code).mkdir(parents=True)
        (tmp_path / "docs" / code / "page.md").write_text(PAGES[name](code), encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.concord]\nlanguages = ["en", "de", "nl"]\n', encoding="utf-8")
    start = time.process_time()
    report = json.loads(concord("check", "--format", "json", cwd=tmp_path).stdout)
    assert time.process_time() - start < 6
    assert "page-unreadable" not in {finding["rule"] for finding in report["findings"]}


def test_of_very_many_numbers_those_that_differ_are_reported(tmp_path: Path) -> None:
    texts = {code: numbers(OF_EACH, "en").split() for code in OF_EACH}
    texts["de"][5_000] = "99999"
    for code, words in texts.items():
        (tmp_path / "docs" / code).mkdir(parents=True)
        (tmp_path / "docs" / code / "page.md").write_text(" ".join(words), encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.concord]\nlanguages = ["en", "de", "nl"]\n', encoding="utf-8")
    [finding] = json.loads(concord("check", "--format", "json", cwd=tmp_path).stdout)["findings"]
    assert finding["rule"] == "number-drift" and "99999" in finding["message"] and "15001" in finding["message"]
