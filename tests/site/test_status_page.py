"""The status page of the built site in each language, and the notes below headings of sections that are behind."""

import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html
from selenium.webdriver import Chrome

from agreed import HEAD, confirm
from axe import AXE, SCHEMES, WIDTHS, look, narrow
from commands import concord, mkdocs
from devtools import complaints
from heads import PREFIX, SITE
from link_targets import Site
from repositories import commit
from servers import files
from trees import ROOT, replace, settings_for

SAYS = {
    "en": {"ahead": "ahead", "behind": "behind", "diverged": "diverged", "missing": "missing"},
    "de": {"ahead": "voraus", "behind": "im Rückstand", "diverged": "auseinander", "missing": "fehlt"},
    "nl": {"ahead": "loopt voor", "behind": "loopt achter", "diverged": "uiteengelopen", "missing": "ontbreekt"},
}
NOTHING = {
    "en": "No section has been confirmed in any language yet",
    "de": "Noch ist in keiner Sprache ein Abschnitt bestätigt",
    "nl": "Er is nog in geen enkele taal een paragraaf bevestigd",
}
LOST = {"en": "not in the history", "nl": "in de beschikbare geschiedenis niet"}
PICTURE = """\
wages:
  kind: amounts
  says: {en: Pay, de: Gehalt, nl: Loon}
  rows:
    - fact: salary
      says: {en: On average, de: Im Durchschnitt, nl: Gemiddeld}
    - fact: range
"""


def built(tree: Path) -> Path:
    """The site of a small guide, built with the hooks and the theme of the real one."""
    for folder in ("hooks", "overrides", "docs/assets"):
        shutil.copytree(ROOT / folder, tree / folder, dirs_exist_ok=True)
    (tree / "mkdocs.yml").write_text(settings_for("index.md", "pay.md", "inn.md"), encoding="utf-8")
    done = mkdocs("build", cwd=tree)
    assert done.returncode == 0, done.stderr
    return tree / "site"


@pytest.fixture(scope="module")
def guide(agreed_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An agreed guide with a start page."""
    tree = shutil.copytree(agreed_once, tmp_path_factory.mktemp("status") / "guide")
    for code, title in (("en", "Start"), ("de", "Anfang"), ("nl", "Begin")):
        (tree / f"docs/{code}/index.md").write_text(HEAD.format(title=title, id="start") + f"{title}.\n", "utf-8")
    (tree / "facts/pictures.yml").write_text(PICTURE, encoding="utf-8")
    confirm(tree, "index.md", "facts", "interface")
    return tree


@pytest.fixture(scope="module")
def changed(guide: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide after German changed the bill, English and Dutch the inn, Dutch a fact, and German added a section."""
    tree = shutil.copytree(guide, tmp_path_factory.mktemp("changed") / "guide")
    replace(tree / "pyproject.toml", "publish = true", "publish = false")  # or the check refuses the element
    replace(tree / "docs/de/pay.md", "im Mai", "im <Juni>")
    replace(tree / "docs/en/inn.md", "many rooms", "many small rooms")
    replace(tree / "docs/nl/inn.md", "veel kamers", "veel grote kamers")
    replace(tree / "facts/facts.yml", "Gemiddeld salaris", "Doorsnee salaris")
    with (tree / "docs/de/inn.md").open("a", encoding="utf-8") as page:
        page.write("\n## Trinkgeld { #tip }\n\nNiemand gibt eines.\n")
    assert concord("confirm", "de", "inn.md", "--section", "tip", "--lead", cwd=tree).returncode == 0
    return tree


@pytest.fixture(scope="module")
def behind(changed: Path) -> Path:
    """The site of the changed guide."""
    return built(changed)


def page(site: Path, address: str) -> Any:
    return html.parse(site / address / "index.html").getroot()


def status(site: Path, code: str) -> Any:
    return page(site, f"{PREFIX[code]}status")


def states(site: Path, code: str) -> dict[str, tuple[str, ...]]:
    """The rows of the table of sections that are not current in every language: the name and the states of each."""
    table = status(site, code).xpath("//h2[@id='differing']/following-sibling::div[1]/table")[0]
    rows = table.xpath(".//tr[td]")
    return {row.xpath("string(th)"): tuple(cell.text_content() for cell in row.xpath("td")) for row in rows}


def notes(site: Path, address: str) -> dict[str, Any]:
    """The notes on a page, by the id of the heading that each directly follows."""
    found = page(site, address).xpath("//article//p[@class='behind']")
    return {note.getprevious().get("id"): note for note in found}


@pytest.mark.parametrize(
    ("code", "bill", "inn"),
    [("en", "The bill", "The inn"), ("de", "Die Rechnung", "Das Gasthaus"), ("nl", "De rekening", "De herberg")],
)
def test_each_section_that_is_not_current_has_its_states(behind: Path, code: str, bill: str, inn: str) -> None:
    say = SAYS[code]
    assert states(behind, code) == {
        bill: (say["behind"], say["ahead"], say["behind"]),
        inn: (say["diverged"], say["behind"], say["diverged"]),
        "Trinkgeld": (say["missing"], say["ahead"], say["missing"]),
        "salary": (say["behind"], say["behind"], say["ahead"]),
    }


@pytest.mark.parametrize("code", PREFIX)
def test_what_is_current_everywhere_is_folded(behind: Path, code: str) -> None:
    [table] = status(behind, code).xpath("//details//table")
    rows = table.xpath("./tbody/tr")
    word = {"en": "current", "de": "aktuell", "nl": "actueel"}[code]
    assert len(rows) >= 4, "the first page, and the titles, the sources, the pictures and the interface"
    assert {tuple(cell.text for cell in row.xpath("td")) for row in rows} == {(word,) * 3}
    names = [row.xpath("string(th)") for row in rows]
    assert {"en": ["Start", "Pictures"], "de": ["Anfang", "Bilder"], "nl": ["Begin", "Afbeeldingen"]}[code] == [
        name for name in names if name in ("Start", "Anfang", "Begin", "Pictures", "Bilder", "Afbeeldingen")
    ]


def changes(site: Path, code: str) -> dict[str, list[Any]]:
    """The tables of what a language has to follow, by the id of the heading above them."""
    found: dict[str, list[Any]] = {}
    for table in status(site, code).xpath("//table[@class='side-by-side']"):
        found.setdefault(table.xpath("preceding-sibling::h3[1]/@id")[0], []).append(table)
    return found


def test_what_changed_stands_beside_the_text_that_has_to_follow(behind: Path) -> None:
    [bill] = changes(behind, "en")["pay.md:bill"]
    [row] = bill.xpath(".//tr[@class='changed']")
    theirs, own = row.xpath("td")
    assert (theirs.get("lang"), own.get("lang")) == ("de", "en")
    assert theirs.xpath("string(.//del)") == "Mai"
    assert theirs.xpath("string(.//ins)") == "<Juni>"
    assert own.text_content().startswith("The owner pays the bill in May")
    [salary] = changes(behind, "de")["facts.yml:salary"]
    assert salary.xpath("string(.//del)") == "Gemiddeld"
    assert salary.xpath("string(.//td[@lang='de'])") == "Durchschnittsgehalt"


def test_each_language_is_shown_what_it_has_to_follow(behind: Path) -> None:
    languages = {
        code: {id: [table.xpath("string(.//td/@lang)") for table in tables] for id, tables in found.items()}
        for code in PREFIX
        if (found := changes(behind, code))
    }
    assert languages == {
        "en": {"inn.md:inn": ["nl"], "pay.md:bill": ["de"], "inn.md:tip": ["de"], "facts.yml:salary": ["nl"]},
        "de": {"inn.md:inn": ["en", "nl"], "facts.yml:salary": ["nl"]},
        "nl": {"inn.md:inn": ["en"], "pay.md:bill": ["de"], "inn.md:tip": ["de"]},
    }
    steps = [step.text for step in status(behind, "nl").xpath("//p/code[starts-with(., 'concord')]")]
    assert "concord confirm nl pay.md --section bill" in steps


def test_how_much_there_is_to_do_is_said(behind: Path) -> None:
    """Of a language: what is current, and words; of each section: its words. In the order of the menu."""
    said = {code: [text.text for text in status(behind, code).xpath("//h2[@id='to-follow']/../p")] for code in PREFIX}
    assert any(re.fullmatch(r"In this language: \d+ of \d+ sections .*\(9\d%\)\.", text or "") for text in said["en"])
    [effort] = [text for text in said["de"] if text and "Geschätzter Aufwand in Stunden: 1, bei 300" in text]
    assert re.match(r"Zu übersetzende Wörter: [1-9]\d*\. Zu prüfende Wörter: [1-9]", effort)
    assert len([text for text in said["nl"] if re.match(r"Te vertalen woorden: \d+, na te lezen", text or "")]) == 3
    assert [*changes(behind, "nl")] == ["pay.md:bill", "inn.md:inn", "inn.md:tip"], "not by their paths"


@pytest.mark.parametrize(
    ("code", "says", "read"),
    [
        ("en", "This section has since been changed in German.", "Read it in German"),
        ("nl", "In het Duits is deze paragraaf inmiddels gewijzigd.", "Lezen in het Duits"),
    ],
)
def test_a_note_leads_to_the_language_that_leads(behind: Path, code: str, says: str, read: str) -> None:
    [(heading, note)] = notes(behind, f"{PREFIX[code]}pay").items()
    assert heading == "bill"
    assert note.text_content().startswith(says)
    [link] = note.xpath("a")
    assert link.text == read
    assert urljoin(f"{SITE}{PREFIX[code]}pay/", link.get("href")) == f"{SITE}de/pay/#bill"


def test_nobody_is_sent_away_from_the_text_that_leads(behind: Path) -> None:
    assert notes(behind, "de/pay") == {}
    assert not [code for code in PREFIX if notes(behind, f"{PREFIX[code]}.")]
    there = {code: notes(behind, f"{PREFIX[code]}inn")["inn"].xpath("a/@hreflang") for code in PREFIX}
    assert there == {"en": ["nl"], "de": ["en", "nl"], "nl": ["en"]}


def test_the_status_of_one_language_leads_to_that_of_the_others(behind: Path) -> None:
    for code, folder in PREFIX.items():
        switch = status(behind, code).xpath("//details[@class='languages']//a")
        there = {link.get("lang"): urljoin(f"{SITE}{folder}status/", link.get("href")) for link in switch}
        assert there == {other: f"{SITE}{prefix}status/" for other, prefix in PREFIX.items()}


def test_every_link_leads_somewhere(behind: Path) -> None:
    site = Site(behind)
    own = [address for address in site.pages if re.search("(status|pay|inn)/$", address)]
    assert len(own) == 9
    assert [(address, link) for address in own for link in site.links(address) if site.leads_nowhere(link)] == []


def test_no_search_finds_any_of_it(behind: Path) -> None:
    for code, folder in PREFIX.items():
        assert status(behind, code).xpath("//meta[@name='robots']/@content") == ["noindex"]
        found = json.loads((behind / folder / "search/index.json").read_text(encoding="utf-8"))["docs"]
        assert found
        assert not [entry for entry in found if "status" in entry["location"] or "inmiddels" in entry["text"]]
        assert "status/" not in (behind / folder / "llms.txt").read_text(encoding="utf-8")
    assert "status/" not in (behind / "sitemap.xml").read_text(encoding="utf-8")


def test_without_history_all_of_a_section_is_shown(changed: Path, tmp_path: Path) -> None:
    tree = shutil.copytree(changed, tmp_path / "archive", ignore=shutil.ignore_patterns(".git", "site"))
    site = built(tree)
    for code, says in LOST.items():
        [bill] = changes(site, code)["pay.md:bill"]
        assert says in bill.getprevious().text
        assert bill.xpath(".//del | .//ins") == []
        assert "<Juni>" in bill.text_content()


def test_where_nothing_was_agreed_on_the_page_says_so_and_no_other_anything(guide: Path, tmp_path: Path) -> None:
    site = built(shutil.copytree(guide, tmp_path / "guide", ignore=shutil.ignore_patterns(".git", "sync.lock")))
    for code, says in NOTHING.items():
        article = status(site, code).xpath("//article")[0]
        assert says in article.text_content()
        assert article.xpath(".//table") == []
        assert notes(site, f"{PREFIX[code]}pay") == {}


def test_what_a_picture_says_is_agreed_on(guide: Path, tmp_path: Path) -> None:
    tree = shutil.copytree(guide, tmp_path / "guide")
    replace(tree / "facts/pictures.yml", "de: Im Durchschnitt", "de: Im Mittel")
    commit(tree)
    done = json.loads(concord("status", "facts/pictures.yml", "--format", "json", cwd=tree).stdout)
    assert [entry["states"] for entry in done["sections"]] == [{"en": "behind", "de": "ahead", "nl": "behind"}]
    assert "Im [-Durchschnitt-]{+Mittel+}" in concord("diff", "en", cwd=tree).stdout


@pytest.mark.browser
@pytest.mark.parametrize("scheme", SCHEMES)
def test_anybody_can_read_it(behind: Path, axe: Chrome, scheme: str) -> None:
    look(axe, scheme)
    complaints(axe)
    with files(behind) as address:
        for name in [folder + place for folder in PREFIX.values() for place in ("status/", "pay/", "inn/")]:
            axe.get(f"{address}/{name}")
            for width in WIDTHS:
                narrow(axe, width)
                found = axe.execute_async_script(AXE)
                assert [(name, one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
                assert axe.execute_script("return document.documentElement.scrollWidth <= innerWidth"), name
        assert complaints(axe) == []
