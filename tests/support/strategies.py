"""Hypothesis strategies for malformed input: pages of fragments of Markdown, registries with wrong entries."""

import json
from collections.abc import Sequence

from hypothesis import strategies as st
from ruamel.yaml import YAML

from trees import BASE, ROOT

LANGUAGES = ("en", "de", "nl")
REGISTRY = {kind: (BASE / f"facts/{kind}.yml").read_text(encoding="utf-8") for kind in ("facts", "titles", "sources")}

FRAGMENTS: dict[str, list[str]] = YAML(typ="safe").load(ROOT / "tests" / "data" / "fragments.yml")


def _one_of(kind: str) -> st.SearchStrategy[str]:
    return st.sampled_from(FRAGMENTS[kind])


_words = _one_of("words") | _one_of("figures") | st.just("9" * 400)
_random = st.text(_one_of("characters") | st.characters(exclude_categories=["Cs"]), max_size=30)


def _link(scheme: str, target: str, text: str, rest: str) -> str:
    return f"[{text}]({scheme}:{target}{rest})"


_links = st.builds(
    _link,
    st.sampled_from(["fact", "fact", "fact", "title", "source", "https", "FACT"]),
    _one_of("targets") | _random,
    _words | _random,
    st.sampled_from(["", "", "", ' "t"', "#x", " 't", "\n", "\\"]),
)
_headings = st.builds(
    lambda level, text, head: f"{'#' * level} {text}{head}",
    st.integers(1, 7),
    _words | _links | _random,
    _one_of("heads"),
)
_lines = st.lists(_words | _links | _links | _random, min_size=1, max_size=5).map(" ".join)
_flat = st.one_of(_lines, _headings, _one_of("pieces"), _links, _random)
_nested = st.recursive(
    _flat,
    lambda inner: st.builds(
        lambda prefix, texts: "\n".join(prefix + line for line in "\n".join(texts).split("\n")),
        _one_of("prefixes"),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)
_FRONTS = ["", *FRAGMENTS["fronts"], *FRAGMENTS["fronts"][:3] * 3]  # most are sound


@st.composite
def _pages(draw: st.DrawFn) -> dict[str, bytes]:
    """One page in each language: the same fragments, some of them left out, changed or moved in one or the other."""
    fragments: Sequence[str] = draw(st.lists(_nested, max_size=7))
    pages = {}
    for code in LANGUAGES:
        own = [f for f in fragments if draw(st.integers(0, 9))]
        if draw(st.booleans()):
            own.insert(draw(st.integers(0, len(own))), draw(_nested))
        text = draw(st.sampled_from(["\n\n", "\n\n", "\n", " "])).join(own)
        text = draw(st.sampled_from(_FRONTS)) + text + draw(st.sampled_from(["\n", ""]))
        text = text.replace("\n", draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])))
        raw = draw(st.sampled_from(["", "", "", "\ufeff", "\ufeff\ufeff"])).encode() + text.encode()
        cut = draw(st.sampled_from([None] * 12 + [b"\xff", b"\xc3"]))
        pages[code] = raw if cut is None else raw[: len(raw) // 2] + cut + raw[len(raw) // 2 :]
    return pages


_scalars = st.one_of(
    st.sampled_from(
        ["money", "percent", "count", "duration", "date", "year", "person", "statement", "list", "organisation"]
    ),
    st.sampled_from(
        ["c-suite", "year", "month", "EUR", "XXX", "about", "less-than", "brouwer", "share", "CCO", "disputed", "x2"]
    ),
    st.sampled_from(
        ["2024-05-03", "2024-05", "0000", "٣", "²", "", " ", "\u2028", "a\u0301", "chief-customer-officer"]
    ),
    st.integers(-(10**40), 10**40) | st.integers(0, 100),
    st.floats() | st.booleans() | st.none(),
    _random,
)
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_one_of("keys") | _random, inner, max_size=4),
    max_leaves=8,
)


@st.composite
def _changed(draw: st.DrawFn, text: str) -> str:
    """A registry's file with some of its lines lost, doubled, or given other values."""
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 6))):
        index = draw(st.integers(0, len(lines) - 1))
        key = lines[index].partition(":")[0]
        change = draw(st.integers(0, 4))
        if change == 0 and len(lines) > 1:
            del lines[index]
        elif change == 1:
            lines.insert(index, draw(st.sampled_from(lines)))
        elif change == 2:
            lines[index] = draw(_random)
        else:
            lines[index] = f"{key}: {json.dumps(draw(_values))}" if change == 3 else f"{key}: {draw(_random | _words)}"
    return draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])).join(lines) + draw(st.sampled_from(["\n", "", "\t"]))


def _file(kind: str) -> st.SearchStrategy[bytes]:
    """A registry's file: as it should be, changed, of arbitrary entries, of arbitrary text, or none of it YAML."""
    entries = st.dictionaries(_one_of("targets") | _random, _values, max_size=4)
    text = st.one_of(
        st.just(REGISTRY[kind]),
        _changed(REGISTRY[kind]),
        _changed(REGISTRY[kind]),
        entries.map(json.dumps),
        st.lists(
            st.sampled_from([*"[]{},:-&*!|>%@`'\"#?", "\n", "  ", "a", "&a ", "*a ", "<<: *a", "!!set ", "--- "])
        ).map("".join),
        _random,
    )
    return text.map(str.encode) | st.binary(max_size=20)


def trees() -> st.SearchStrategy[dict[str, bytes]]:
    """The files of a guide, by their paths."""
    registries = st.fixed_dictionaries({kind: _file(kind) for kind in REGISTRY})
    sound = st.just({kind: text.encode() for kind, text in REGISTRY.items()})
    return st.builds(
        lambda page, other, registry: (
            {f"docs/{code}/pay.md": raw for code, raw in page.items()}
            | {f"docs/{code}/other.md": raw for code, raw in list(other.items())[:2]}
            | {f"facts/{kind}.yml": raw for kind, raw in registry.items()}
        ),
        _pages(),
        _pages() | st.just({}),
        sound | sound | registries,
    )
