"""What the built site says to machines: addresses in all languages, descriptions, structured data, lists of pages."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import etree, html
from ruamel.yaml import YAML

from commands import mkdocs
from concord import git as history
from concord import guide
from concord.errors import ConfigurationError
from concord.languages import language
from concord.site.redirects import redirects
from repositories import commit, git
from trees import ROOT, copy_of_the_guide, replace

SITE = "https://cco-guide.example/"
ELSEWHERE = "https://example.org/guide/"  # a site in a folder of its host
PREFIX = {"en": "", "de": "de/", "nl": "nl/"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def code_of(address: str, site: str = SITE) -> str:
    """The language that a page has by its address."""
    folder = address.removeprefix(site).partition("/")[0]
    return folder if folder in PREFIX else "en"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Any]:
    """Every page of the site by its address, without those that only lead to another."""
    return {
        SITE + file.relative_to(site).as_posix().removesuffix("index.html"): html.parse(file).getroot()
        for file in site.rglob("index.html")
    }


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide with a renamed page, with sound pay in Germany, and in a folder of its host."""
    tree = copy_of_the_guide(tmp_path_factory.mktemp("changed"))
    settings = tree / "mkdocs.yml"
    replace(settings, SITE, ELSEWHERE)
    replace(settings, "redirects: {}", "redirects: {pay/wages.md: pay/salary.md, role/old.md: pay/salary.md#salary-de}")
    facts = (tree / "facts/facts.yml").read_text(encoding="utf-8")
    start = facts.index("salary-de-range:")
    sound = facts[start:].replace("  marks: [disputed]\n  dispute: x11\n", "", 1)
    (tree / "facts/facts.yml").write_text(facts[:start] + sound, encoding="utf-8")
    done = mkdocs("build", "--strict", cwd=tree)
    assert done.returncode == 0, done.stdout + done.stderr
    return tree / "site"


def alternates(page: Any) -> dict[str, str]:
    """The addresses that a page gives, by language, as a browser reads `rel`."""
    links = page.xpath("//head/link[@hreflang]")
    assert all(link.get("rel").split() == ["alternate"] for link in links)
    assert len(links) == len({link.get("hreflang") for link in links})
    return {link.get("hreflang"): link.get("href") for link in links}


def test_alternates_are_whole_complete_and_mutual(pages: dict[str, Any]) -> None:
    assert len(pages) >= 420
    for address, page in pages.items():
        found = alternates(page)
        assert set(found) == {*PREFIX, "x-default"}
        assert found[code_of(address)] == address, "it names itself"
        assert found["x-default"] == found["en"]
        for code in PREFIX:
            assert code_of(found[code]) == code
            assert alternates(pages[found[code]]) == found, "each of them says the same"


def test_each_page_has_its_own_address_and_language(pages: dict[str, Any]) -> None:
    for address, page in pages.items():
        assert page.xpath("//head/link[@rel='canonical']/@href") == [address]
        assert page.get("lang") == code_of(address)


def front_matter(address: str) -> dict[str, Any]:
    """The front matter of the page at an address."""
    code = code_of(address)
    path = address.removeprefix(SITE + PREFIX[code]).rstrip("/")
    names = (f"{path}.md", f"{path}/index.md".lstrip("/"))
    file = next(file for name in names if (file := ROOT / "docs" / code / name).is_file())
    data: dict[str, Any] = YAML(typ="safe").load(file.read_text(encoding="utf-8").split("---")[1])
    return data


def test_each_page_is_described_in_its_own_words(pages: dict[str, Any]) -> None:
    seen = set()
    for address, page in pages.items():
        (description,) = page.xpath("//head/meta[@name='description']/@content")
        assert description == front_matter(address)["description"]
        assert description not in seen, f"{address} has the description of another page"
        seen.add(description)


def properties(page: Any) -> dict[str, list[str]]:
    """The Open Graph properties of a page."""
    found: dict[str, list[str]] = {}
    for meta in page.xpath("//head/meta[@property]"):
        found.setdefault(meta.get("property").removeprefix("og:"), []).append(meta.get("content"))
    return found


def test_a_link_to_a_page_is_shown_in_its_language(pages: dict[str, Any], site: Path) -> None:
    names = {"en": "The chief customer officer", "de": "Der Chief Customer Officer", "nl": "De chief customer officer"}
    locales = {"en": "en_GB", "de": "de_DE", "nl": "nl_NL"}
    for address, page in pages.items():
        code, said = code_of(address), properties(page)
        (heading,) = page.xpath("//h1")
        heading = "".join(text for text in heading.itertext() if text != "#")
        assert [" ".join(said["title"][0].split())] == [" ".join(heading.split())]
        assert said["description"] == page.xpath("//head/meta[@name='description']/@content")
        assert said["url"] == [address]
        assert said["type"] == ["website" if address == SITE + PREFIX[code] else "article"]
        assert said["site_name"] == [names[code]]
        assert said["locale"] == [locales[code]]
        assert sorted(said["locale:alternate"]) == sorted(set(locales.values()) - {locales[code]})
        (picture,) = said["image"]
        data = (site / picture.removeprefix(SITE)).read_bytes()
        assert [str(int.from_bytes(data[at : at + 4])) for at in (16, 20)] == [
            *said["image:width"],
            *said["image:height"],
        ]
        assert said["image:alt"]


# What schema.org lets each type have of what is used here, and what its readers want of it.
THING = {"name", "url", "description", "alternateName", "identifier"}
ALLOWED = {
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Occupation": THING | {"occupationLocation", "estimatedSalary"},
    "Country": THING,
    "MonetaryAmount": {"name", "currency", "value"},
    "QuantitativeValue": {"value", "minValue", "maxValue", "unitText"},
    "DefinedTerm": THING | {"@id", "termCode", "inDefinedTermSet"},
    "DefinedTermSet": THING | {"@id", "inLanguage", "license", "hasDefinedTerm"},
}
WANTED = {
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Occupation": {"name", "description", "url"},
    "Country": {"name"},
    "MonetaryAmount": {"name", "currency", "value"},
    "QuantitativeValue": {"unitText"},
    "DefinedTerm": {"name", "url"},
    "DefinedTermSet": {"name", "url"},
}


def things(page: Any) -> list[Any]:
    """The structured data of a page."""
    found = [json.loads(text) for text in page.xpath("//script[@type='application/ld+json']/text()")]
    assert all(thing.pop("@context") == "https://schema.org" for thing in found)
    return found


def parts(data: Any) -> Iterator[dict[str, Any]]:
    """Every object in structured data."""
    if isinstance(data, dict):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from parts(value)


def test_structured_data_has_the_shapes_of_schema_org(pages: dict[str, Any]) -> None:
    for address, page in pages.items():
        for part in parts(things(page)):
            kind, keys = part["@type"], set(part) - {"@type"}
            assert WANTED[kind] <= keys <= ALLOWED[kind], f"{address}: {kind}"
            assert all(part[key] not in ("", None) for key in keys - {"alternateName"})
            for key in {"url", "item", "@id"} & keys:
                assert part[key] in pages and code_of(part[key]) == code_of(address)


def test_the_way_to_each_page_leads_through_the_indices_above_it(pages: dict[str, Any]) -> None:
    for address, page in pages.items():
        ways = [thing for thing in things(page) if thing["@type"] == "BreadcrumbList"]
        home = SITE + PREFIX[code_of(address)]
        if address == home:
            assert not ways
            continue
        ((*above, last),) = (way["itemListElement"] for way in ways)
        assert [step["position"] for step in (*above, last)] == list(range(1, len(above) + 2))
        assert last["item"] == address and above[0]["item"] == home
        assert [step["item"] for step in above] == sorted(
            (other for other in pages if other != address and address.startswith(other) and other.startswith(home)),
            key=len,
        )
        for step in (*above, last):
            assert [step["name"]] == properties(pages[step["item"]])["title"]


def occupations(page: Any) -> dict[str, Any]:
    return {thing["name"]: thing for thing in things(page) if thing["@type"] == "Occupation"}


@pytest.mark.parametrize(
    ("code", "name", "other"),
    [
        ("en", "chief customer officer", "chief experience officer"),
        ("de", "Chief Customer Officer", "Chief Experience Officer"),
        ("nl", "chief customer officer", "chief experience officer"),
    ],
)
def test_disputed_pay_is_not_said_to_machines(pages: dict[str, Any], code: str, name: str, other: str) -> None:
    for path in ("", "pay/salary/"):
        found = occupations(pages[SITE + PREFIX[code] + path])
        assert list(found) == [name, other]
        assert all("estimatedSalary" not in occupation for occupation in found.values())
    assert not occupations(pages[SITE + PREFIX[code] + "role/history/"])


@pytest.mark.parametrize(
    ("code", "name", "country", "says"),
    [
        ("en", "chief customer officer", "Germany", "Pay range in Germany"),
        ("de", "Chief Customer Officer", "Deutschland", "Gehaltsspanne in Deutschland"),
        ("nl", "chief customer officer", "Duitsland", "Salarisbandbreedte in Duitsland"),
    ],
)
def test_sound_pay_is(changed: Path, code: str, name: str, country: str, says: str) -> None:
    page = html.parse(changed / PREFIX[code] / "pay/salary/index.html").getroot()
    occupation = occupations(page)[name]
    assert occupation["occupationLocation"] == {"@type": "Country", "name": country, "identifier": "DE"}
    (salary,) = occupation["estimatedSalary"]
    assert (salary["name"], salary["currency"]) == (says, "EUR")
    assert salary["value"] == {"@type": "QuantitativeValue", "minValue": 90000, "maxValue": 230000, "unitText": "YEAR"}
    assert occupation["url"] == f"{ELSEWHERE}{PREFIX[code]}glossary/chief-customer-officer/"


def test_the_sitemap_has_every_page_with_its_languages(pages: dict[str, Any], site: Path) -> None:
    entries = etree.parse(site / "sitemap.xml").getroot()
    assert entries.tag == f"{{{SITEMAP['s']}}}urlset"
    found = {}
    for entry in entries:
        links = entry.findall("x:link[@rel='alternate']", SITEMAP)
        found[entry.findtext("s:loc", namespaces=SITEMAP)] = {link.get("hreflang"): link.get("href") for link in links}
    assert len(found) == len(entries)
    assert found == {address: alternates(page) for address, page in pages.items()}


def test_the_sitemap_has_the_dates_of_the_last_commits(site: Path) -> None:
    known = history.dates(ROOT, "docs")
    for entry in etree.parse(site / "sitemap.xml").getroot():
        address = entry.findtext("s:loc", namespaces=SITEMAP)
        code = code_of(address)
        path = address.removeprefix(SITE + PREFIX[code]).rstrip("/")
        dates = {known.get(f"docs/{code}/{name}") for name in (f"{path}.md", f"{path}/index.md".lstrip("/"))}
        assert entry.findtext("s:lastmod", namespaces=SITEMAP) in dates


def test_outside_a_repository_no_date_is_made_up(changed: Path) -> None:
    text = (changed / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>" in text and "<lastmod>" not in text


def test_the_compressed_sitemap_is_the_same_and_holds_no_time(site: Path) -> None:
    data = (site / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(data) == (site / "sitemap.xml").read_bytes()
    assert (data[3], data[4:8]) == (0, bytes(4)), "neither a name nor a time"


def test_robots_find_the_sitemap(site: Path, changed: Path) -> None:
    for folder, address in ((site, SITE), (changed, ELSEWHERE)):
        lines = (folder / "robots.txt").read_text(encoding="utf-8").splitlines()
        assert lines[0] == "User-agent: *" and "Disallow" not in "".join(lines)
        assert f"Sitemap: {address}sitemap.xml" in lines


@pytest.mark.parametrize("code", PREFIX)
def test_language_models_get_every_page_of_the_language(pages: dict[str, Any], site: Path, code: str) -> None:
    title, empty, summary, *lines = (site / PREFIX[code] / "llms.txt").read_text(encoding="utf-8").splitlines()
    assert title == f"# {properties(pages[SITE + PREFIX[code]])['site_name'][0]}"
    assert not empty and re.fullmatch("> .{40,}", summary)
    assert not [line for line in lines if line and not line.startswith(("## ", "- ["))]
    found = [re.fullmatch(r"- \[(.+)\]\((\S+)\): (.+)", line) for line in lines if line.startswith("- ")]
    said = {match[2]: (match[1], match[3]) for match in found if match}
    assert len(said) == len(found)
    assert said == {
        address: (properties(page)["title"][0], properties(page)["description"][0])
        for address, page in pages.items()
        if code_of(address) == code
    }


@pytest.mark.parametrize("code", PREFIX)
@pytest.mark.parametrize(("old", "new"), [("pay/wages/", "pay/salary/"), ("role/old/", "pay/salary/#salary-de")])
def test_a_renamed_page_leads_to_its_new_address(changed: Path, code: str, old: str, new: str) -> None:
    page = html.parse(changed / PREFIX[code] / old / "index.html").getroot()
    there = f"{ELSEWHERE}{PREFIX[code]}{new}"
    (refresh,) = page.xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh.startswith("0; url=")
    for way in (refresh.removeprefix("0; url="), *page.xpath("//a/@href")):
        assert urljoin(f"{ELSEWHERE}{PREFIX[code]}{old}", way) == there
    assert page.xpath("//link[@rel='canonical']/@href") == [there.partition("#")[0]]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.get("lang") == code and language(code).interface["moved"] in page.text_content()
    assert old not in (changed / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("pay/wages.md", "pay/none.md", "pay/wages.md leads to pay/none.md, and there is no such page"),
        ("pay/wages.md", "about.md#none", "pay/wages.md leads to about.md#none, and the page has no such section"),
        ("about.md", "index.md", "about.md is a page; a redirect would hide it"),
        ("../about.md", "index.md", "'../about.md' is no path of a page, such as glossary/old-name.md"),
        ("/old/", "index.md", "'/old/' is no path of a page, such as glossary/old-name.md"),
    ],
)
def test_a_redirect_that_cannot_be_is_refused(old: str, new: str, fault: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(f"mkdocs.yml: extra, redirects: {fault}")):
        redirects(guide.read(ROOT).corpus, SITE, {old: new})


def test_a_wrong_redirect_stops_the_build(tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path)
    replace(tree / "mkdocs.yml", "redirects: {}", "redirects: {pay/wages.md: pay/none.md}")
    done = mkdocs("build", cwd=tree)
    assert done.returncode == 1
    assert "mkdocs.yml: extra, redirects: pay/wages.md leads to pay/none.md, and there is no such page" in done.stderr
    assert not (tree / "site").exists()


def test_the_markup_of_the_theme_is_mended(site: Path) -> None:
    for file in site.rglob("*.html"):
        page = html.parse(file).getroot()
        ids = set(page.xpath("//@id"))
        assert not page.xpath("//input[@type='checkbox']/@autocomplete"), file
        assert set(page.xpath("//label/@for")) <= ids, file
        assert page.xpath("//*[@role='dialog' and not(@aria-label)]") == [], file


def commit_at(tree: Path, date: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", date)
    commit(tree)


def test_the_date_of_a_file_is_that_of_its_last_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = tmp_path / "guide"
    (tree / "docs").mkdir(parents=True)
    for name in ("first.md", "second ü.md", "third.md"):
        (tree / "docs" / name).write_text("1", encoding="utf-8")
    commit_at(tree, "2024-05-01T10:00:00+02:00", monkeypatch)
    (tree / "docs/second ü.md").write_text("2", encoding="utf-8")
    commit_at(tree, "2025-05-01T10:00:00+02:00", monkeypatch)
    (tree / "docs/third.md").write_text("not committed", encoding="utf-8")
    (tree / "docs/new.md").write_text("not committed", encoding="utf-8")
    expected = {"docs/first.md": "2024-05-01T10:00:00+02:00", "docs/second ü.md": "2025-05-01T10:00:00+02:00"}
    assert history.dates(tree, "docs") == expected
    assert history.dates(tree / "docs", ".") == {name.removeprefix("docs/"): date for name, date in expected.items()}
    git(tmp_path, "clone", "--quiet", "--depth=1", tree.as_uri(), "shallow")
    assert history.dates(tmp_path / "shallow", "docs") == {}, "its one commit did not touch every file"
    assert history.dates(tmp_path, "guide") == {}, "it is no repository"
