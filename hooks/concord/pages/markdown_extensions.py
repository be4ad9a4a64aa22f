"""The Markdown extensions that a tree names → those that are loaded, with settings that are plain values.

A tree's `mkdocs.yml` is not trusted: Python-Markdown imports whatever module an extension's name says, and calls what
stands behind a colon with the settings as arguments (`subprocess:Popen` would run a command); `pymdownx.snippets` and
`pymdownx.b64` read files and addresses. So only extensions of a closed list are loaded, by their module, with those
settings alone that change how a page is divided into blocks and read no file. Whatever else a tree names is left out
and reported.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_EXTENSIONS: Mapping[str, frozenset[str]] = {
    name: frozenset(settings.split())
    for name, settings in {
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
_WITHOUT_EFFECT = """
anchor_linenums auto_title auto_title_map code_attr_on_pre default_lang extend_pygments_lang guess_lang
line_anchors line_spans linenums linenums_class linenums_special linenums_style noclasses pygments_formatter
pygments_lang_class pygments_style stripnl use_pygments custom_inline style_plain_text custom_fences slugify
toc_class title_class permalink_class permalink_leading anchorlink_class emoji_index emoji_generator
BACKLINK_TEXT BACKLINK_TITLE SUPERSCRIPT_TEXT normalize_issue_symbols labels custom shortener_user_exclude
social_url_shortener social_url_shorthand key_map substitutions tex_inline_wrap tex_block_wrap block_syntax
inline_syntax
"""  # settings that change how a page looks, but not its blocks: left out without a word
_PLAIN = (bool, int, float, str)

Settings = dict[str, Any]


class Ignored(NamedTuple):
    """An extension, or a setting of one (`pymdownx.tabbed: hook`), that was left out."""

    name: str


def known_extensions(named: Mapping[str, Mapping[str, Any]]) -> tuple[dict[str, Settings], tuple[Ignored, ...]]:
    """The extensions to load, by module, with their settings; and what of `named` is left out.

    Args:
        named: The extensions that a tree names, each with its settings, in its order.
    """
    loaded: dict[str, Settings] = {}
    ignored: list[Ignored] = []
    for name, settings in _expanded(named):
        module = name if name in _EXTENSIONS else f"markdown.extensions.{name}"
        if module not in _EXTENSIONS:
            ignored.append(Ignored(name))
            continue
        loaded[module] = {key: value for key, value in settings.items() if _is_known(module, key, value)}
        left = [key for key in settings if key not in loaded[module] and key not in _WITHOUT_EFFECT.split()]
        ignored += [Ignored(f"{name}: {key}") for key in left]
    if "pymdownx.superfences" in loaded:  # which takes its place, and would meet what it has put aside
        loaded.pop("markdown.extensions.fenced_code", None)
    return loaded, tuple(dict.fromkeys(ignored))


def _expanded(named: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each extension with its settings, a bundle as its parts: its settings are those of the parts, by their names."""
    for name, settings in named.items():
        parts = _BUNDLES.get(name) or _BUNDLES.get(f"markdown.extensions.{name}")
        for part in parts or ():
            own = settings.get(part) or settings.get(part.rpartition(".")[2])
            yield part, own if isinstance(own, Mapping) else {}
        if parts is None:
            yield name, settings


def _is_known(module: str, key: str, value: object) -> bool:
    if key not in _EXTENSIONS[module]:
        return False
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    if key == "glossary":
        return isinstance(value, dict) and all(isinstance(word, str) for pair in value.items() for word in pair)
    return isinstance(value, _PLAIN)
