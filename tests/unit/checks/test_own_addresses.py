"""An address or a picture that each language has of its own is no finding; one that leads elsewhere is."""

from pathlib import Path

import pytest

from concord.cli.tree_layout import Request, requested_settings
from concord.config import find_config
from concord.guide import load_guide
from foreign import findings

SILENT = {
    "an address that is its own text": ("See [https://a.example/](https://a.example/).\n",) * 2,
    "a full stop in the text of an address": (
        "See [https://a.example/](https://a.example/).\n",
        "Siehe [https://a.example/.](https://a.example/)\n",
    ),
    "an address of mail in angle brackets": ("Ask [us](mailto:a@b.example).\n", "Fragen Sie <a@b.example>.\n"),
    "where a reader comes from": (
        "[x](https://a.example/?utm_medium=referral&q=1)\n",
        "[x](https://a.example/?utm_medium=verweis&q=1)\n",
    ),
    "an address in code": ("See https://a.example/x.tgz now.\n", "Siehe `get https://a.example/x.tgz` jetzt.\n"),
    "a path of the site": ("[x](https://a.example/blog/b/)\n", "[x](/blog/b/)\n"),
    "a section of a page of the site": ("[x](/guide/faq#how-to-do)\n", "[x](/de/guide/faq#wie-man-es-tut)\n"),
    "a picture that ends in the language": (
        "![A](https://a.example/menu.png)\n",
        "![A](https://a.example/menude.png)\n",
    ),
    "a picture that begins with the language": (
        "![A](https://a.example/en-us%20light.svg)\n",
        "![A](https://a.example/de-de%20light.svg)\n",
    ),
    "a picture with a language in capitals": (
        "![A](https://a.example/menu2EN.png)\n",
        "![A](https://a.example/menu2.png)\n",
    ),
    "a picture of its own language with another name": (
        "![A](https://a.example/start%20page.png)\n",
        "![A](https://a.example/startseite_de.png)\n",
    ),
    "the label of a badge": (
        "![A](https://img.shields.io/badge/Licence-MIT-blue)\n",
        "![A](https://img.shields.io/badge/Lizenz-MIT-blue)\n",
    ),
    "a picture whose text says the language": (
        "![menu-en](https://a.example/A*1)\n",
        "![menu-de](https://a.example/A*2)\n",
    ),
    "a file that is named by the language": (
        "[x](https://a.example/rules.md)\n",
        "[x](https://a.example/rules-in-languages/de.md)\n",
    ),
    "a shop in another country": (
        "[x](https://a.example/us/app/id1)\n",
        "[x](https://a.example/de/app/id1)\n",
    ),
    "a site in the language": ("[x](https://box.example/a#b)\n", "[x](https://de.box.test/a#b)\n"),
    "a site in the country of the language": ("[x](https://www.box.example/a)\n", "[x](https://box-docs.de/a/)\n"),
    "a site for telephones": ("[x](https://en.m.wiki.example/a)\n", "[x](https://en.wiki.example/a)\n"),
}


@pytest.mark.parametrize("name", SILENT)
def test_an_address_of_its_own_is_not_reported(name: str, tmp_path: Path) -> None:
    english, german = SILENT[name]
    assert findings(tmp_path, en=f"# P\n\n{english}", de=f"# P\n\n{german}") == []


FOUND = {  # English, German, the rule: what is alike and differs all the same
    "another licence on a badge": (
        "![A](https://img.shields.io/badge/Licence-MIT-blue)\n",
        "![A](https://img.shields.io/badge/Lizenz-GPL-blue)\n",
        "image-drift",
    ),
    "another app of a shop": (
        "[x](https://a.example/us/app/id1)\n",
        "[x](https://a.example/de/app/id2)\n",
        "link-drift",
    ),
    "another page of a site in the country": (
        "[x](https://box.example/a)\n",
        "[x](https://box.de/b)\n",
        "link-drift",
    ),
    "another site in the country": ("[x](https://box.example/a)\n", "[x](https://can.de/a)\n", "link-drift"),
    "another question to a page": ("[x](https://a.example/?q=1)\n", "[x](https://a.example/?q=2)\n", "link-drift"),
}


@pytest.mark.parametrize("name", FOUND)
def test_another_address_is_found(name: str, tmp_path: Path) -> None:
    english, german, rule = FOUND[name]
    found = findings(tmp_path, en=f"# P\n\n{english}", de=f"# P\n\n{german}")
    assert rule in [one.rule for one in found]


@pytest.mark.parametrize(("own", "other"), [("b.md", "/b"), ("b.md", "/b.md"), ("../b/#d", "/b/#d"), ("./b", "/de/b/")])
def test_a_path_from_the_top_leads_to_the_page_that_a_relative_one_leads_to(
    own: str, other: str, tmp_path: Path
) -> None:
    others = {f"{code}/{name}.md": f"# {name}\n" for code in ("en", "de") for name in "bc"}
    english, german = f"# P\n\nSee [x]({own}).\n", f"# P\n\nSiehe [x]({other}).\n"
    assert findings(tmp_path / "a", others, en=english, de=german) == []
    [found] = findings(tmp_path / "b", others, en=english.replace("b", "c"), de=german)
    assert found.rule == "link-drift"


@pytest.mark.parametrize("site", ["https://a.example/docs/b/", "https://a.example/de/docs/b", "//a.example/b.html"])
def test_a_page_may_be_linked_to_on_its_site(site: str, tmp_path: Path) -> None:
    others = {f"{code}/{name}.md": f"# {name}\n" for code in ("en", "de") for name in "bc"}
    english, german = "# P\n\nSee [x](b.md).\n", f"# P\n\nSiehe [x]({site}).\n"
    assert findings(tmp_path / "a", others, en=english, de=german) == []
    [found] = findings(tmp_path / "b", others, en=english.replace("b.md", "c.md"), de=german)
    assert found.rule == "link-drift"


def test_an_address_that_a_site_fills_in_leads_somewhere(tmp_path: Path) -> None:
    pages = {code: '# P\n\n[AB 1]({{% relref "docs/guide.md#b" %}}), [CD 2]({{ b }}).\n' for code in ("en", "de")}
    assert findings(tmp_path, **pages) == []


def test_a_link_that_is_missing_is_said_once(tmp_path: Path) -> None:
    others = {f"{code}/b.md": "# B\n\n## C {#c}\n\n## D {#d}\n" for code in ("en", "de")}
    english = "# P\n\nSee [x](b.md#c).\n"
    [found] = findings(tmp_path, others, en=english, de="# P\n\nSiehe dort.\n")
    assert (found.rule, found.data["target"]) == ("link-drift", "b.md#c")


def test_the_beginning_of_a_language_is_the_same_in_each(tmp_path: Path) -> None:
    others = {f"{code}/index.md": "# A\n" for code in ("en", "de")}
    pages = {f"{code}/b/c.md": f"# P\n\n[{code.upper()} 1](../).\n" for code in ("en", "de")}
    assert findings(tmp_path, others | pages, en="# P\n", de="# P\n") == []


@pytest.mark.parametrize(("code", "text"), [("zh", "见 {}。"), ("ja", "{}、です。"), ("ko", "{}에서 받습니다.")])
def test_an_address_ends_where_east_asia_writes_on(code: str, text: str, tmp_path: Path) -> None:
    address = "https://a.example/b/1"
    pages = {"en": f"# P\n\nSee {address}.\n", code: f"# P\n\n{text.format(address)}\n"}
    assert findings(tmp_path / "a", **pages) == []
    [found] = findings(tmp_path / "b", **(pages | {code: pages[code].replace("/b/1", "/c/1")}))
    assert found.rule == "link-drift"


@pytest.mark.parametrize("heading", ["الأجزاء المكوّنة", "हिन्दी में", "ภาษาที่รู้"])
def test_a_heading_keeps_its_marks_in_its_id(heading: str, tmp_path: Path) -> None:
    for code, title in (("en", "Parts"), ("ar", heading)):
        page = tmp_path / "docs" / code / "a.md"
        page.parent.mkdir(parents=True)
        page.write_text(f"[x](#{title.lower().replace(' ', '-')})\n\n## {title}\n", encoding="utf-8")
    assert load_guide(find_config(tmp_path, "docs", "en,ar")).at_least("warning") == []


@pytest.mark.parametrize(("fragment", "rules"), [("Über-uns", []), ("über-uns", []), ("uns", ["link-broken"])])
def test_a_code_host_finds_a_heading_by_capitals_as_well(fragment: str, rules: list[str], tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# P\n\n[x](#about)\n\n## About\n", encoding="utf-8")
    (tmp_path / "README.de.md").write_text(f"# P\n\n[x](#{fragment})\n\n## Über uns\n", encoding="utf-8")
    settings, _ = requested_settings(tmp_path, Request())
    assert [one.rule for one in load_guide(settings).at_least("warning")] == rules


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("https://a.example/b/README.md", "https://a.example/b/README-cn.md"),
        ("https://a.example/#/en-US/start", "https://a.example/#/zh-CN/start"),
        ("https://a.example/b/index.html", "https://a.example/b/index.zh.html"),
    ],
)
def test_an_address_may_name_the_language_in_its_file_or_behind_the_sign(
    ours: str, theirs: str, tmp_path: Path
) -> None:
    pages = {"en": f"# P\n\nSee [x]({ours}).\n", "zh": f"# P\n\n见 [x]({theirs})。\n"}
    assert findings(tmp_path / "a", **pages) == []
    [found] = findings(tmp_path / "b", **(pages | {"zh": pages["zh"].replace("a.example", "b.example")}))
    assert found.rule == "link-drift"


@pytest.mark.parametrize("other", ["b/README.md", "b/", "b", "./b/README"])
def test_a_folder_is_its_own_first_page(other: str, tmp_path: Path) -> None:
    others = {f"{code}/b/README.md": "# B\n" for code in ("en", "de")} | {
        f"{code}/c/README.md": "# C\n" for code in ("en", "de")
    }
    assert findings(tmp_path / "a", others, en="# P\n\n[x](b/README.md)\n", de=f"# P\n\n[x]({other})\n") == []
    found = findings(tmp_path / "b", others, en="# P\n\n[x](c/README.md)\n", de=f"# P\n\n[x]({other})\n")
    assert [one.rule for one in found] == ["link-drift"]


def test_a_link_of_each_language_in_one_place_is_one_finding(tmp_path: Path) -> None:
    pages = {code: f"# P\n\nA b c ([x](https://v.example/{n}))\n" for code, n in (("en", 1), ("de", 2), ("fr", 3))}
    [found] = findings(tmp_path, **pages)
    assert found.rule == "link-drift"


@pytest.mark.parametrize("rest", ["", "![C](/img/{}/gate.png)\n"])
def test_a_picture_in_the_folder_of_a_language_has_a_name_of_its_own(rest: str, tmp_path: Path) -> None:
    en = f"# P\n\n![A](/img/en/door.png)\n\n![B](/img/en/roof.png)\n\n{rest.format('en')}"
    fr = f"# P\n\n![A](/img/fr/porte.png)\n\n![B](/img/fr/toit.png)\n\n{rest.format('fr')}"
    assert findings(tmp_path / "a", en=en, fr=fr) == []
    elsewhere = findings(
        tmp_path / "b", en=en.replace("/img/en/roof", "/img/roof"), fr=fr.replace("/img/fr/toit", "/img/toit")
    )
    assert [one.rule for one in elsewhere] == ["image-drift"]
    lacking = findings(tmp_path / "c", en=en, fr=fr.replace("![B](/img/fr/toit.png)", "B"))
    assert [one.rule for one in lacking] == ["image-drift"]
