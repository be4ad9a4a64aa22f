"""A page → the same with its Content-Security-Policy: everything from the site itself, and only the templates' scripts.

The policy stands in the page, so that it holds on any host. What a policy in a page cannot say is in deploy/nginx.conf.
The scripts that it allows by their hashes are those of templates without content: a script in the text of a page is not
among them, however it came there.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's icons are data: addresses in its style sheets
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
_CHARSET = re.compile(r'<meta charset="?utf-8"?>', re.IGNORECASE)
_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_NOT_EXECUTED = re.compile(r"\bsrc=|\btype=[\"']?application/(?:ld\+)?json\b")


class InlineCode(NamedTuple):
    """A script or a style that stands in a page.

    Attributes:
        element: `script` or `style`.
        text: What it says.
    """

    element: str
    text: str

    @property
    def source(self) -> str:
        """The source of a policy that allows it: its SHA-256 hash."""
        return f"'sha256-{b64encode(sha256(self.text.encode()).digest()).decode()}'"


def inline_code(html: str) -> set[InlineCode]:
    """The scripts and styles in `html` that a browser would run."""
    found = _INLINE.findall(html)
    return {InlineCode(name.lower(), text) for name, attributes, text in found if not _NOT_EXECUTED.search(attributes)}


def add_policy(html: str, allowed: Iterable[InlineCode]) -> str:
    """The page with its policy behind the declaration of its encoding, before everything that the policy is about.

    Args:
        html: The page.
        allowed: The scripts and styles that may run in it.

    Raises:
        ValueError: The page does not declare its encoding.
    """
    sources: dict[str, list[str]] = {}
    for code in allowed:
        sources.setdefault(f"{code.element}-src", []).append(code.source)
    policy = "; ".join(" ".join([name, values, *sorted(sources.get(name, ()))]) for name, values in POLICY.items())
    page, count = _CHARSET.subn(rf'\g<0><meta http-equiv="Content-Security-Policy" content="{policy}">', html, count=1)
    if not count:
        raise ValueError("a page without <meta charset> can carry no policy")
    return page
