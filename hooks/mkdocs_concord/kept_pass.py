"""The pass of a language, as it is before its first page is read → any of its pages and templates, rendered by itself.

A pass has all that MkDocs needs to render a page at any later time: the files, the navigation, the environment of the
templates, and the configuration with what static-i18n has put into it for the language. The passes of one build share
the configuration and static-i18n's plugin object. So the former is copied, and the latter is told the language again.
"""

from copy import copy, deepcopy
from typing import Any

from jinja2 import Environment
from mkdocs.commands import build as build_command
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from mkdocs_concord import markdown_extensions
from mkdocs_concord.plugin import Build, Pass, renew_pass

_COMMAND: Any = build_command  # MkDocs renders one page by functions that are not part of its interface


class KeptPass:
    """The pass of one language, kept for the preview.

    Attributes:
        files: The files of the language, and those of the theme.
        env: The environment of the templates; set by the host once it is complete.
        current: The pass over the guide as it was at the last edit.
    """

    env: Environment

    def __init__(self, config: MkDocsConfig, files: Files, nav: Navigation) -> None:
        self.files, self._nav = files, nav
        self.current = Pass.of(config)
        self._titles = {page.file.src_uri: vars(page).get("title") for page in nav.pages}  # before a page sets its own
        self._config = _copy(config)
        listed: list[Any] = config.markdown_extensions
        ours = self.current.build.extensions
        self._config.markdown_extensions = [extension for extension in listed if extension not in ours]

    @property
    def pages(self) -> list[File]:
        """The files of the pages, in the order in which MkDocs renders them."""
        return [file for file in self.files.documentation_pages() if file.page]

    def renew(self, build: Build) -> None:
        """Takes the guide of `build` for all that is rendered from now on."""
        self.current = renew_pass(self._config, build)
        self.current.config = _copy(self._config)
        build.extensions = []
        markdown_extensions.on_config(self.current.config)

    def read_page(self, file: File) -> None:
        """Turns the Markdown of a page into HTML without a template. Raises what MkDocs and the hooks raise."""
        page = file.page
        vars(page).pop("title", None)
        if title := self._titles.get(file.src_uri):
            vars(page)["title"] = title
        self._select_language()
        _COMMAND._populate_page(page, self.current.config, self.files)

    def write_page(self, file: File) -> None:
        """Writes a page that has been read. Raises what MkDocs and the hooks raise."""
        self._select_language()
        others, config = self.files.documentation_pages(), self.current.config
        excluded: bool = file.inclusion.is_excluded()  # type: ignore[no-untyped-call]
        _COMMAND._build_page(file.page, config, others, self._nav, self.env, excluded=excluded)

    def write_template(self, name: str) -> None:
        """Writes a page that is made of a template alone. Raises what MkDocs and the hooks raise."""
        self._select_language()
        config = _copy(self._config)  # pages have put their own alternates into the other
        _COMMAND._build_theme_template(name, self.env, self.files, config, self._nav)

    def _select_language(self) -> None:
        i18n: Any = self._config.plugins["i18n"]
        i18n.current_language = self.current.language.code


def _copy(config: MkDocsConfig) -> MkDocsConfig:
    """A configuration that changes with a language or a page, and leaves `config` as it is."""
    copied = copy(config)
    for key in ("theme", "extra", "mdx_configs"):
        copied[key] = deepcopy(config[key])
    return copied
