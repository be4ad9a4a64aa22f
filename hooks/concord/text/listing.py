"""A listing's block → its code as it was typed."""

import html
import re

from concord.model import Block

_WRAPPING = re.compile(r"\A\s*<pre\b[^>]*>(?:<code\b[^>]*>)?|(?:</code>)?</pre>\s*\Z")


def listing_code(block: Block) -> str:
    """The code of `block`, a listing, without the HTML that Markdown has put around it."""
    return html.unescape(_WRAPPING.sub("", block.text) if "<pre" in block.text else block.text)
