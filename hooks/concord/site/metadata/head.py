"""A page → `Head`: its addresses in all languages, and how a link to it is shown on other sites."""

from dataclasses import dataclass

from concord.languages import language
from concord.model import Page
from concord.site.context import SiteContext
from concord.site.urls import site_path

PICTURE = "assets/share.png"  # shown beside a link to any page of the guide, in any language


@dataclass(frozen=True)
class Head:
    """What the templates put into the head of a page.

    Attributes:
        title: The main heading of the page.
        description: The description in its front matter; "" where it has none.
        kind: Its type in the terms of Open Graph: `website` for a home page, else `article`.
        address: Its absolute address.
        alternates: Its absolute address in each language that has it, its own included, by the language's code.
        default: The address for readers of any other language.
        locale: Its locale, such as `en_GB`.
        other_locales: The locales of the other languages that have it.
        picture: The absolute address of the image for links.
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


def page_head(context: SiteContext) -> Head:
    """The head of the context's page, which the language must have."""
    page = context.corpus.pages[context.code][context.page]
    alternates = page_urls(context, context.page)
    return Head(
        title=heading(page),
        description=str(page.meta.get("description", "")),
        kind="website" if context.page == "index.md" else "article",
        address=alternates[context.code],
        alternates=alternates,
        default=next(iter(alternates.values())),
        locale=context.language.locale,
        other_locales=tuple(language(code).locale for code in alternates if code != context.code),
        picture=context.site_url + PICTURE,
    )


def page_urls(context: SiteContext, path: str) -> dict[str, str]:
    """The absolute address of the page at `path` in each language that has it, in the order of the languages."""
    corpus = context.corpus
    return {code: context.site_url + site_path(corpus, code, path) for code in corpus.versions(path)}


def heading(page: Page) -> str:
    """The text of a page's main heading; the path of the page where it has none."""
    return next((section.title for section in page.sections if section.level == 1), page.path)
