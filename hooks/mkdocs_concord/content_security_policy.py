"""HTML of the finished site → the same with a Content-Security-Policy in each page.

Pages of the preview have none, because MkDocs reloads them by an inline script that the policy would forbid.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from concord.printable import printable
from concord.site.theme.content_security_policy import add_policy
from mkdocs_concord.plugin import Pass, is_build_complete
from mkdocs_concord.preview import PREVIEW


@event_priority(-300)  # after everything that changes a page: the policy has hashes of its inline scripts
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Adds the policy to a page that is made of Markdown."""
    if PREVIEW.is_running:
        return output
    Pass.of(config).build.pages_with_policy.add(Path(page.file.abs_dest_path))
    return _with_policy(output, page.file.src_uri)


@event_priority(-300)  # after everything that writes pages
def on_post_build(config: MkDocsConfig) -> None:
    """Adds the policy to the pages that are not made of Markdown, once all languages are built."""
    if PREVIEW.is_running or not is_build_complete(config):
        return
    for page in set(Path(config.site_dir).rglob("*.html")) - Pass.of(config).build.pages_with_policy:
        path = page.relative_to(config.site_dir).as_posix()
        try:
            html = page.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise PluginError(printable(f"{path}: it is not UTF-8; save it so, or take it out of the site")) from error
        page.write_text(_with_policy(html, path), encoding="utf-8")


def _with_policy(html: str, path: str) -> str:
    """The page with its policy. Raises `PluginError`, with `path`, where it does not declare its encoding."""
    try:
        return add_policy(html)
    except ValueError as error:
        text = f'{path}: {error}; put <meta charset="utf-8"> into its head, or take it out of the site'
        raise PluginError(printable(text)) from error
