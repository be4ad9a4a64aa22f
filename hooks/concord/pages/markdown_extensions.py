"""The Markdown extensions that a tree names → those that are loaded, with settings that are plain values.

A tree's `mkdocs.yml` is not trusted: Python-Markdown imports whatever module an extension's name says, and calls what
stands behind a colon with the settings as arguments (`subprocess:Popen` would run a command); `pymdownx.snippets` and
`pymdownx.b64` read files and addresses. So only extensions of a closed list are loaded, by their module, with those
settings alone that change how a page is divided into blocks and read no file. Whatever else a tree names is left out
and reported.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from concord.config import Config
from concord.finding import Finding
from concord.model import Location

_EXTENSIONS: Mapping[str, frozenset[str]] = {
    name: frozenset(settings.split())
    for name, settings in {
        "concord.pages.nested_lists": "",
        "markdown.extensions.abbr": "glossary",
        "markdown.extensions.admonition": "",
        "markdown.extensions.attr_list": "",
        "markdown.extensions.codehilite": "css_class lang_prefix",
        "markdown.extensions.def_list": "",
        "markdown.extensions.fenced_code": "lang_prefix",
        "markdown.extensions.footnotes": "PLACE_MARKER UNIQUE_IDS SEPARATOR USE_DEFINITION_ORDER",
        "markdown.extensions.legacy_attrs": "",
        "markdown.extensions.legacy_em": "",
        "markdown.extensions.md_in_html": "",
        "markdown.extensions.meta": "",
        "markdown.extensions.nl2br": "",
        "markdown.extensions.sane_lists": "",
        "markdown.extensions.smarty": "smart_quotes smart_angled_quotes smart_dashes smart_ellipses",
        "markdown.extensions.tables": "use_align_attribute",
        "markdown.extensions.toc": "marker title anchorlink permalink permalink_title baselevel separator toc_depth",
        "markdown.extensions.wikilinks": "base_url end_url html_class",
        "pymdownx.arithmatex": "generic preview smart_dollar block_tag inline_tag",
        "pymdownx.betterem": "smart_enable",
        "pymdownx.blocks.admonition": "types",
        "pymdownx.blocks.caption": "auto_level auto prepend",
        "pymdownx.blocks.definition": "",
        "pymdownx.blocks.details": "",
        "pymdownx.blocks.html": "",
        "pymdownx.blocks.tab": "alternate_style combine_header_slug separator",
        "pymdownx.bracketspan": "",
        "pymdownx.caret": "smart_insert insert superscript",
        "pymdownx.critic": "mode",
        "pymdownx.details": "",
        "pymdownx.escapeall": "hardbreak nbsp",
        "pymdownx.fancylists": "additional_ordered_styles inject_style inject_class",
        "pymdownx.highlight": "css_class language_prefix",
        "pymdownx.inlinehilite": "css_class",
        "pymdownx.keys": "separator strict class camel_case",
        "pymdownx.magiclink": "hide_protocol repo_url_shortener repo_url_shorthand provider user repo",
        "pymdownx.mark": "smart_mark",
        "pymdownx.progressbar": "level_class progress_increment add_classes",
        "pymdownx.quotes": "callouts",
        "pymdownx.saneheaders": "",
        "pymdownx.smartsymbols": "trademark copyright registered plusminus arrows notequal fractions ordinal_numbers",
        "pymdownx.superfences": "disable_indented_code_blocks css_class preserve_tabs relaxed_headers",
        "pymdownx.tabbed": "alternate_style combine_header_slug separator",
        "pymdownx.tasklist": "custom_checkbox clickable_checkbox",
        "pymdownx.tilde": "smart_delete delete subscript",
    }.items()
}
_NUMBER, _FLAG, _TEXT, _WORDS = "number", "flag", "text", "words"
_TYPES: Mapping[str, tuple[str, ...]] = {  # of the settings that are no flags: what their values may be
    **dict.fromkeys(
        """
        css_class lang_prefix language_prefix PLACE_MARKER SEPARATOR marker title separator base_url end_url
        html_class permalink_title block_tag inline_tag smart_enable mode class provider user repo add_classes
        """.split(),  # noqa: SIM905 — a list of words is read at a glance
        (_TEXT,),
    ),
    "permalink": (_FLAG, _TEXT),
    **dict.fromkeys(("baselevel", "auto_level"), (_NUMBER,)),
    **dict.fromkeys(("types", "additional_ordered_styles"), (_WORDS,)),
    "progress_increment": ("step",),
    "toc_depth": ("depth",),
    "glossary": ("glossary",),
}
_BUNDLES: Mapping[str, tuple[str, ...]] = {  # what an extension that is only a list of others stands for
    "markdown.extensions.extra": (
        *(f"markdown.extensions.{name}" for name in ("fenced_code", "footnotes", "attr_list", "def_list", "tables")),
        *(f"markdown.extensions.{name}" for name in ("abbr", "md_in_html")),
    ),
    "pymdownx.extra": (
        *(
            "pymdownx.betterem",
            "pymdownx.superfences",
            "markdown.extensions.footnotes",
            "markdown.extensions.attr_list",
        ),
        *(f"markdown.extensions.{name}" for name in ("def_list", "tables", "abbr", "md_in_html")),
    ),
}
_WITHOUT_EFFECT = frozenset(
    """
anchor_linenums auto_title auto_title_map code_attr_on_pre default_lang extend_pygments_lang guess_lang
line_anchors line_spans linenums linenums_class linenums_special linenums_style noclasses pygments_formatter
pygments_lang_class pygments_style stripnl use_pygments custom_inline style_plain_text custom_fences slugify
toc_class title_class permalink_class permalink_leading anchorlink_class emoji_index emoji_generator
BACKLINK_TEXT BACKLINK_TITLE SUPERSCRIPT_TEXT normalize_issue_symbols labels custom shortener_user_exclude
social_url_shortener social_url_shorthand key_map substitutions tex_inline_wrap tex_block_wrap block_syntax
inline_syntax
    """.split()  # noqa: SIM905
)  # settings that change how a page looks, but not its blocks: left out without a word
_DEPTH = re.compile(r"[1-6](?:-[1-6])?")
_MAX_LENGTH = 200  # characters of a setting

Settings = dict[str, Any]


class Ignored(NamedTuple):
    """An extension that was left out, or that `setting` of it. Both are named as in the tree."""

    extension: str
    setting: str = ""


def known_extensions(named: Mapping[str, Mapping[str, Any]]) -> tuple[dict[str, Settings], tuple[Ignored, ...]]:
    """The extensions to load, by module, with their settings; and what of `named` is left out.

    Args:
        named: The extensions that a tree names, each with its settings, in its order.
    """
    loaded: dict[str, Settings] = {}
    ignored: list[Ignored] = []
    for entry, part, settings in _expanded(named):
        module = part if part in _EXTENSIONS else f"markdown.extensions.{part}"
        if module not in _EXTENSIONS:
            ignored.append(Ignored(entry))
            continue
        loaded[module] = {key: value for key, value in settings.items() if _is_known(module, key, value)}
        left = [key for key in settings if key not in loaded[module] and key not in _WITHOUT_EFFECT]
        ignored += [Ignored(entry, key if part == entry else part) for key in left]
    if "pymdownx.superfences" in loaded:  # which takes its place, and would meet what it has put aside
        loaded.pop("markdown.extensions.fenced_code", None)
    return loaded, tuple(dict.fromkeys(ignored))


def ignored_extensions(config: Config) -> Iterator[Finding]:
    """Yields `markdown-extension` for each extension, and each setting of one, that the pages are read without."""
    _, ignored = known_extensions(config.extensions)
    for extension, setting in ignored:
        name = f"{extension}: {setting}" if setting else extension
        line = config.extension_lines.get(name) or config.extension_lines.get(extension, 1)
        data = {"name": name} | ({"case": "setting"} if setting else {})
        yield Finding("markdown-extension", Location(config.site_file, line), data)


def _expanded(named: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The entry, the extension and the settings of each extension.

    A bundle is an extension for each of its parts: its settings are those of the parts, by their names.
    """
    for entry, settings in named.items():
        parts = _BUNDLES.get(entry) or _BUNDLES.get(f"markdown.extensions.{entry}")
        for part in parts or ():
            own = settings.get(part) or settings.get(part.rpartition(".")[2])
            yield entry, part, own if isinstance(own, Mapping) else {}
        if parts is None:
            yield entry, entry, settings


def _is_known(module: str, key: str, value: object) -> bool:
    return key in _EXTENSIONS[module] and any(_has_type(kind, value) for kind in _TYPES.get(key, (_FLAG,)))


def _has_type(kind: str, value: object) -> bool:
    if kind == _FLAG:
        return isinstance(value, bool)
    if kind == _NUMBER:
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100
    if kind == _TEXT:
        return isinstance(value, str) and len(value) <= _MAX_LENGTH
    if kind == _WORDS:
        return isinstance(value, list) and all(_has_type(_TEXT, item) for item in value)
    if kind == "step":
        return _has_type(_NUMBER, value) and value != 0
    if kind == "depth":
        return isinstance(value, int | str) and bool(_DEPTH.fullmatch(str(value)))
    return isinstance(value, dict) and all(_has_type(_TEXT, word) for pair in value.items() for word in pair)
