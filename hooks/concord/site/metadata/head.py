"""What the head of a page says of it: its addresses in all languages, and how a link to it is shown elsewhere."""

from dataclasses import dataclass

from concord.languages import language
from concord.pages.corpus import Corpus
from concord.site.urls import site_path

PICTURE = "assets/share.png"  # beside a link to any page of the guide, in any language


@dataclass(frozen=True)
class Head:
    """The page's own addresses are whole. `alternates` has its address in each language that has it, its own included;
    `default` is the one for readers of any other language. `locale` and `other_locales` are written as `en_GB`.
    """

    title: str
    description: str
    kind: str
    address: str
    alternates: dict[str, str]
    default: str
    locale: str
    other_locales: tuple[str, ...]
    picture: str


def page_head(corpus: Corpus, site: str, code: str, path: str) -> Head:
    """The head of the page at `path` in the language `code`, on the site at `site`."""
    page = corpus.pages[code][path]
    alternates = page_urls(corpus, site, path)
    return Head(
        title=page.title,
        description=str(page.meta.get("description", "")),
        kind="website" if path == "index.md" else "article",
        address=alternates[code],
        alternates=alternates,
        default=next(iter(alternates.values())),
        locale=language(code).locale,
        other_locales=tuple(language(other).locale for other in alternates if other != code),
        picture=site + PICTURE,
    )


def page_urls(corpus: Corpus, site: str, path: str) -> dict[str, str]:
    """The whole address of the page at `path` in each language that has it, in the order of the languages."""
    return {code: site + site_path(corpus, code, path) for code in corpus.versions(path)}
