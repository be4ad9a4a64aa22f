"""Texts of a language's pages → that language's search index, and pages whose search reads it."""

from functools import partial
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from concord.site import search_index
from concord.site.urls import language_root
from mkdocs_concord.plugin import Pass, is_build_complete, path_of

STEMMERS = "assets/javascripts/lunr/min"  # the theme's folder of stemmers, one file a language


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Keeps the page out of the theme's own index, which nobody reads and which takes a second to make."""
    page.meta["search"] = {"exclude": True}


@event_priority(-200)  # after static-i18n, which translates the titles
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Keeps what the menu calls each page and the sections above it."""
    current = Pass.of(config)
    current.build.menu_places[current.language.code] = {
        path_of(page): [str(part.title) for part in (*[*page.ancestors][::-1], page) if part.title]
        for page in nav.pages
    }


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Adds the filter `searching_here`, which points a page's search at the index of its language."""
    current = Pass.of(config)
    code = current.language.code
    has_stemmer = files.get_file_from_path(f"{STEMMERS}/lunr.{code}.min.js") is not None
    root = language_root(current.guide.corpus, code)
    env.filters["searching_here"] = partial(
        search_index.point_search_at,
        root=root,
        stemmer=code if has_stemmer else "",
        one_found=current.language.interface["one_found"],
    )


@event_priority(-200)  # after static-i18n, which writes one index for all languages when the last one is built
def on_post_build(config: MkDocsConfig) -> None:
    """Writes the index of every language; that of the first one replaces the index of the theme."""
    if not is_build_complete(config):
        return
    current = Pass.of(config)
    for code in current.build.search_texts:
        write_index(current, code)
        folder = Path(config.site_dir, language_root(current.guide.corpus, code))
        write_file(search_index.empty_index().encode(), str(folder / search_index.THEME_ADDRESS))


def index_path(current: Pass, code: str) -> str:
    """The path on the site of the index of a language."""
    return f"{language_root(current.guide.corpus, code)}{search_index.ADDRESS}"


def write_index(current: Pass, code: str) -> None:
    """Writes the index of a language, whose pages have all been rendered."""
    build = current.build
    entries, places = build.search_texts[code].entries, build.menu_places.get(code, {})
    text = search_index.search_index(current.context.in_language(code), entries, places)
    write_file(text.encode(), str(Path(current.config.site_dir, index_path(current, code))))
