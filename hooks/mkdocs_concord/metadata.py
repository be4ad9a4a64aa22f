"""What the head of a page says of it to machines, and what a reader is told where there is no page."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file
from mkdocs.utils.templates import TemplateContext

from concord.guide import Guide
from concord.site.metadata.head import page_head
from concord.site.metadata.json_ld import json_ld
from concord.site.theme.html_fixes import fix_html
from concord.site.theme.not_found import add_other_languages, not_found_notice

LOST = "404.html"


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    the_guide: Guide = config.extra["guide"]
    code, _, path = page.file.src_uri.partition("/")
    site = config.site_url or ""
    data = json_ld(the_guide.registry, the_guide.corpus, site, code, path)
    return {**context, "head": page_head(the_guide.corpus, site, code, path), "linked_data": data}  # type: ignore[typeddict-unknown-key]


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return fix_html(output)


def on_template_context(context: TemplateContext, template_name: str, config: MkDocsConfig) -> TemplateContext:
    the_guide: Guide = config.extra["guide"]
    return {**context, "notice": not_found_notice(the_guide.corpus, _root(config), _language(config))}  # type: ignore[typeddict-unknown-key]


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Each language gets a page of its own for servers that tell them apart; the first one's is for all others."""
    if template_name != LOST:
        return output
    the_guide: Guide = config.extra["guide"]
    code, html = _language(config), fix_html(output)
    write_file(html.encode(), str(Path(config.site_dir, f"404.{code}.html")))
    return (
        add_other_languages(html, the_guide.corpus, _root(config), code)
        if code == the_guide.corpus.languages[0]
        else ""
    )


def _language(config: MkDocsConfig) -> str:
    i18n: Any = config.plugins["i18n"]
    return str(i18n.current_language)


def _root(config: MkDocsConfig) -> str:
    return urlsplit(config.site_url or "/").path
