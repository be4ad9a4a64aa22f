"""A page → `Head`: its addresses in all languages, and how a link to it is shown on other sites."""

from dataclasses import dataclass

from concord.languages import language
from concord.site.context import SiteContext
from concord.site.urls import site_path

_WINDOW = 60  # characters of a title that search engines show
PICTURE = "assets/share.png"  # shown beside a link to any page of the guide, in any language


@dataclass(frozen=True)
class Head:
    """What the templates put into the head of a page.

    Attributes:
        window: What a browser calls the page: its main heading, with the name of the site where both are short.
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

    window: str
    title: str
    description: str
    kind: str
    address: str
    alternates: dict[str, str]
    default: str
    locale: str
    other_locales: tuple[str, ...]
    picture: str


def page_head(context: SiteContext, site_name: str) -> Head:
    """The head of the context's page, which the language must have; `site_name` is in that language."""
    page = context.corpus.pages[context.code][context.page]
    alternates = page_urls(context, context.page)
    return Head(
        window=window_title(page.title, site_name),
        title=page.title,
        description=str(page.meta.get("description", "")),
        kind="website" if context.page == "index.md" else "article",
        address=alternates[context.code],
        alternates=alternates,
        default=next(iter(alternates.values())),
        locale=context.language.locale,
        other_locales=tuple(language(code).locale for code in alternates if code != context.code),
        picture=context.site_url + PICTURE,
    )


def window_title(heading: str, site_name: str) -> str:
    """The heading of a page with the name of the site, where both fit into a result of a search engine."""
    whole = f"{heading} – {site_name}"
    return whole if len(whole) <= _WINDOW and site_name.casefold() not in heading.casefold() else heading


def page_urls(context: SiteContext, path: str) -> dict[str, str]:
    """The absolute address of the page at `path` in each language that has it, in the order of the languages."""
    corpus = context.corpus
    return {code: context.site_url + site_path(corpus, code, path) for code in corpus.versions(path)}
