"""The theme's style sheets → the same without what this site never shows: parts of the theme that are not turned on.

They are a tenth of what a first view would load. Whoever turns a part on takes it out of `_UNUSED`; a test finds pages
with a class that has lost its rules.
"""

import re
from collections.abc import Iterator

_UNUSED = (  # beginnings of the names of classes, by what would need them
    *("md-post", "md-author", "md-content--post", "md-sidebar--post", "md-pagination", "md-pin"),  # the plugin blog
    *("md-source", "md-header__source", "md-content__button", "md-input"),  # repo_url, edit_uri, newsletters
    *("md-tabs", "md-nav--lifted", "md-nav--integrated"),  # navigation.tabs, toc.integrate
    *("md-version", "md-tag", "md-consent", "md-feedback", "md-banner", "md-social", "md-status"),  # extra, plugin tags
    *("md-progress", "md-search__suggest"),  # navigation.instant, search.suggest
    *("md-annotation", "md-clipboard", "md-code__", "md-tooltip"),  # content.*
    *("md-button", "twemoji", "emojione", "gemoji"),  # attributes and signs that no page has
    *("critic", "keys", "task-list", "arithmatex", "footnote", "linenos", "linenodiv", "highlighttable", "mermaid"),
)
_UNUSED_SELECTOR = re.compile(
    rf"\.(?:{'|'.join(_UNUSED)})|\[data-md-color-(?:primary|accent)=(?!custom)|#(?:gh-|only-)(?:light|dark)"
)
_NEGATION = re.compile(r":not\([^)]*\)")
_SELECTORS = re.compile(r",(?![^(]*\))")
_VARIABLE = re.compile(r"(--md-[\w-]+):url\(\"[^\"]*\"\);?")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CHARSET = '@charset "UTF-8";'


def trimmed(sheet: str) -> str:
    """A style sheet of the theme, as small as it is delivered, without the rules that apply to nothing on this site.

    Args:
        sheet: The text of the style sheet. Its rules must not be nested, except in those of `@media` and `@supports`.
    """
    text = _trimmed(_COMMENT.sub("", sheet).replace(_CHARSET, ""))
    return _VARIABLE.sub(lambda match: match[0] if f"var({match[1]})" in text else "", text)


def is_trimmed_away(name: str) -> bool:
    """Whether the rules for the class `name` are taken out."""
    return bool(_UNUSED_SELECTOR.match(f".{name}"))


def _trimmed(sheet: str) -> str:
    parts = []
    for head, body in _rules(sheet):
        if head.startswith(("@media", "@supports")):
            kept = _trimmed(body)
            parts.append(f"{head}{{{kept}}}" if kept else "")
        elif selectors := [one for one in _SELECTORS.split(head) if not _is_unused(one)]:
            parts.append(f"{','.join(selectors)}{{{body}}}")
    return "".join(parts)


def _is_unused(selector: str) -> bool:
    return bool(_UNUSED_SELECTOR.search(_NEGATION.sub("", selector)))


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The rules of a style sheet: what stands before the braces, and what in them."""
    start = 0
    while (opened := sheet.find("{", start)) >= 0:
        depth, end = 1, opened + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(sheet[end], 0)
            end += 1
        yield sheet[start:opened].strip(), sheet[opened + 1 : end - 1]
        start = end
