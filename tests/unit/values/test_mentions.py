"""Numbers in running text: what is the same in two languages, and what is not."""

import pytest

from concord.languages import language
from concord.values import article_units, extract_numbers, unmatched


def differences(en: str, other: str, code: str) -> list[str]:
    """The texts of the numbers of either side that the other lacks."""
    texts = {"en": en, code: other}
    mentions = {name: extract_numbers(text, language(name)) for name, text in texts.items()}
    articles = {name: article_units(text, language(name)) for name, text in texts.items()}
    found = unmatched(mentions["en"], mentions[code], articles["en"], articles[code])
    pairs = zip(texts.values(), found, strict=True)
    return [text[mention.start : mention.end] for text, side in pairs for mention in side]


@pytest.mark.parametrize(
    ("en", "code", "other"),
    [
        # typed alike in each language
        ("2.3. Fill in the key", "de", "2.3. Schlüssel eingeben"),
        ("It is under GPL-3.0.", "nl", "Het valt onder GPL-3.0."),
        ("Upgrading to 4.0 (>= 0.5)", "de", "Auf 4.0 aktualisieren (>= 0.5)"),
        ("v12.8", "nl", "v12.8"),
        ("an average of 2.53", "de", "ein Schnitt von 2,53"),
        # versions and addresses
        ("OpenAPI 3.1.0 and v2.8.0", "de", "OpenAPI 3.1.0 und 2.8.0"),
        ("FastAPI 0.119.0 to 0.127.x", "de", "FastAPI 0.119.0 bis 0.127.x"),
        ("the mask 255.255.255.255", "de", "die Maske 255.255.255.255"),
        ("It answers at 192.168.1.10.", "nl", "Het antwoordt op 192.168.1.10."),
        ("Use python3.11.2 or 4.0.0rc1.", "de", "Nehmen Sie python3.11.2 oder 4.0.0rc1."),
        # units
        ("512 MB", "de", "512 Megabyte"),
        ("30 ms", "nl", "30 milliseconden"),
        ("180 °C", "de", "180 Grad Celsius"),
        ("10 miles", "de", "16 km"),
        ("an oven of 350 °F", "de", "ein Ofen von 180 °C"),
        ("valid for 24 hours", "de", "einen Tag lang gültig"),
        ("within 7 days", "nl", "binnen een week"),
        ("after 60 minutes", "de", "nach einer Stunde"),
        # the same in other signs or words
        ("15k users", "de", "15.000 Menschen"),
        ("10k stars", "nl", "10.000 sterren"),
        ("1.5K", "nl", "1.5K"),
        ("€2k", "de", "2.000 €"),
        ("1½ cups", "de", "1,5 Tassen"),
        ("2¾ hours", "nl", "2,75 uur"),
        ("½ a day", "de", "ein halber Tag"),
        ("50 percent", "de", "die Hälfte"),
        ("25%", "nl", "een kwart"),
        ("a third of them", "de", "ein Drittel von ihnen"),
        ("45 m deep", "de", "45 Meter tief"),
        ("11m readers", "de", "11 Millionen Leser"),
        ("3bn hits", "nl", "3 miljard hits"),
        ("30 square metres", "de", "30 m²"),
        ("at 50 mph", "de", "mit 80 km/h"),
        ("2 gallons", "de", "7,6 Liter"),
        ("a 60-watt lamp", "nl", "een lamp van 60 W"),
        ("0.5%", "de", "5 ‰"),
        ("2 GB", "de", "2048 MB"),
        ("below a billion dollars", "de", "unter 1 Mrd. Dollar"),
        ("a hundred boxes", "de", "100 Kästen"),
        ("0 boxes", "de", "keine Kästen"),
        ("a quarter of an hour", "de", "15 Minuten"),
        ("24 hours a day, 7 days a week", "de", "rund um die Uhr"),
        ("05/12/2024", "de", "12.05.2024"),
        ("v2 of it", "de", "Version 2 davon"),
        ("on Mondays", "de", "montags"),
        ("Friday evening", "de", "Freitagabend"),
        ("on weekdays", "de", "von Montag bis Freitag"),
        ("on Good Friday", "de", "an Karfreitag"),
        ("ten times as many", "de", "zehnmal so viele"),
        ("at 2 a.m.", "nl", "om 2 uur ’s nachts"),
        ("at 11 p.m.", "de", "um 11 Uhr nachts"),
        ("5.161.195.190", "de", "5.161.195.190"),
        ("two thirds", "de", "zwei Drittel"),
        ("1 in 4", "de", "ein Viertel"),
        ("half an hour", "de", "30 Minuten"),
        ("half a million", "de", "500.000"),
        ("three dozen", "nl", "36"),
        ("a dozen", "de", "zwölf"),
        ("twice a day", "nl", "twee keer per dag"),
        ("in a fortnight", "de", "in 14 Tagen"),
        ("two decades", "de", "zwanzig Jahre"),
        ("over the past decade", "nl", "in de afgelopen tien jaar"),
        ("In Q3", "nl", "In het derde kwartaal"),
        ("the 2nd quarter", "de", "im zweiten Quartal"),
        ("Firstly, and thirdly", "de", "Erstens, und drittens"),
        ("at 10:00: be there", "de", "um 10 Uhr da sein"),
        # vague ones, and what a negation turns round
        ("several thousand", "de", "Tausende"),
        ("a few hundred", "nl", "enkele honderden"),
        ("thousands of them", "de", "tausend davon"),
        ("You shouldn't need more than 2.", "de", "Sie brauchen nicht mehr als 2."),
        ("It never takes more than 5 days.", "nl", "Het duurt hooguit 5 dagen."),
        ("It does not cost less than 30.", "de", "Es kostet mindestens 30."),
        ("minus 5 degrees", "de", "-5 Grad"),
        ("by −3.5%", "nl", "met –3,5%"),
        ("a screen of 1920x1080", "de", "ein Bildschirm von 1920 × 1080"),
    ],
)
def test_the_same_in_other_words(en: str, code: str, other: str) -> None:
    assert differences(en, other, code) == []


@pytest.mark.parametrize(
    ("en", "code", "other", "found"),
    [
        ("release 5.4", "nl", "versie 5.6", ["5.4", "5.6"]),
        ("release 2.10", "de", "Ausgabe 2.1", ["2.10", "2.1"]),
        ("1,500 seats", "de", "1,500 Plätze", ["1,500", "1,500"]),
        ("3.5% of them", "de", "3.5 % davon", ["3.5%", "3.5 %"]),
        ("$2.5", "nl", "$ 2.5", ["2.5", "2.5"]),
        ("OpenAPI 3.1.0", "de", "OpenAPI 3.1.3", ["3.1.0", "3.1.3"]),
        ("5.69 million", "de", "5,69 Milliarden", ["5.69 million", "5,69 Milliarden"]),
        ("section 5.2.1", "nl", "paragraaf 5.2.3", ["5.2.1", "5.2.3"]),
        ("192.168.1.10", "de", "192.168.1.100", ["192.168.1.10", "192.168.1.100"]),
        ("512 MB", "de", "512 GB", ["512 MB", "512 GB"]),
        ("3 GiB", "nl", "3 MB", ["3 GiB", "3 MB"]),
        ("30 ms", "de", "30 s", ["30 ms", "30 s"]),
        ("5 minutes", "de", "5 Sekunden", ["5 minutes", "5 Sekunden"]),
        ("180 °C", "nl", "180 °F", ["180 °C", "180 °F"]),
        ("5 km", "de", "5 Meilen", ["5 km", "5 Meilen"]),
        ("1920x1080", "de", "1280x720", ["1920", "1080", "1280", "720"]),
        ("at 0x1F", "de", "bei 0x2F", ["0x1F", "0x2F"]),
        ("−5 degrees", "de", "5 Grad", ["5", "5"]),
        ("by −3.5%", "nl", "met 3,5%", ["3.5%", "3,5%"]),
        ("half of them", "de", "ein Viertel", ["half", "Viertel"]),
        ("a third", "de", "ein Viertel", ["third", "Viertel"]),
        ("twice", "nl", "drie keer", ["twice", "drie"]),
        ("a dozen", "nl", "tien", ["dozen", "tien"]),
        ("the past decade", "de", "die letzten zwanzig Jahre", ["decade", "zwanzig Jahre"]),
        ("two decades", "nl", "dertig jaar", ["two decades", "dertig jaar"]),
        ("In Q3", "de", "im vierten Quartal", ["3", "vierten"]),
        ("Secondly", "de", "Drittens", ["Secondly", "Drittens"]),
        ("12k", "nl", "13.000", ["12k", "13.000"]),
        ("2½", "de", "3,5", ["2½", "3,5"]),
        ("more than 50", "nl", "minder dan 50", ["50", "50"]),
        ("45 cm", "de", "45 m", ["45 cm", "45 m"]),
        ("45 m", "de", "45 cm", ["45 m", "45 cm"]),
        ("5 km/h", "de", "5 mph", ["5 km/h", "5 mph"]),
        ("60 W", "nl", "60 kW", ["60 W", "60 kW"]),
        ("3 m²", "de", "3 m³", ["3 m²", "3 m³"]),
        ("5%", "de", "5 ‰", ["5%", "5 ‰"]),
        ("a billion dollars", "de", "eine Billion Dollar", ["billion", "Billion"]),
        ("every Monday", "de", "jeden Dienstag", ["Monday", "Dienstag"]),
        ("on Friday 3 May", "nl", "op donderdag 3 mei", ["Friday", "donderdag"]),
        ("twice as many", "de", "dreimal so viele", ["twice", "dreimal"]),
        ("a four-day course", "de", "ein fünftägiger Kurs", ["four-day", "fünftägiger"]),
        ("use v2", "de", "nehmen Sie v3", ["2", "3"]),
        ("commit 3f2a9bc", "de", "Commit 3f2a9bd", ["3f2a9bc", "3f2a9bd"]),
        ("colour #ff0000", "nl", "kleur #00ff00", ["#ff0000", "#00ff00"]),
    ],
)
def test_a_difference(en: str, code: str, other: str, found: list[str]) -> None:
    assert differences(en, other, code) == found
