"""A page → the same with its Content-Security-Policy: everything from the site itself, and only its own scripts.

The policy stands in the page, so that it holds on any host. What a policy in a page cannot say is in
deploy/nginx.conf.
"""

import re
from base64 import b64encode
from hashlib import sha256

_POLICY = {
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


def add_policy(html: str) -> str:
    """The page with its policy behind the declaration of its encoding, before everything that the policy is about.

    Scripts and styles in the page are allowed by their SHA-256 hashes.

    Raises:
        ValueError: The page does not declare its encoding.
    """
    hashes: dict[str, set[str]] = {"script": set(), "style": set()}
    for element, attributes, text in _INLINE.findall(html):
        if not _NOT_EXECUTED.search(attributes):
            hashes[element.lower()].add(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")
    sources = {f"{element}-src": " ".join(["", *sorted(values)]) for element, values in hashes.items()}
    policy = "; ".join(f"{name} {values}{sources.get(name, '')}" for name, values in _POLICY.items())
    page, count = _CHARSET.subn(rf'\g<0><meta http-equiv="Content-Security-Policy" content="{policy}">', html, count=1)
    if not count:
        raise ValueError("a page without <meta charset> can carry no policy")
    return page
