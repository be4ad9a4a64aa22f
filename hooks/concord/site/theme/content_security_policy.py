"""A page's Content-Security-Policy: all from the site alone, and of inline scripts only those it was built with.

It stands in the page, so that it holds on any host. What a policy in a page cannot say, deploy/nginx.conf does.
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
_FIRST = re.compile(r'<meta charset="?utf-8"?>', re.IGNORECASE)
_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(r"\bsrc=|\btype=[\"']?application/(?:ld\+)?json\b")


def add_policy(html: str) -> str:
    """The page with its policy behind the declaration of its encoding, in front of all that the policy is about.

    Raises ValueError where a page declares no encoding.
    """
    allowed: dict[str, set[str]] = {"script": set(), "style": set()}
    for element, attributes, text in _INLINE.findall(html):
        if not _NOT_RUN.search(attributes):
            allowed[element.lower()].add(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")
    sources = {f"{element}-src": " ".join(["", *sorted(hashes)]) for element, hashes in allowed.items()}
    policy = "; ".join(f"{name} {values}{sources.get(name, '')}" for name, values in _POLICY.items())
    page, found = _FIRST.subn(rf'\g<0><meta http-equiv="Content-Security-Policy" content="{policy}">', html, count=1)
    if not found:
        raise ValueError("a page without <meta charset> can carry no policy")
    return page
