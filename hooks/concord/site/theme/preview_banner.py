"""Findings → a banner above each page of the live preview, which keeps serving the last good site (WSGI middleware).

The banner is never part of a built site.
"""

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

_STYLE = (
    "position:relative;z-index:9;max-height:40vh;overflow:auto;margin:0;padding:1rem 1.5rem;background:#fff4d6;"
    "color:#3b2a00;border-bottom:3px solid #b3261e;font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap"
)

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass
class PreviewBanner:
    """The banner of a preview.

    Attributes:
        lines: What it says; empty while the languages agree. A build may replace them at any time.
    """

    lines: list[str] = field(default_factory=list)

    def banner(self) -> bytes:
        """The banner as HTML in UTF-8; empty where there are no lines."""
        if not self.lines:
            return b""
        text = html.escape("\n".join(self.lines))
        return f'<pre role="alert" data-concord-banner style="{_STYLE}">{text}</pre>'.encode()

    def around(self, app: WsgiApp) -> WsgiApp:
        """`app` with the banner in each HTML page that it serves."""

        def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            responses: list[Any] = []  # what the app passes to start_response: a status, headers, perhaps an exception
            body = app(environ, lambda *response: responses.append(response))
            banner = self.banner()
            if not responses:
                return body
            status, headers, *rest = responses[-1]
            kind = next((value for name, value in headers if name.lower() == "content-type"), "")
            if not banner or "text/html" not in kind:
                start_response(status, headers, *rest)
                return body
            page = _insert(b"".join(body), banner)
            headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
            start_response(status, [*headers, ("Content-Length", str(len(page)))], *rest)
            return [page]

        return serve


def _insert(page: bytes, banner: bytes) -> bytes:
    """The page with the banner at the beginning of its body."""
    start = page.find(b"<body")
    end = page.find(b">", start) + 1 if start >= 0 else 0
    return page[:end] + banner + page[end:]
