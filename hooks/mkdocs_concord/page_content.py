"""A page as MkDocs has read it → the page as the check has judged it, with titles that no template takes for HTML.

MkDocs' parser of YAML is not concord's, and where a page has no front matter it takes lines such as `template: x` for
some. So text and front matter are replaced by what concord read. The theme's templates print titles and the ids of
headings as they are.

A preview is made in spite of errors; it shows nothing of a page or a file that must not be published.
"""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from concord.pages.metadata import publishable
from concord.pages.parser import front_matter_end
from concord.storage.text_file import normalize_newlines
from mkdocs_concord.plugin import Pass, path_of

_REFUSED = frozenset({"conflict-left", "file-unsafe", "html-unsafe", "page-unreadable"})
_PLACEHOLDER = "<p>This page is not shown: it has what no page may have, or cannot be read. See the list above.</p>"


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Takes out the files that must not be published, but for pages."""
    refused = _refused(Pass.of(config))
    for file in list(files) if refused else ():
        source = Path(file.abs_src_path or "")
        if not file.is_documentation_page() and not refused.isdisjoint((source, *source.parents)):
            files.remove(file)


@event_priority(100)  # before everything that changes the text or adds to the front matter
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The text of the page behind its front matter, as the check reads it; `page` keeps what it may have of that."""
    current = Pass.of(config)
    known = current.guide.corpus.pages[current.language.code].get(path_of(page))
    if known is None or not current.guide.config.publish:
        return markdown
    page.meta = publishable(known.meta)
    source = normalize_newlines(page.file.content_string)
    return source[front_matter_end(source) :].lstrip("\n")


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Escapes what of tags is left in the title of the page and in its table of contents; the page is as it was."""
    if page.title:
        page.title = _without_tags(page.title)
    _escape_contents(page.toc)
    return _PLACEHOLDER if Path(page.file.abs_src_path or "") in _refused(Pass.of(config)) else html


def _refused(current: Pass) -> set[Path]:
    """The files with errors that keep them from being published. A build stops at them, and a preview does not."""
    root = Path(current.config.config_file_path).parent
    errors = current.guide.errors
    return {root / finding.location.path for finding in errors if finding.rule in _REFUSED}


def _escape_contents(items: Iterable[AnchorLink]) -> None:
    for item in items:
        item.title, item.id = _without_tags(item.title), escape(item.id)
        _escape_contents(item.children)


def _without_tags(html: str) -> str:
    """A title, which is text with character references, with references for angle brackets as well."""
    return html.replace("<", "&lt;").replace(">", "&gt;")
