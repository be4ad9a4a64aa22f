"""The Markdown of a heading → the attribute list at its end, as `{ #id .class }`."""

import re


def find_attributes(heading: str) -> re.Match[str] | None:
    """The attribute list of `heading` with the spaces in front of it; None where it has none."""
    from markdown.extensions.attr_list import AttrListTreeprocessor  # 20 ms, and not needed where pages are kept

    return AttrListTreeprocessor.HEADER_RE.search(heading)
