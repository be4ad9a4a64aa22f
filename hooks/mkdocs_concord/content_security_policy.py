"""HTML of the finished site → the same with a Content-Security-Policy in each page.

Pages of the preview have none, because MkDocs reloads them by an inline script that the policy would forbid.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from concord.site.theme.content_security_policy import add_policy
from mkdocs_concord.plugin import Pass, is_build_complete
from mkdocs_concord.preview import PREVIEW


@event_priority(-300)  # after everything that changes a page: the policy has hashes of its inline scripts
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Adds the policy to a page that is made of Markdown."""
    if PREVIEW.is_running:
        return output
    Pass.of(config).build.pages_with_policy.add(Path(page.file.abs_dest_path))
    return add_policy(output)


@event_priority(-300)  # after everything that writes pages
def on_post_build(config: MkDocsConfig) -> None:
    """Adds the policy to the pages that are not made of Markdown, once all languages are built."""
    if PREVIEW.is_running or not is_build_complete(config):
        return
    for page in set(Path(config.site_dir).rglob("*.html")) - Pass.of(config).build.pages_with_policy:
        page.write_text(add_policy(page.read_text(encoding="utf-8")), encoding="utf-8")
