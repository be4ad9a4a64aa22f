"""The language of a few words: what was left in another language, and what is a name."""

import pytest

from concord.text.language_identification import identify_short

LANGUAGES = ("en", "de", "nl")


@pytest.mark.parametrize(
    ("text", "page", "language"),
    [
        ("How to open the door", "de", "en"),
        ("Now close the door again.", "nl", "en"),
        ("Now restart the server.", "de", "en"),
        ("Hier steht nichts mehr für Sie.", "en", "de"),
        ("Zo wordt het niet gedaan", "de", "nl"),
        ("What you need before you start", "nl", "en"),
    ],
)
def test_a_short_text_that_was_left(text: str, page: str, language: str) -> None:
    assert identify_short(text, page, LANGUAGES) == language


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Open Source Software", "de"),
        ("Ruby on Rails", "de"),
        ("Lord of the Rings", "nl"),
        ("Chief marketing and solutions officer", "nl"),
        ("Docker Compose 2 for Windows", "de"),
        ("Status quo ante", "en"),
        ("How to open the door", "en"),
    ],
)
def test_a_name_or_the_right_language(text: str, page: str) -> None:
    assert identify_short(text, page, LANGUAGES) == ""
