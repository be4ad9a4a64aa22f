"""Every page of the finished site says what may run in it. Not in the preview, which reloads by a script of its own."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from concord.site.theme.content_security_policy import add_policy

PREVIEW = {"running": False}
WITH_POLICY: set[Path] = set()


def on_startup(command: str, dirty: bool) -> None:
    PREVIEW["running"] = command == "serve"


@event_priority(-300)  # behind all that changes a page
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    if PREVIEW["running"]:
        return output
    WITH_POLICY.add(Path(page.file.abs_dest_path))
    return add_policy(output)


@event_priority(-300)  # behind all that writes pages
def on_post_build(config: MkDocsConfig) -> None:
    """The pages that are made of no Markdown."""
    i18n: Any = config.plugins["i18n"]
    if i18n.building or PREVIEW["running"]:  # once, when the last language is built
        return
    for page in set(Path(config.site_dir).rglob("*.html")) - WITH_POLICY:
        page.write_text(add_policy(page.read_text(encoding="utf-8")), encoding="utf-8")
