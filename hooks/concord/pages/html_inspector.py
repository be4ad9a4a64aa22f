"""The text of a page and its `Page` → the same page with `unsafe_html`: what its HTML has that must not be published.

The HTML is that of the site, without what concord's own extensions put into it. It is made by a Markdown object with
the inline pass, which takes ten times as long as reading the blocks; so only a guide that is published is inspected.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from markdown import Markdown

from concord.model import Location, Page, Problem
from concord.pages.markdown_extensions import known_extensions
from concord.pages.parser import front_matter_end
from concord.pages.unsafe_html import unsafe_html
from concord.storage.text_file import normalize_newlines

_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # those that Markdown itself knows nothing of
_MOST = 30  # findings a page: each is looked for in the whole text


class HtmlInspector:
    """The Markdown of the site. One instance inspects many pages, one after the other.

    Args:
        extensions: The Markdown extensions of the site with their settings.
    """

    def __init__(self, extensions: Mapping[str, Mapping[str, Any]]) -> None:
        self._extensions, _ = known_extensions(extensions)
        self._md: Markdown | None = None

    def inspect(self, page: Page, text: str) -> Page:
        """`page` with what its HTML has that a published page may not have.

        Args:
            page: The page as it was read; one that has problems stays as it is.
            text: The content of its file, with the line ends of any system.
        """
        if page.problems:
            return page
        source = normalize_newlines(text)
        body = front_matter_end(source)
        try:
            rendered = self._render(source[body:])
        except Exception as error:  # Markdown and its extensions may raise anything at a page
            self._md = None  # the state of this page is still in it
            reason = f"Markdown cannot read it ({' '.join(str(error).split())[:200]})"
            return replace(page, problems=(Problem(Location(page.file), reason),))
        search = _SourceSearch(source, body, page)
        found = islice(unsafe_html(rendered), _MOST)
        return replace(page, unsafe_html=tuple((search.location(needle), what) for what, needle in found))

    def _render(self, body: str) -> str:
        """The HTML of a page's text, split into lines as mkdocs-static-i18n splits it: at U+2028 and others as well."""
        if self._md is None:
            self._md = Markdown(extensions=[*self._extensions], extension_configs=self._extensions)
        self._md.reset()
        return self._md.convert("\n".join(body.lstrip("\n").splitlines()))


class _SourceSearch:
    """Where something of a page's HTML stands in its text; what stands in code comes last, as it is only shown."""

    def __init__(self, source: str, body: int, page: Page) -> None:
        self._source, self._body, self._file = source, body, page.file
        self._starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._code = [*self._code_of(page)]
        self._matches: dict[str, Iterator[int]] = {}
        self._last: dict[str, int] = {}

    def location(self, needle: str) -> Location:
        """The next place that `needle` matches; the last one where there is no other, the top of the page for none."""
        if needle not in self._matches:
            self._matches[needle] = self._find(needle)
        place = self._last[needle] = next(self._matches[needle], self._last.get(needle, -1))
        if place < 0:
            return Location(self._file)
        line = self._source.count("\n", 0, place) + 1
        return Location(self._file, line, place - self._starts[line - 1] + 1)

    def _find(self, needle: str) -> Iterator[int]:
        places = [match.start() for match in re.compile(needle, re.IGNORECASE).finditer(self._source, self._body)]
        is_code = {place: any(start <= place < end for start, end in self._code) for place in places}
        yield from sorted(places, key=lambda place: is_code[place])

    def _code_of(self, page: Page) -> Iterator[tuple[int, int]]:
        """The offsets in the text of each listing and each stretch of code, start and end."""
        for section in page.sections:
            for block in section.blocks:
                if block.kind == "code" and block.lines:
                    yield self._starts[block.lines[0][1] - 1], self._starts[block.lines[-1][1] - 1] + len(block.text)
                for start, end, kind in block.spans:
                    if kind == "code" and not _LINE_ENDS.search(block.text, start, end):
                        first, last = block.at(start), block.at(end)
                        yield self._offset(first), self._offset(last)

    def _offset(self, place: Location) -> int:
        return self._starts[place.line - 1] + place.column - 1
