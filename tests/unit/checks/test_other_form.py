"""The same content in another form is no finding: another arrangement, another script, other names."""

from pathlib import Path

import pytest

from foreign import findings

LONG = "The bridge was built by the people of the town, who wanted to reach the market on the other side of the river"
LANG = "Die Brücke bauten die Leute aus der Stadt, die den Markt auf der anderen Seite des Flusses erreichen wollten"
MORE = "Since then it has been painted every year, and nobody remembers which colour it had on the day it was opened"
MEHR = "Seitdem wird sie jedes Jahr gestrichen, und niemand weiß mehr, welche Farbe sie am Tag der Eröffnung hatte"
TABLE = "| A | B |\n|---|---|\n| x | {} |\n"

SILENT = {
    "a paragraph of two": (f"{LONG}.\n\n{MORE}.\n\nAB 1.\n", f"{LANG}. {MEHR}.\n\nAB 1.\n"),
    "two paragraphs of one": (f"AB 1.\n\n{LONG}. {MORE}.\n", f"AB 1.\n\n{LANG}.\n\n{MEHR}.\n"),
    "a list of a paragraph": (f"AB 1.\n\n{LONG}.\n\nCD 2.\n", f"AB 1.\n\n- {LANG}.\n\nCD 2.\n"),
    "a quotation of a paragraph": (f"AB 1.\n\n{LONG}.\n\nCD 2.\n", f"AB 1.\n\n> {LANG}.\n\nCD 2.\n"),
    "a heading of a paragraph": ("AB 1.\n\nGood to know:\n\n- C\n", "AB 1.\n\n### Gut zu wissen:\n\n- C\n"),
    "a list of a listing": ("AB 1.\n\n```\nA_B\nC_D\n```\n\nCD 2.\n", "AB 1.\n\n- `A_B`\n- `C_D`\n\nCD 2.\n"),
    "a line that leads to a list": (f"{LONG}.\nAt least:\n\n- C\n", f"{LANG}.\n\nMindestens:\n\n- C\n"),
    "a label in a diagram, on two lines": (
        "```mermaid\ngraph LR\n  A(x\n  Load) --> B(Check (all));\n```\n",
        "```mermaid\ngraph LR\n  A(x\n  Laden) --> B(Prüfen (alles));\n```\n",
    ),
    "a remark on what is left out": (
        '```json\n{"a": [1,\n  ... more stations\n]}\n```\n',
        '```json\n{"a": [1,\n  ... weitere Stationen\n]}\n```\n',
    ),
    "the text of a template": (
        "```md\n---\ntitle: Definition of a bridge\n---\n## What it is\n```\n",
        "```md\n---\ntitle: Begriff der Brücke\n---\n## Was es ist\n```\n",
    ),
    "a template of one language in another": ("```yaml\na: {{ b }}\n```\n", "```go\na: {{ b }}\n```\n"),
    "a text of a program": ('```js\nsay("Log in, {name}")\n```\n', '```js\nsay("Jetzt anmelden, {name}")\n```\n'),
    "no with more words": (TABLE.format("No for guests"), TABLE.format("Nein für Gäste")),
    "not set and unset": (TABLE.format("unset"), TABLE.format("nicht gesetzt")),
    "without and no": (TABLE.format("no limit"), TABLE.format("ohne Grenze")),
    "an address in a listing": (
        "```md\n[Box](https://a.example/docs)\n```\n",
        "```md\n[Box](https://a.example/de/docs)\n```\n",
    ),
    "a line of a template that leads to what follows": (
        "```md\nRun it as follows:\n\n    run 1\n```\n",
        "```md\nSo läuft es:\n\n    run 1\n```\n",
    ),
    "a long label in a diagram": (
        f"```mermaid\ngraph LR\n  A(Load {'<b>x</b> (y)' * 50}) --> B;\n```\n",
        f"```mermaid\ngraph LR\n  A(Laden {'<b>x</b> (y)' * 50}) --> B;\n```\n",
    ),
    "bullets in a numbered item": ("1. A:\n\n    - b 1\n    - c 2\n", "1. A:\n  - b 1\n  - c 2\n"),
    "a sentence behind a list that is more of its last item": (
        "- A 1\n- The dates of the plan\n\nYou can add a description.\n\nAB 1.\n",
        "- A 1\n- Die Daten des Plans\nSie können eine Beschreibung hinzufügen.\n\nAB 1.\n",
    ),
    "a short sentence with code": (
        f'`A_B`: {LONG}, {MORE}.\n\nIt is `"on"`.\n\nAB 1.\n',
        f'`A_B`: {LANG}, {MEHR[:-40]}. Es ist `"on"`.\n\nAB 1.\n',
    ),
    "a list that a quotation divides": (
        f"1. AB: {LONG}\n2. CD: {LONG}. Five times: {MORE}\n3. EF: {LONG}\n4. GH: {MORE}\n\n## Z\n",
        f"1. AB: {LANG}\n2. CD: {LANG}\n\n> 5-mal: {MEHR}\n\n3. EF: {LANG}\n4. GH: {MEHR}\n\n## Z\n",
    ),
    "a quotation that was corrected, with its original": (
        f"AB 1.\n\n> {LONG}, and to {MORE}.\n",
        f"AB 1.\n\n> {LANG}, und {MEHR}.\n>\n> _{LONG}, and for {MORE}._\n",
    ),
    "a message of a program": (
        "- TypeError: the window is not a function that can be called here\n",
        "- TypeError: the window is not a function that can be called here\n",
    ),
    "a name that a reader is to replace": (
        "Run `box --at your.server.example 25` or `box [options]`.\n",
        "Geben Sie `box --at ihr.server.example 25` oder `box [Optionen]` ein.\n",
    ),
    "a name to replace in a listing": (
        "```\nstart <box name>\nto YOUR_BOX\n```\n",
        "```\nstart <Name>\nto DEIN_KASTEN\n```\n",
    ),
    "a name with a letter of its own": (
        "Run `box --at=name:word@example.com`.\n",
        "Geben Sie `box --at=name:schlüssel@example.com` ein.\n",
    ),
    "a heading of names": (
        "## hide-all-settings / hide-my-network / hide-the-server-settings\n",
        "## hide-all-settings / hide-my-network / hide-the-server-settings\n",
    ),
    "the title of a work with a colon": (
        "- [A step by step guide: How to host the box in the cloud for a secure access](https://a.example/x)\n",
        "- [A step by step guide: How to host the box in the cloud for a secure access](https://a.example/x)\n",
    ),
    "the same words of an interface": (TABLE.format("*never*, at-work"), TABLE.format("*never*, at-work")),
    "the title of a work in front of a text": (
        f"- [Standards and guidance for the planning of all traffic](https://a.example/x): {MORE}.\n",
        f"- [Standards and guidance for the planning of all traffic](https://a.example/x): {MEHR}.\n",
    ),
    "the title of a work": (
        "- [More responsive tapping on the phone](https://a.example/x)\n",
        "- [More responsive tapping on the phone](https://a.example/x)\n",
    ),
}


@pytest.mark.parametrize("name", SILENT)
def test_the_same_in_another_form_is_not_reported(name: str, tmp_path: Path) -> None:
    english, german = SILENT[name]
    assert findings(tmp_path, en=f"# P\n\n{english}", de=f"# P\n\n{german}") == []


FOUND = {  # English, German, the rule: what is alike and differs all the same
    "another text of a program": ('```js\nsay("Box one")\n```\n', '```js\nsay("Box two")\n```\n', "code-drift"),
    "a paragraph too few": (f"AB 1.\n\n{LONG}.\n\n{MORE}.\n", f"AB 1.\n\n{LANG}.\n", "block-drift"),
    "a list with another number": (
        f"AB 1.\n\n{LONG} 1999.\n\nCD 2.\n",
        f"AB 1.\n\n- {LANG} 1998.\n\nCD 2.\n",
        "block-drift",
    ),
    "another node of a diagram": (
        "```mermaid\ngraph LR\n  A(Load) --> B(Check);\n```\n",
        "```mermaid\ngraph LR\n  A(Laden) --> C(Prüfen);\n```\n",
        "code-drift",
    ),
    "another key of a template": ("```md\ntitle: A\n```\n", "```md\nstatus: A\n```\n", "code-drift"),
    "another space in code": ("See `@@||example.org^`.\n", "Siehe `@@|| example.org^`.\n", "code-drift"),
    "another tag": (
        '```html\n<button id="go">x</button>\n<b>\n```\n',
        '```html\n<button id="start">x</button>\n<b>\n```\n',
        "code-drift",
    ),
    "another file to include": ("```c\n#include <alpha.h>\n```\n", "```c\n#include <beta.h>\n```\n", "code-drift"),
    "another command in front of a name to replace": (
        "```\nstart YOUR_BOX\n```\n",
        "```\nstop DEIN_KASTEN\n```\n",
        "code-drift",
    ),
    "another option beside a name to replace": (
        "Run `box --at your.server.example --force=1`.\n",
        "Geben Sie `box --at ihr.server.example --quiet=1` ein.\n",
        "code-drift",
    ),
    "another address in a listing": (
        "```md\n[Box](https://a.example/docs)\n```\n",
        "```md\n[Box](https://a.example/de/help)\n```\n",
        "code-drift",
    ),
    "a short sentence too few": (
        "- A 1\n- The dates of the plan\n\nYou can add a description.\n\nAB 1.\n",
        "- A 1\n- Die Daten des Plans\n\nAB 1.\n",
        "block-drift",
    ),
    "a short sentence with code too few": (
        f'{LONG} `"on"`.\n\nIt is `"on"`.\n\nAB 1.\n',
        f'{LANG} `"on"`.\n\nAB 1.\n',
        "block-drift",
    ),
    "another quotation than the original": (
        f"AB 1.\n\n> {LONG}.\n",
        f"AB 1.\n\n> {LANG}.\n>\n> _{LONG.replace('bridge', 'road').replace('the town', 'a hill')}._\n",
        "block-drift",
    ),
    "yes and no with more words": (TABLE.format("Yes"), TABLE.format("Nein für Gäste"), "number-drift"),
    "a number in a comment": (
        "```sh\nnpm test\n```\n",
        "```sh\nnpm test  # 630 Tests\n```\n",
        "number-drift",
    ),
    "a text without its second half": (
        f"**Conflicts**: `box find conflicts` asks. {LONG}. Review with `box list` and `box show`. {MORE}.\n",
        f"**Konflikte**: {LANG}.\n",
        "code-drift",
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_differs_is_found_in_another_form(name: str, tmp_path: Path) -> None:
    english, german, rule = FOUND[name]
    found = findings(tmp_path, en=f"# P\n\n{english}", de=f"# P\n\n{german}")
    assert rule in [one.rule for one in found]


TRANSLATED = {  # Japanese, Korean, Chinese, Ukrainian for the English listing
    "ja": "```\nあなた: 開始 100\nHome.md   入口（MIT）\n```\n",
    "zh": "```\n你：开始 100\nHome.md   仓库入口，MIT\n```\n",
    "uk": "```\nВи: початок 100\nHome.md   вхід (MIT)\n```\n",
}


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_text_of_another_script_in_a_listing_is_translated(code: str, tmp_path: Path) -> None:
    english = "```\nYou: start 100\nHome.md   entry point (MIT)\n```\n"
    pages = {"en": f"# P\n\n{english}", code: f"# P\n\n{TRANSLATED[code]}"}
    assert findings(tmp_path / "a", **pages) == []
    [found] = findings(tmp_path / "b", **(pages | {code: pages[code].replace("100", "200")}))
    assert found.rule == "code-drift"


def test_a_translated_listing_may_be_broken_otherwise(tmp_path: Path) -> None:
    english = "# P\n\n```\nYou: start\nBox: you work on A. Your 1:1\n     is tomorrow.\n```\n"
    chinese = "# P\n\n```\n你：开始\nBox：你正在做 A。\n     明天有你的 1:1。\n```\n"
    assert findings(tmp_path / "a", en=english, zh=chinese) == []
    [found] = findings(tmp_path / "b", en=english, zh=chinese.replace("1:1", "2:2"))
    assert found.rule == "code-drift"


@pytest.mark.parametrize(
    ("code", "text"), [("en", "the late 1990ies"), ("es", "los años 90"), ("it", "gli anni '90"), ("nl", "de jaren 90")]
)
def test_a_decade_may_be_called_for_short(code: str, text: str, tmp_path: Path) -> None:
    assert findings(tmp_path, ru="# P\n\nВ конце 1990-х годов.\n", **{code: f"# P\n\n{text}.\n"}) == []


def test_a_heading_is_known_by_the_id_that_its_original_has(tmp_path: Path) -> None:
    english = "# P\n\n## Client\n\nA.\n\n## Functions of your own\n\nA.\n"
    [found] = findings(tmp_path, en=english, de="# P\n\n## Anwendungen bei Kunden {#client}\n\nA.\n")
    assert found.data["begins"] == "Functions of your own"


@pytest.mark.parametrize("german", ["## Deutsche Fassung folgt\n", "# Brücke\n\n## Übersetzung folgt\n", "Folgt.\n"])
def test_a_page_that_is_only_announced_is_one_finding(german: str, tmp_path: Path) -> None:
    english = f"# Bridge\n\n{LONG}.\n\n### Paint\n\n- A 1\n- B 2\n\n{MORE}.\n"
    [found] = findings(tmp_path, en=english, de=german)
    assert (found.rule, found.data["case"]) == ("page-missing", "announced")


@pytest.mark.parametrize(
    ("code", "text"), [("ko", "목요일 오전 9시 30분"), ("ja", "木曜日の午前9時30分"), ("zh", "星期四上午9点30分")]
)
def test_a_time_in_words_of_east_asia_is_a_time(code: str, text: str, tmp_path: Path) -> None:
    assert findings(tmp_path, en="# P\n\nThursday, 9:30 am.\n", **{code: f"# P\n\n{text}.\n"}) == []


def test_an_example_in_a_third_language_is_not_left_untranslated(tmp_path: Path) -> None:
    example = "Die Brücke ist sehr alt und niemand weiß mehr, wer sie vor langer Zeit gebaut hat."
    pages = {"en": f"# P\n\n{example}\n", "nl": f"# P\n\n{example}\n", "de": "# P\n\nAndere Worte.\n"}
    assert "language-untranslated" not in [one.rule for one in findings(tmp_path, **pages)]


def test_a_paragraph_is_joined_to_the_one_that_most_languages_have(tmp_path: Path) -> None:
    pages = {
        "en": "# P\n\nAB 1.\n\nA sample of the text\n\n> CD 2.\n",
        "fr": "# P\n\nAB 1.\n\nUn exemple du texte\n\n> CD 2.\n",
        "es": "# P\n\nAB 1.\n\nUn ejemplo del texto\n\nRequisitos\n\n> CD 2.\n",
    }
    [found] = findings(tmp_path, **pages)
    assert (found.rule, found.language, found.data["having"]) == ("block-drift", "es", "Spanish")


def test_a_heading_of_its_own_level_is_the_one_that_is_missing(tmp_path: Path) -> None:
    english = "# P\n\nAB 1.\n\n## Recipes\n\n### Catch it early\n\nX.\n\n## Unlock smart mode\n\nY.\n"
    [found] = findings(tmp_path, en=english, zh="# P\n\nAB 1.\n\n## 解鎖智慧模式\n\nY.\n")
    assert (found.rule, found.data["begins"]) == ("block-drift", "Recipes")
