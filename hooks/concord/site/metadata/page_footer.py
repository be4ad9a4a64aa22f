"""A page → what stands below its text: its dates, how to cite it, and where to report an error."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from concord.languages import language
from concord.model import Page
from concord.site.context import SiteContext
from concord.site.facts.citation import day_text
from concord.site.metadata.head import page_urls
from concord.values import Day

_BRANCH = "HEAD"  # hosts read it as the branch that a repository shows first
_BIBTEX = """@misc{{{key},
  title        = {{{title}}},
  howpublished = {{{site}}},
  year         = {{{year}}},
  url          = {{{address}}},
  language     = {{{language}}}
}}"""


@dataclass(frozen=True)
class RepositoryLinks:
    """Where the file of a page is kept: the addresses to report an error on it, to edit it, and of its changes."""

    report: str
    edit: str
    history: str


@dataclass(frozen=True)
class PageFooter:
    """What the templates show below a page.

    Attributes:
        changed: The day of its last change, in words; "" where it is not known.
        changed_on: The same in ISO 8601.
        seen: The day since which each of its sources has been looked at, in words; "" for a page without sources.
        repository: The addresses at the host of the repository; None where none is known.
        citation: How the page is cited in running text, with its address.
        bibtex: The same for BibTeX.
        address: Its permanent address.
    """

    changed: str
    changed_on: str
    seen: str
    repository: RepositoryLinks | None
    citation: str
    bibtex: str
    address: str


def page_footer(context: SiteContext, modified: Mapping[str, str], site_name: str, repository: str) -> PageFooter:
    """The footer of the context's page, which the language must have.

    Args:
        context: The registry, the corpus, the language and the page.
        modified: When each page was last changed, in ISO 8601, by the page's file.
        site_name: The name of the site in the language.
        repository: The address of the repository at its host, such as `https://github.com/o/guide`; "" without one.
    """
    page = context.corpus.pages[context.code][context.page]
    changed_on = modified.get(page.file, "")[:10]
    changed = _in_words(context, changed_on)
    address = page_urls(context, context.page)[context.code]
    day = changed or context.words["undated"]
    words = {"title": page.title, "site": site_name, "address": address, "day": day, "year": changed_on[:4]}
    key = "-".join(["cco-guide", context.code, *page.path.removesuffix(".md").split("/")])
    return PageFooter(
        changed=changed,
        changed_on=changed_on,
        seen=_seen(context, page),
        repository=repository_links(repository, page, address, context.words) if repository else None,
        citation=context.words["citation"].format(**words),
        bibtex=_BIBTEX.format(key=key, language=context.code, **words),
        address=address,
    )


def repository_links(repository: str, page: Page, address: str, words: Mapping[str, str]) -> RepositoryLinks:
    """The addresses for a page at the host of its repository: GitLab where the host's name says so, else as GitHub's.

    Args:
        repository: The address of the repository.
        page: The page.
        address: Its address on the site, which the report names.
        words: The words of the interface, in the language of the page.
    """
    base, file = repository.rstrip("/"), quote(page.file)
    title = f"{words['report_title']}: {page.title} ({page.language})"
    body = words["report_body"].format(page=page.file, address=address, language=language(page.language).name)
    if "gitlab" in (urlsplit(base).hostname or ""):
        query = urlencode({"issue[title]": title, "issue[description]": body}, quote_via=quote)
        paths = (f"-/issues/new?{query}", f"-/edit/{_BRANCH}/{file}", f"-/commits/{_BRANCH}/{file}")
    else:
        query = urlencode({"title": title, "body": body}, quote_via=quote)
        paths = (f"issues/new?{query}", f"edit/{_BRANCH}/{file}", f"commits/{_BRANCH}/{file}")
    return RepositoryLinks(*(f"{base}/{path}" for path in paths))


def _seen(context: SiteContext, page: Page) -> str:
    """The earliest of the days on which the sources of the page's facts, and those that it cites, were last seen."""
    registry = context.registry
    facts = [registry.facts[id] for section in page.sections for id, _ in section.cited_facts if id in registry.facts]
    cited = [one.target for section in page.sections for one in section.references if one.scheme == "source"]
    ids = {id for fact in facts for id in fact.sources} | set(cited)
    days = [source.seen for id in ids if (source := registry.sources.get(id)) and source.seen]
    return day_text(min(days), context.language) if days else ""


def _in_words(context: SiteContext, date: str) -> str:
    """A day in ISO 8601 in the words of the language; "" for none."""
    return day_text(Day(*map(int, date.split("-"))), context.language) if date else ""
