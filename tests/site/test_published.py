"""The sitemap, robots.txt, llms.txt, and the redirects from renamed pages."""

import gzip
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import etree, html

from commands import mkdocs
from concord.config import Config
from concord.errors import ConfigurationError
from concord.languages import language
from concord.pages.corpus import read_corpus
from concord.registry import Registry
from concord.site.context import SiteContext
from concord.site.metadata.redirects import redirect_pages
from concord.storage.git import commit_dates
from heads import ELSEWHERE, PREFIX, SITE, alternates, code_of, properties
from repositories import commit, git
from small_guide import small_guide
from trees import ROOT, the_guide, with_redirects

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


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
    known = commit_dates(ROOT, "docs")
    assert known or not (ROOT / ".git").exists()
    for entry in etree.parse(site / "sitemap.xml").getroot():
        address = entry.findtext("s:loc", namespaces=SITEMAP)
        code = code_of(address)
        path = address.removeprefix(SITE + PREFIX[code]).rstrip("/")
        names = (f"docs/{code}/{path}.md", f"docs/{code}/{path}/index.md".replace("//", "/"))
        (file,) = (name for name in names if (ROOT / name).is_file())
        assert entry.findtext("s:lastmod", namespaces=SITEMAP) == known.get(file), file


def test_outside_a_repository_no_date_is_made_up(changed: Path) -> None:
    text = (changed / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>" in text and "<lastmod>" not in text


def test_the_compressed_sitemap_is_the_same_and_holds_no_time(site: Path) -> None:
    data = (site / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(data) == (site / "sitemap.xml").read_bytes()
    assert (data[3], data[4:8]) == (0, bytes(4)), "neither a name nor a time"


def test_what_the_languages_agreed_on_is_no_part_of_the_site(site: Path) -> None:
    assert (ROOT / "docs/nl/sync.lock").exists()
    assert not list(site.rglob("sync.lock"))


def test_robots_find_the_sitemap(site: Path, changed: Path) -> None:
    for folder, address in ((site, SITE), (changed, ELSEWHERE)):
        lines = (folder / "robots.txt").read_text(encoding="utf-8").splitlines()
        assert lines[0] == "User-agent: *" and "Disallow" not in "".join(lines)
        assert f"Sitemap: {address}sitemap.xml" in lines


@pytest.mark.parametrize("code", PREFIX)
def test_language_models_get_every_page_of_the_language(pages: dict[str, Any], site: Path, code: str) -> None:
    title, empty, summary, _, as_markdown, *lines = (
        (site / PREFIX[code] / "llms.txt").read_text(encoding="utf-8").splitlines()
    )
    assert title == f"# {properties(pages[SITE + PREFIX[code]])['site_name'][0]}"
    assert not empty and re.fullmatch("> .{40,}", summary)
    assert "index.md" in as_markdown
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
        redirect_pages(SiteContext(the_guide().registry, the_guide().corpus, language("en"), SITE), {old: new})


@pytest.mark.parametrize(("new", "text"), [("page.md", "The page"), ("page.md#second", "The second section")])
def test_a_redirect_is_called_what_it_leads_to(tmp_path: Path, new: str, text: str) -> None:
    (tmp_path / "en").mkdir()
    source = "Before the first heading.\n\n# The page { #top }\n\n## The second section { #second }\n\nText.\n"
    (tmp_path / "en" / "page.md").write_text(source, encoding="utf-8")
    corpus = read_corpus(Config(tmp_path, ("en",), docs="."))
    pages = redirect_pages(SiteContext(Registry(), corpus, language("en"), SITE), {"old.md": new})
    (link,) = html.fromstring(pages["old/index.html"]).xpath("//a")
    assert link.text_content() == text


def test_a_wrong_redirect_stops_the_build(tmp_path: Path) -> None:
    tree = small_guide(tmp_path)
    settings = tree / "mkdocs.yml"
    text = with_redirects(settings.read_text(encoding="utf-8"), "{pay/wages.md: pay/none.md}")
    settings.write_text(text, encoding="utf-8")
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
    assert commit_dates(tree, "docs") == expected
    assert commit_dates(tree / "docs", ".") == {name.removeprefix("docs/"): date for name, date in expected.items()}
    git(tmp_path, "clone", "--quiet", "--depth=1", tree.as_uri(), "shallow")
    assert commit_dates(tmp_path / "shallow", "docs") == {}, "its one commit did not touch every file"
    assert commit_dates(tmp_path, "guide") == {}, "it is no repository"


def test_machines_get_the_markdown_of_each_page(site: Path) -> None:
    for code, folder in PREFIX.items():
        for path, page in the_guide().corpus.pages[code].items():
            name = path.removesuffix(".md").removesuffix("index").strip("/")
            assert (site / folder / name / "index.md").read_bytes() == (ROOT / page.file).read_bytes()
        assert "index.md" in (site / folder / "llms.txt").read_text(encoding="utf-8")
