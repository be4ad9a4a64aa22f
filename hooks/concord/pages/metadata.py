"""The front matter of a published page → its keys that are of no listed kind; and the same without these.

MkDocs and the theme act on many keys: `template` chooses the code that renders a page, `location` leads a reader
elsewhere, `title`, `subtitle` and `status` are printed as HTML on every page. So a page has a closed list of them.
"""

from collections.abc import Callable, Iterator, Mapping

TEMPLATES = ("facts.html", "home.html")  # of overrides/; `main.html` needs no name, the others are no pages in Markdown
HIDDEN = ("footer", "navigation", "path", "tags", "toc")

Metadata = Mapping[str, object]


def metadata_faults(meta: Metadata) -> Iterator[tuple[str, str]]:
    """Each key of `meta` that a published page may not have, with what it may be; "" where the key is not known."""
    for key, value in meta.items():
        kind = _KINDS.get(key)
        if kind is None:
            yield str(key), ""
        elif not kind[1](value):
            yield key, kind[0]


def publishable(meta: Metadata) -> dict[str, object]:
    """`meta` without what a published page may not have."""
    faults = {key for key, _ in metadata_faults(meta)}
    return {key: value for key, value in meta.items() if str(key) not in faults}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_hidden(value: object) -> bool:
    return isinstance(value, list) and all(item in HIDDEN for item in value)


def _is_search(value: object) -> bool:
    if not isinstance(value, dict) or not set(value) <= {"boost", "exclude"}:
        return False
    boost, exclude = value.get("boost", 1), value.get("exclude", False)
    return isinstance(boost, int | float) and not isinstance(boost, bool) and isinstance(exclude, bool)


_KINDS: Mapping[str, tuple[str, Callable[[object], bool]]] = {  # by key: what its value is, and whether it is that
    "description": ("a text", _is_text),
    "search": ("`boost: NUMBER` and `exclude: true` or `false`", _is_search),
    "hide": (f"a list of {', '.join(HIDDEN)}", _is_hidden),
    "template": (" or ".join(TEMPLATES), lambda value: value in TEMPLATES),
    "asked": ("a list of texts", _is_list_of_texts),
}
KEYS = tuple(_KINDS)
