"""Links lead somewhere, to the same place in each language, each by its own address."""

from pathlib import Path

import pytest

from concord.rules.messages import hint, message
from foreign import findings

OTHER = {
    "en/b.md": "# B\n\n## First steps\n\nX.\n\n## Costs\n\nY.\n",
    "de/b.md": "# B\n\n## Schritte\n\nX.\n\n## Kosten\n\nY.\n",
}
BODY = {
    "en": "\n\n## What it costs\n\nX.\n\n## How long\n\nY.\n",
    "de": "\n\n## Was es kostet\n\nX.\n\n## Wie lange\n\nY.\n",
}


def check(tree: Path, english: str, german: str) -> list[str]:
    pages = {"en": f"# P\n\n{english}{BODY['en']}", "de": f"# P\n\n{german}{BODY['de']}"}
    return [f"{one.location.path[5:7]} {message(one)} / {hint(one)}" for one in findings(tree, OTHER, **pages)]


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("[x](#what-it-costs)", "[x](#was-es-kostet)"),
        ("[x](b.md#costs)", "[x](b.md#kosten)"),
        ("[x](./b.md#costs) [y](b.md#first-steps)", "[y](b.md#schritte) [x](b.md#kosten)"),
        ("[x](b.md)", "[x](./b.md)"),
        ("[x](https://a.example/guide/)", "[x](https://a.example/de/guide/)"),
        ("[x](https://a.example/en/guide)", "[x](http://a.example/de/guide/)"),
        ("[x](https://a.example/guide/)", "[x](https://a.example/en/guide/)"),
        ("[x](/en/b/)", "[x](/de/b/)"),
        ("![x](https://a.example/menu.png)", "![x](https://a.example/menu_de.png)"),
        ("![x](https://a.example/menu_en_2.png)", "![x](https://a.example/menu_de_2.png)"),
        ("[x](app:one) [y](app:two) [z](app:three)", "[x](app:one) [y](app:two) [z](app:three)"),
        ("[x](https://en.wikipedia.org/wiki/Bridge)", "[x](https://de.wikipedia.org/wiki/Br%C3%BCcke)"),
        ("[x](https://en.wikipedia.org/wiki/Bridge)", "[x](https://en.wikipedia.org/wiki/Bridge)"),
        ("[x](https://A.example)", "[x](https://a.example/)"),
        ("[x](https://a.example/a)", "[x](https://a.example/a?hl=de)"),
        ("[x](https://a.example/download.html)", "[x](https://a.example/download-de.html)"),
        ("[x](https://a.example/en/manage-it)", "[x](https://a.example/de/es-verwalten)"),
        ("[x](https://a.example)", "[x](https://a.example/hc/de)"),
        (
            "[x](https://en.wikipedia.org/wiki/A) [y](https://en.wikipedia.org/wiki/B)",
            "[x](https://en.wikipedia.org/wiki/A) [y](https://de.wikipedia.org/wiki/C)",
        ),
        ("[x](https://a.example/?hl=en&q=1)", "[x](https://a.example/?hl=de&q=1)"),
        ("[x](https://a.example/a#top)", "[x](https://a.example/de/a#top)"),
        ("[x][1]\n\n[1]: https://a.example/", "[x][2]\n\n[2]: https://a.example/"),
        ('<a href="b.md">x</a>', '<a href="b.md">y</a>'),
        ("[x](mailto:a@b.example) [y](tel:+123)", "[x](mailto:a@b.example) [y](tel:+123)"),
    ],
)
def test_the_same_address_in_another_language_is_no_difference(english: str, german: str, tmp_path: Path) -> None:
    assert check(tmp_path, english, german) == []


@pytest.mark.parametrize(
    ("english", "german", "said"),
    [
        ("[x](#what-it-costs)", "[x](#wie-lange)", "a.md#wie-lange, in English to a.md#what-it-costs"),
        ("[x](b.md#costs)", "[x](b.md#schritte)", "b.md#schritte, in English to b.md#costs"),
        (
            "[x](https://a.example/guide/)",
            "[x](https://a.example/de/help/)",
            "/de/help/, in English to https://a.example/guide/",
        ),
        ("[x](https://en.wikipedia.org/wiki/A)", "[x](https://de.wiktionary.org/wiki/A)", "wiktionary"),
        ("[x](https://a.example/v1)", "[x](https://a.example/v2)", "/v2, in English to https://a.example/v1"),
        ("![x](https://a.example/m_de_1.png)", "![x](https://a.example/m_de_2.png)", "m_de_2.png"),
        ("[x](b.md)", "x", "a link to b.md stands in English, not in German"),
    ],
)
def test_another_address_is_one_finding(english: str, german: str, said: str, tmp_path: Path) -> None:
    [found] = check(tmp_path, english, german)
    assert said in found


@pytest.mark.parametrize(
    ("english", "german", "said"),
    [
        ("[x](#what-it-costs)", "[x](#what-it-costs)", "de #what-it-costs leads nowhere"),
        ("[x](#was-es-kostet)", "[x](#was-es-kostet)", "en #was-es-kostet leads nowhere"),
        ("[x](b.md#costs)", "[x](b.md#costs)", "de b.md#costs leads nowhere: docs/de/b.md has no #costs"),
        (
            "[x](b.md#cost)",
            "[x](b.md#kosten)",
            "en b.md#cost leads nowhere: docs/en/b.md has no #cost / did you mean #costs?",
        ),
        ("[x](c.md)", "[x](c.md)", "en c.md leads nowhere"),
        ("[x](../b.md)", "[x](b.md)", "en ../b.md leads nowhere: there is no such file / did you mean b.md?"),
        ("![x](a.png)", "![x](a.png)", "en a.png leads nowhere"),
        ('<img src="a.png" alt="x">', '<img src="a.png" alt="x">', "en a.png leads nowhere"),
        ("[x](files/a.pdf)", "[x](files/a.pdf)", "en files/a.pdf leads nowhere"),
        ("[x](htps://a.example)", "[x](htps://a.example)", "did you mean https://a.example?"),
        ("[x](mailo:a@b.example)", "[x](mailo:a@b.example)", "did you mean mailto:a@b.example?"),
        ("[x](facts:first)", "[x](facts:first)", "facts:first begins with facts:"),
    ],
)
def test_a_link_that_leads_nowhere_is_one_finding(english: str, german: str, said: str, tmp_path: Path) -> None:
    [found] = check(tmp_path, english, german)
    assert said in found


@pytest.mark.parametrize(
    "text",
    [
        "[x](#up)\n\nHere.\n{#up}",
        '[x](#up)\n\n<a id="up"></a>',
        "[x](#top) [y](#)",
        "[x](b/) [y](../install) [z](index.html)",
        "{% include 'x' %} [x](#unknown)",
        "[x](#x)\n\n### X {#x}",
        "`[x](c.md)`",
    ],
)
def test_what_may_exist_is_not_reported(text: str, tmp_path: Path) -> None:
    assert check(tmp_path, text, text) == []


def test_of_two_headings_with_the_same_words_the_second_has_a_number(tmp_path: Path) -> None:
    page = "# P\n\n[x](#more_1)\n\n## More\n\nA 1.\n\n## More\n\nB 2.\n"
    assert findings(tmp_path, en=page, de=page) == []


def test_one_language_may_lead_to_its_own_encyclopaedia_and_another_not(tmp_path: Path) -> None:
    texts = {
        "en": "[x](https://en.wikipedia.org/wiki/A) and [y](https://en.wikipedia.org/wiki/B)\n",
        "de": "[x](https://de.wikipedia.org/wiki/A) und [y](https://de.wikipedia.org/wiki/C)\n",
        "nl": "[x](https://en.wikipedia.org/wiki/A) en [y](https://nl.wikipedia.org/wiki/D)\n",
    }
    assert findings(tmp_path / "a", **texts) == []
    [found] = findings(tmp_path / "b", **(texts | {"nl": texts["nl"].replace("/en.wikipedia.org", "/a.example")}))
    assert (found.rule, found.location.path) == ("link-drift", "docs/nl/a.md")


@pytest.mark.parametrize("tag", ['<img src="./files/a.png" alt="x">', '<img src="files/a.png" alt="x">'])
def test_a_tag_leads_on_from_where_the_page_lies_on_the_site(tag: str, tmp_path: Path) -> None:
    page, other = f"# P\n\n{tag}\n", f"# P\n\n{tag.replace('a.png', 'b.png')}\n"
    files = {"en/a/files/a.png": "", "de/a/files/a.png": ""}
    assert findings(tmp_path / "a", files, en=page, de=page) == []
    assert [one.rule for one in findings(tmp_path / "b", files, en=other, de=other)] == ["link-broken"]
