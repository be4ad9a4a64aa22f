"""HTML of the finished site → the same with a Content-Security-Policy in each page.

Pages of the preview have none, because MkDocs reloads them by an inline script that the policy would forbid.
"""

from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from concord.pages.metadata import TEMPLATES
from concord.site.theme.content_security_policy import InlineCode, add_policy, inline_code
from concord.untrusted.printable import printable
from mkdocs_concord.plugin import Pass, is_build_complete
from mkdocs_concord.preview_state import PREVIEW

_TEMPLATES = ("main.html", *TEMPLATES, "status.html", "404.html")


def on_config(config: MkDocsConfig) -> None:
    """Gives the theme's scripts one scope, the path of the site, so that they are the same in each page."""
    config.extra["scope"] = urlsplit(config.site_url or "").path or "/"


@event_priority(-300)  # after everything that adds filters and variables to the templates
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Renders each template without a page, and takes its scripts and styles as those that pages may run."""
    build = Pass.of(config).build
    for name in () if PREVIEW.is_running else _TEMPLATES:
        build.template_code |= inline_code(env.get_template(name).render(_empty_context(config)))


@event_priority(-300)  # after everything that changes a page
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Adds the policy to a page that is made of Markdown."""
    if PREVIEW.is_running:
        return output
    build = Pass.of(config).build
    build.pages_with_policy.add(Path(page.file.abs_dest_path))
    return _with_policy(output, build.template_code, page.file.src_uri)


@event_priority(-300)  # after everything that writes pages
def on_post_build(config: MkDocsConfig) -> None:
    """Adds the policy to the pages that are not made of Markdown, once all languages are built."""
    if PREVIEW.is_running or not is_build_complete(config):
        return
    build = Pass.of(config).build
    for page in set(Path(config.site_dir).rglob("*.html")) - build.pages_with_policy:
        path = page.relative_to(config.site_dir).as_posix()
        try:
            html = page.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise PluginError(printable(f"{path}: it is not UTF-8; save it so, or take it out of the site")) from error
        page.write_text(_with_policy(html, build.template_code, path), encoding="utf-8")


def _with_policy(html: str, code: set[InlineCode], path: str) -> str:
    """The page with its policy. Raises `PluginError`, with `path`, where it does not declare its encoding."""
    try:
        return add_policy(html, code)
    except ValueError as error:
        text = f'{path}: {error}; put <meta charset="utf-8"> into its head, or take it out of the site'
        raise PluginError(printable(text)) from error


def _empty_context(config: MkDocsConfig) -> dict[str, object]:
    """The variables of a template for no page: without content, front matter, contents list and navigation."""
    nav = Navigation([], [])
    nav.homepage = SimpleNamespace(url="")  # type: ignore[assignment]  # which the header links to
    return {**get_context(nav, [], config, base_url=".")}
