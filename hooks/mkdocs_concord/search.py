"""Each language is searched by itself: an index of its own, and pages that ask for that one."""

from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from concord.guide import Guide
from concord.languages import language
from concord.site import search_index
from concord.site.extensions.search_text import SearchText
from concord.site.urls import language_root

FOUND: dict[str, SearchText] = {}  # by language
STEMMERS = "assets/javascripts/lunr/min"


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    the_guide: Guide = config.extra["guide"]
    i18n: Any = config.plugins["i18n"]
    code = i18n.current_language
    stems = files.get_file_from_path(f"{STEMMERS}/lunr.{code}.min.js") is not None
    env.filters["searching_here"] = partial(
        search_index.point_search_at, root=language_root(the_guide.corpus, code), stemmer=code if stems else ""
    )
    return env


@event_priority(-100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    i18n: Any = config.plugins["i18n"]
    code = i18n.current_language or i18n.default_language
    others = [extension for extension in config.markdown_extensions if not isinstance(extension, SearchText)]
    FOUND[code] = SearchText()
    config.markdown_extensions = [*others, FOUND[code]]  # type: ignore[list-item]
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    code, _, path = page.file.src_uri.partition("/")
    FOUND[code].page = path
    page.meta["search"] = {"exclude": True}  # the theme would read the whole page once more, and take a second for it


@event_priority(-200)  # behind i18n, which writes one index for all languages when the last one is built
def on_post_build(config: MkDocsConfig) -> None:
    the_guide: Guide = config.extra["guide"]
    i18n: Any = config.plugins["i18n"]
    if i18n.building:
        return
    for code, searchable in FOUND.items():
        text = search_index.search_index(searchable.found, the_guide.registry, the_guide.corpus, language(code))
        file = Path(config.site_dir, language_root(the_guide.corpus, code), search_index.ADDRESS)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
