"""A notice that a language has on many pages is one finding; on a few pages, each is one."""

from pathlib import Path

import pytest

from concord.report.fingerprints import fingerprints
from concord.rules.messages import message
from foreign import findings

NOTICES = {
    "de": "> Diese Übersetzung wurde automatisch erzeugt und kann Fehler enthalten.\n\n",
    "nl": "> Deze vertaling is automatisch gemaakt en kan fouten bevatten.\n\n",
}
WORDS = {"de": "Es hat {0} Zimmer.", "nl": "Het heeft {0} kamers.", "en": "It has {0} rooms."}


def files(pages: int, notices: dict[str, str]) -> dict[str, str]:
    return {
        f"{code}/p{number}.md": f"# P{number}\n\n{notices.get(code, '')}{words.format(number)}\n"
        for code, words in WORDS.items()
        for number in range(10, 10 + pages)
    }


@pytest.mark.parametrize("code", NOTICES)
def test_on_many_pages_it_is_one_finding(tmp_path: Path, code: str) -> None:
    notice = {code: NOTICES[code]}
    (found,) = findings(tmp_path / "5", files(5, notice), **dict.fromkeys(WORDS, "# A\n"))
    assert found.location.path.endswith("p10.md")
    assert message(found).endswith("(and on 4 more pages)")
    with_another_page = findings(tmp_path / "6", files(6, notice), **dict.fromkeys(WORDS, "# A\n"))
    assert fingerprints(with_another_page) == fingerprints([found]), "a page more is nothing new for a baseline"


def test_on_a_few_pages_each_is_one(tmp_path: Path) -> None:
    found = findings(tmp_path, files(3, {"de": NOTICES["de"]}), **dict.fromkeys(WORDS, "# A\n"))
    assert [message(one).endswith("more pages)") for one in found] == [False] * 3


def test_two_notices_are_two(tmp_path: Path) -> None:
    pages = {path: f"{text}\nThank you, {path[:2]}!\n" for path, text in files(5, NOTICES).items() if path[:2] != "nl"}
    found = findings(tmp_path, files(5, {"nl": NOTICES["nl"]}) | pages, **dict.fromkeys(WORDS, "# A\n"))
    assert sorted(message(one).endswith("(and on 4 more pages)") for one in found) == [True, True], found
