"""HTML of the theme that is not valid, and stands in no block of its templates → valid HTML."""

import re

_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
_CONTENTS = ' for="__toc"'
_NO_INDEX = ' tabindex=""'


def fix_html(html: str) -> str:
    """`html` without `autocomplete` on check boxes, `tabindex` without a number, and a label for a table of contents
    that is not there.
    """
    html = _TOGGLE.sub(r"\1", html).replace(_NO_INDEX, "")
    return html if 'id="__toc"' in html else html.replace(_CONTENTS, "")
