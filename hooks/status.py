"""Where the languages stand, on a page in each of them, and below the headings of sections that another is ahead of."""

from pathlib import Path
from posixpath import relpath
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file
from mkdocs.utils.templates import TemplateContext

from concord.guide import Guide
from concord.languages import language
from concord.site.extensions.outdated_notes import Behind
from concord.site.status import page as status
from concord.site.theme.html_fixes import valid
from concord.sync.history.lookup import Past

TEMPLATE = "status.html"


@event_priority(-100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    the_guide: Guide = config.extra["guide"]
    others = [extension for extension in config.markdown_extensions if not isinstance(extension, Behind)]
    config.markdown_extensions = [*others, Behind(the_guide.book, language(_code(config)))]  # type: ignore[list-item]
    config.theme.static_templates.add(TEMPLATE)
    return config


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    the_guide: Guide = config.extra["guide"]
    env.globals["status"] = status.address(the_guide.corpus, _code(config))


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    for extension in config.markdown_extensions:
        if isinstance(extension, Behind):
            extension.page = page.file.src_uri.partition("/")[2]


def on_template_context(context: TemplateContext, template_name: str, config: MkDocsConfig) -> TemplateContext:
    if template_name != TEMPLATE:
        return context
    the_guide: Guide = config.extra["guide"]
    book, code = the_guide.book, _code(config)
    addresses = {other: status.address(book.corpus, other) for other in book.corpus.languages}
    own = {
        "base_url": relpath(".", addresses[code]),
        "alternates": addresses,
        "standing": status.content(book, language(code), Past(the_guide.config, book).find),
    }
    return {**context, **own}  # type: ignore[typeddict-item]


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The page goes where it lies in its language, not where its template does."""
    if template_name != TEMPLATE:
        return output
    the_guide: Guide = config.extra["guide"]
    file = Path(config.site_dir, status.address(the_guide.corpus, _code(config)), "index.html")
    write_file(valid(output).encode(), str(file))
    return ""


def _code(config: MkDocsConfig) -> str:
    i18n: Any = config.plugins["i18n"]
    return str(i18n.current_language or i18n.default_language)
