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
from concord.site.extensions.outdated_notes import OutdatedNotes
from concord.site.status.page import status_page, status_path
from concord.site.theme.html_fixes import fix_html
from concord.sync.history.lookup import SnapshotLookup

TEMPLATE = "status.html"


@event_priority(-100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    the_guide: Guide = config.extra["guide"]
    others = [extension for extension in config.markdown_extensions if not isinstance(extension, OutdatedNotes)]
    config.markdown_extensions = [*others, OutdatedNotes(the_guide.tracker, language(_code(config)))]  # type: ignore[list-item]
    config.theme.static_templates.add(TEMPLATE)
    return config


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    the_guide: Guide = config.extra["guide"]
    env.globals["status"] = status_path(the_guide.corpus, _code(config))


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    for extension in config.markdown_extensions:
        if isinstance(extension, OutdatedNotes):
            extension.page = page.file.src_uri.partition("/")[2]


def on_template_context(context: TemplateContext, template_name: str, config: MkDocsConfig) -> TemplateContext:
    if template_name != TEMPLATE:
        return context
    the_guide: Guide = config.extra["guide"]
    tracker, code = the_guide.tracker, _code(config)
    addresses = {other: status_path(tracker.corpus, other) for other in tracker.corpus.languages}
    own = {
        "base_url": relpath(".", addresses[code]),
        "alternates": addresses,
        "standing": status_page(tracker, language(code), SnapshotLookup(the_guide.config, tracker).find),
    }
    return {**context, **own}  # type: ignore[typeddict-item]


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The page goes where it lies in its language, not where its template does."""
    if template_name != TEMPLATE:
        return output
    the_guide: Guide = config.extra["guide"]
    file = Path(config.site_dir, status_path(the_guide.corpus, _code(config)), "index.html")
    write_file(fix_html(output).encode(), str(file))
    return ""


def _code(config: MkDocsConfig) -> str:
    i18n: Any = config.plugins["i18n"]
    return str(i18n.current_language or i18n.default_language)
