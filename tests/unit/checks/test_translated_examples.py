"""What is translated in listings, or written otherwise in another script, is no finding; what else differs is."""

from pathlib import Path

import pytest

from foreign import findings

LONG = "The bridge was built by the people of the town, who wanted to reach the market on the other side of the river"
LANG = "Die Brücke bauten die Leute aus der Stadt, die den Markt auf der anderen Seite des Flusses erreichen wollten"

SILENT = {  # English, German
    "a label in a tree": (
        "An account is old.\n\n```\nBox 1\n└── account\n```\n",
        "Ein Konto ist alt.\n\n```\nBox 1\n└── Konto\n```\n",
    ),
    "the name of an example": (
        "```sh\nbuild -t my-first-website .\n```\n",
        "```sh\nbuild -t meine-erste-webseite .\n```\n",
    ),
    "a text in single quotation marks": (
        "```php\nsay(['good morning', 'thank you'], 2);\n```\n",
        "```php\nsay(['guten Morgen', 'vielen Dank'], 2);\n```\n",
    ),
    "a path to replace, in other words": (
        "```sh\nrun --from /path/to/your/file.txt\n```\n",
        "```sh\nrun --from /ort/mit/deiner/datei.txt\n```\n",
    ),
    "a frame of another width": ("```\n┏━━━━┓\n┃ A 1 ┃\n┗━━━━┛\n```\n", "```\n┏━━━━━┓\n┃ A 1 ┃\n┗━━━━━┛\n```\n"),
    "quotation marks of a setting": ("```yaml\na: 'b'\n```\n", '```yaml\na: "b"\n```\n'),
    "words with code": ("It takes `O(1) on average`.\n", "Es dauert `O(1) im Durchschnitt`.\n"),
    "other line ends in a listing": (
        "```java\nnames.stream().map(x);\n```\n",
        "```java\nnames.stream()\n    .map(x);\n```\n",
    ),
    "an option on a line of its own": ("```sh\nrun --a 1 b\n```\n", "```sh\nrun --a 1 \\\n  b\n```\n"),
    "a number that counts headings": (
        f"## 3. Rules\n\n{LONG}.\n\n- [4. Gates](https://a.example/x)\n",
        f"## Regeln\n\n{LANG}.\n\n- [Tore](https://a.example/x)\n",
    ),
    "a line of a log": (
        "## failed to start the box (error: timeout: no recent activity in the network)\n",
        "## failed to start the box (error: timeout: no recent activity in the network)\n",
    ),
}


@pytest.mark.parametrize("name", SILENT)
def test_what_is_translated_is_not_reported(name: str, tmp_path: Path) -> None:
    english, german = SILENT[name]
    assert findings(tmp_path, en=f"# P\n\n{english}", de=f"# P\n\n{german}") == []


FOUND = {  # English, German, the rule
    "another value of an option": ("```sh\nbox --mode fast\n```\n", "```sh\nbox --mode slow\n```\n", "code-drift"),
    "a text that is empty": ("```py\nsay('')\nsay(\"\")\n```\n", "```py\nsay('')\nsay(\"Hallo\")\n```\n", "code-drift"),
    "a misspelt name": ("```sh\nget cmake gcc\n```\n", "```sh\nget cmake ggc\n```\n", "code-drift"),
    "a misspelt version in a text": (
        "Get [BOX 15.0.2](https://a.example/15.0.2/b) now.\n",
        "Holen Sie [BOX 15.02](https://a.example/15.0.2/b).\n",
        "number-drift",
    ),
    "another word of a command": ("```sh\nbox read note\n```\n", "```sh\nbox burn note\n```\n", "code-drift"),
    "another option of an example": (
        "```sh\nbuild --tag my-first-website .\n```\n",
        "```sh\nbuild --name meine-erste-webseite .\n```\n",
        "code-drift",
    ),
    "another version in a translated text": (
        "```\nThe box is at 2.1\n```\n",
        "```\nDer Kasten steht bei 2.2\n```\n",
        "code-drift",
    ),
    "a line that a translated listing lacks": (
        "```sh\nbuild -t my-first-website .\nstart --now\n```\n",
        "```sh\nbuild -t meine-erste-webseite .\n```\n",
        "code-drift",
    ),
    "another name of a function": ("Call `load_door()`.\n", "Rufen Sie `lade_tuer()` auf.\n", "code-drift"),
    "another number of a heading": (f"## 3. A\n\n{LONG}.\n", f"## 4. A\n\n{LANG}.\n", "number-drift"),
    "a sentence on an error": (
        "The box says that an error stopped it: nobody knows the way to the town\n",
        "The box says that an error stopped it: nobody knows the way to the town\n",
        "language-untranslated",
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_else_differs_is_found(name: str, tmp_path: Path) -> None:
    english, german, rule = FOUND[name]
    found = findings(tmp_path, en=f"# P\n\n{english}", de=f"# P\n\n{german}")
    assert rule in [one.rule for one in found]


def test_commands_in_tags_are_in_no_language(tmp_path: Path) -> None:
    commands = "<b>1</b> <code>box install the first of all</code> / <code>box add all of the others</code>"
    assert findings(tmp_path / "a", en=f"# P\n\n{commands}\n", zh=f"# P\n\n{commands}\n") == []
    [found] = findings(tmp_path / "b", en=f"# P\n\n{LONG}.\n", zh=f"# P\n\n{LONG}.\n")
    assert found.rule == "language-untranslated"


@pytest.mark.parametrize(
    ("code", "text", "english", "other"),
    [
        ("fa", "از نسخهٔ ۲.۱۱.۰ به بعد", "From 2.11.0 on", "۲.۱۲.۰"),
        ("ja", "ポート80と443を使う", "It uses the ports 80 and 443", "80と444"),
        ("zh", "共 4 万小时的录音", "40,000 hours are recorded", "5 万"),
        ("fr", "Voir 7.1 L’instruction, avec 30 exemples", "See 7.1 The rule, with 30 examples", "31"),
        ("zh", "默认为一周，最多 30 个", "The default is 1 week, with up to 30", "31"),
        ("zh", "有一万个，百分之一，另有 30 个", "There are 10,000, 1% of them and 30 others", "31"),
        ("ja", "16進数で30個まで", "Up to 30 in hexadecimal notation", "31"),
    ],
)
def test_numbers_of_another_script_are_read(code: str, text: str, english: str, other: str, tmp_path: Path) -> None:
    pages = {"en": f"# P\n\n{english}.\n", code: f"# P\n\n{text}。\n"}
    assert findings(tmp_path / "a", **pages) == []
    old = {"۲.۱۲.۰": "۲.۱۱.۰", "80と444": "80と443", "5 万": "4 万"}.get(other, "30")
    found = findings(tmp_path / "b", **(pages | {code: pages[code].replace(old, other)}))
    assert {one.rule for one in found} == {"number-drift"}


def test_a_number_in_numerals_of_another_script_is_compared(tmp_path: Path) -> None:
    english = "# P\n\nThere are 10,000 boxes.\n"
    assert findings(tmp_path / "a", en=english, zh="# P\n\n有一万个箱子。\n") == []
    [found] = findings(tmp_path / "b", en=english, zh="# P\n\n有五万个箱子。\n")
    assert found.rule == "number-drift"


def test_names_of_options_and_people_are_in_no_language(tmp_path: Path) -> None:
    names = ":icon-plus: [rule_set](#rule_set) :icon-plus: [rule_name](#rule_name) :icon-minus: [action](#action) @ann"
    pages = {code: f"# P\n\n{names}\n\n## rule_set\n\n## rule_name\n\n## action\n" for code in ("en", "zh")}
    assert "language-untranslated" not in [one.rule for one in findings(tmp_path, **pages)]


def test_a_format_of_numbers_is_the_same_in_each_language(tmp_path: Path) -> None:
    table = "# P\n\n| A | B |\n|---|---|\n| x | 1.234,56 |\n"
    assert findings(tmp_path, en=table, fr=table, it=table) == []
