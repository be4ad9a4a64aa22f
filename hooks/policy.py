"""Every page of the finished site says what may run in it. Not in the preview, which reloads by a script of its own."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from concord.site.policy import with_policy

PREVIEW = {"running": False}


def on_startup(command: str, dirty: bool) -> None:
    PREVIEW["running"] = command == "serve"


@event_priority(-300)  # behind all that writes pages
def on_post_build(config: MkDocsConfig) -> None:
    i18n: Any = config.plugins["i18n"]
    if i18n.building or PREVIEW["running"]:  # once, when the last language is built
        return
    for page in Path(config.site_dir).rglob("*.html"):
        page.write_text(with_policy(page.read_text(encoding="utf-8")), encoding="utf-8")
