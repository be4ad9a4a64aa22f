"""MkDocs' config object → the `Pass`: the guide and the language that is being built, shared by all hooks.

mkdocs-static-i18n builds one language after the other. It runs the whole build of MkDocs once per language, always on
the same config object, so that every event fires once per language. Such a run is called a pass. The passes of the
other languages run inside `on_post_build` of the first one. `mkdocs serve` makes a new config object for each build.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from concord.guide import Guide, read_guide
from concord.languages import Language, language
from concord.registry.missing_texts import with_stand_ins
from concord.site.context import CurrentPage, SiteContext
from concord.site.extensions.glossary import Glossary
from concord.site.extensions.outdated_notes import OutdatedNotes
from concord.site.extensions.page_form import PageForm
from concord.site.extensions.references import References
from concord.site.extensions.search_text import SearchText
from concord.site.extensions.stand_in_languages import StandInLanguages
from concord.site.theme.content_security_policy import InlineCode

_ATTRIBUTE = "_concord_pass"  # of the config object, which is all that MkDocs hands to every event
PageExtension = PageForm | Glossary | References | SearchText | OutdatedNotes | StandInLanguages


@dataclass
class Build:
    """What the passes of one build share.

    Attributes:
        guide: The guide as it was when the build began.
        nav: `nav` of mkdocs.yml with all pages, whether the language has them or not; None until it is first asked for.
        downloads: The files to add to the site, by their paths on it; made in the first pass.
        search_texts: What each language's pages say to the search, by the language's code.
        menu_places: The titles in the menu that lead to each page, the page's own at the end, by language and path.
        extensions: concord's Markdown extensions for the language of the current pass.
        compiled_templates: Compiled templates by Jinja's key, see performance.py.
        asset_names: The names of style sheets and scripts on the site, by their names in `assets`.
        joined_assets: The names of those that are one file on the site, by that file's name.
        template_code: The scripts and styles of the templates, which pages may run.
        pages_with_policy: The files of the site that have a Content-Security-Policy already.
    """

    guide: Guide
    nav: Any = None
    downloads: dict[str, str | bytes] = field(default_factory=dict)
    search_texts: dict[str, SearchText] = field(default_factory=dict)
    menu_places: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    extensions: list[PageExtension] = field(default_factory=list)
    compiled_templates: dict[str, bytes] = field(default_factory=dict)
    asset_names: dict[str, str] = field(default_factory=dict)
    joined_assets: dict[str, list[str]] = field(default_factory=dict)
    template_code: set[InlineCode] = field(default_factory=set)
    pages_with_policy: set[Path] = field(default_factory=set)


@dataclass
class Pass:
    """One language's part of a build.

    Attributes:
        config: MkDocs' configuration, in which static-i18n has put what differs in this language.
        build: What this pass shares with those of the other languages.
        language: The language that is built.
        is_first: Whether this is the pass of the default language, with which a build begins.
        context: The same for `concord.site`, for no page in particular.
        current_page: The page that Markdown renders now, shared by the extensions.
        colophon: The pages that the foot of every page links to.
        menu_parts: The paths of the pages below each item of the menu, by the item's title.
    """

    config: MkDocsConfig
    build: Build
    language: Language
    is_first: bool
    context: SiteContext
    current_page: CurrentPage = field(default_factory=CurrentPage)
    colophon: list[Page] = field(default_factory=list)
    menu_parts: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, config: MkDocsConfig) -> "Pass":
        """The pass that `config` is in, once `begin_pass` has begun it."""
        found: Pass = vars(config)[_ATTRIBUTE]
        return found

    @property
    def guide(self) -> Guide:
        """The guide as it was when the build began."""
        return self.build.guide


def begin_pass(config: MkDocsConfig, read: Callable[[Path], Guide] = read_guide) -> Pass:
    """Makes the pass of the language that static-i18n is about to build; reads the guide if it is the first one.

    Raises:
        ConcordError: The guide cannot be read, or concord does not know the language.
    """
    i18n: Any = config.plugins["i18n"]
    code = i18n.current_language or i18n.default_language  # it has no current language before its own `on_config`
    is_first = code == i18n.default_language
    build = Build(read(Path(config.config_file_path).parent)) if is_first else Pass.of(config).build
    begun = Pass(config, build, language(code), is_first, _context(config, build.guide, code))
    vars(config)[_ATTRIBUTE] = begun
    return begun


def renew_pass(config: MkDocsConfig, build: Build) -> Pass:
    """Puts a pass over the guide of `build` in the place of the one that `config` is in; the navigation stays."""
    old = Pass.of(config)
    context = _context(config, build.guide, old.language.code)
    renewed = replace(old, config=config, build=build, context=context, current_page=CurrentPage())
    vars(config)[_ATTRIBUTE] = renewed
    return renewed


def _context(config: MkDocsConfig, guide: Guide, code: str) -> SiteContext:
    beginning = [language(one) for one in guide.corpus.languages if one in guide.corpus.beginning]
    registry = with_stand_ins(guide.registry, beginning)
    return SiteContext(registry, guide.corpus, language(code), config.site_url or "", clock=guide.clock)


def is_build_complete(config: MkDocsConfig) -> bool:
    """Whether the passes of all languages are through; to be asked in `on_post_build`, after static-i18n's own."""
    i18n: Any = config.plugins["i18n"]
    return not i18n.building


def path_of(page: Page) -> str:
    """The path of `page` in the folder of its language: "pay/salary.md"."""
    return page.file.src_uri.partition("/")[2]
