"""A page → what the fragment of an address (`#pay`) can name on it: its headings, and ids in attributes and HTML."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator

from concord.model import Block, Page, Section
from concord.pages.html_links import html_ids

_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?")
_EMPHASIS = re.compile(r"(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|\{[^{}]*\}\s*$")
_ID = re.compile(r"#([^\s#{}.]+)")
_WITH_ATTRIBUTES = frozenset(("td", "th", "dt", "h1", "h2", "h3", "h4", "h5", "h6"))  # at their end
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")
_EMOJI = re.compile(r"(?<!\S):[a-z][a-z0-9_]*:(?!\S)")
_FILLED_IN = re.compile(r"--8<--|\{%|\{\{")  # what a plugin replaces by text that is not known here


class Anchors:
    """What fragments can name on `page`.

    Args:
        page: The page.
        is_markdown: Whether the site is known to make the ids of headings as Python-Markdown does. Otherwise those
            that other programs would make count as well.
        is_at_host: Whether a code host shows the page, which finds a heading by `#Pay` as well.
    """

    def __init__(self, page: Page, *, is_markdown: bool, is_at_host: bool = False) -> None:
        self._page, self._is_at_host = page, is_at_host
        self._sections: dict[str, Section] = {}
        for fragment, section in site_ids(page, is_markdown=is_markdown):
            self._sections.setdefault(fragment, section)
        self._others = {id for block in _blocks(page) for id in _block_ids(block)}

    def section(self, fragment: str) -> Section | None:
        """The section whose heading has the id `fragment`."""
        found = self._sections.get(fragment)
        return self._sections.get(fragment.lower()) if found is None and self._is_at_host else found

    def has(self, fragment: str) -> bool:
        """Whether `fragment` names anything on the page; of a page that a plugin fills in, it may."""
        if fragment in ("", "top") or self.section(fragment) or fragment in self._others:
            return True
        return any(_FILLED_IN.search(block.text) for block in _blocks(self._page))

    @property
    def names(self) -> list[str]:
        """All fragments that name something, those of headings first."""
        return [*self._sections, *self._others]


def site_ids(page: Page, *, is_markdown: bool = False) -> Iterator[tuple[str, Section]]:
    """The ids of the headings of `page`, as a site makes them where the text has none: all that are usual, or one."""
    for slug, separator in _SLUGS[:1] if is_markdown else _SLUGS:
        yield from _heading_ids(page, slug, separator)


def _blocks(page: Page) -> Iterator[Block]:
    return (block for section in page.sections for block in section.blocks)


def _heading_ids(page: Page, slug: Callable[[str], str], separator: str) -> Iterator[tuple[str, Section]]:
    """The id of each heading, in the order of the page: its own, or a slug with a number where it is taken."""
    used = {section.id for section in page.sections}
    for section in page.sections:
        if section.id:
            yield section.id, section
        elif section.level:
            base = id = slug(_heading_text(section.title))
            number = 0
            while id in used:
                number += 1
                id = f"{base}{separator}{number}"
            used.add(id)
            yield id, section


def _heading_text(title: str) -> str:
    """What a reader sees of a heading in Markdown."""
    plain = _TAG.sub("", _LINK.sub(r"\1", title)).replace("`", "").replace("*", "")
    return html.unescape(_EMPHASIS.sub("", plain)).strip()


def _like_github(text: str) -> str:
    return _NOT_IN_SLUG.sub("", unicodedata.normalize("NFC", text).lower()).replace(" ", "-")


def _with_marks(text: str) -> str:
    """Like GitHub, which keeps the marks of Arabic, Hindi and Thai: vowels and tones, which are no letters."""
    kept = (c for c in unicodedata.normalize("NFC", text).lower() if c in "-_ " or unicodedata.category(c)[0] in "LMN")
    return "".join(kept).replace(" ", "-")


def _without_emoji(text: str) -> str:
    """As VitePress makes it, where `:tada:` is a picture."""
    return _like_github(_EMOJI.sub("", text).strip())


def ascii_slug(text: str) -> str:
    """The id that Markdown gives a heading with `text`."""
    from markdown.extensions.toc import slugify  # takes 20 ms, and a guide has ids of its own

    return str(slugify(text, "-"))


def _unicode_slug(text: str) -> str:
    from markdown.extensions.toc import slugify_unicode

    return str(slugify_unicode(text, "-"))


_SLUGS: tuple[tuple[Callable[[str], str], str], ...] = (
    (ascii_slug, "_"),
    (_unicode_slug, "_"),
    (_like_github, "-"),
    (_with_marks, "-"),
    (_without_emoji, "-"),
)


def _block_ids(block: Block) -> Iterator[str]:
    """The ids that attributes, tags and footnotes of `block` give."""
    for start, end, kind in block.spans:
        if kind == "attributes" and _is_read(block, start):
            yield from _ID.findall(block.text, start, end)
        elif kind == "footnote":
            for name in _FOOTNOTE.findall(block.text, start, end):
                yield from (f"fn:{name}", f"fnref:{name}")
    yield from html_ids(block)


def _is_read(block: Block, start: int) -> bool:
    """Whether Markdown reads the attributes at `start`: behind an element in a line, or in a line of their own."""
    before = block.text[:start].rstrip(" ")
    return block.kind in _WITH_ATTRIBUTES or before.endswith("\n") or bool(before and len(before) == start)
