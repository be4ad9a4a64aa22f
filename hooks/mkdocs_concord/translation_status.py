"""Tracker → the page that shows where each section of each language stands, in every language."""

from pathlib import Path
from posixpath import relpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import write_file
from mkdocs.utils.templates import TemplateContext

from concord.site.status.page import status_page, status_path
from concord.site.theme.html_fixes import fix_html
from concord.sync.history.lookup import SnapshotLookup
from mkdocs_concord.plugin import Pass

TEMPLATE = "status.html"


def on_config(config: MkDocsConfig) -> None:
    """Has MkDocs render overrides/status.html, which belongs to no Markdown page."""
    config.theme.static_templates.add(TEMPLATE)


def on_template_context(context: TemplateContext, template_name: str, config: MkDocsConfig) -> TemplateContext:
    """Adds to the variables of status.html what it shows (`standing`) and its address per language (`alternates`)."""
    if template_name != TEMPLATE:
        return context
    current = Pass.of(config)
    tracker = current.guide.tracker
    paths = {code: status_path(tracker.corpus, code) for code in tracker.corpus.languages}
    settings = current.guide.config
    find, menu = SnapshotLookup(settings, tracker).find, settings.menu.titles
    variables = {
        "base_url": relpath(".", paths[current.language.code]),  # MkDocs takes it for a file at the top of the site
        "alternates": paths,
        "standing": status_page(tracker, current.language, find, menu),
    }
    return {**context, **variables}  # type: ignore[typeddict-item]


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Writes the page into the folder of its language; returns "", so that MkDocs writes none at the top."""
    if template_name != TEMPLATE:
        return output
    current = Pass.of(config)
    file = Path(config.site_dir, status_path(current.guide.corpus, current.language.code), "index.html")
    write_file(fix_html(output).encode(), str(file))
    return ""
