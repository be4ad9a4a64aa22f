"""Invalid HTML of the theme that stands in no block of its templates → valid HTML."""

import re

_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
_CONTENTS_LABEL = ' for="__toc"'
_EMPTY_TAB_INDEX = ' tabindex=""'


def fix_html(html: str) -> str:
    """The page `html` without invalid attributes.

    These are `autocomplete` on check boxes, `tabindex` without a number, and `for` on the label of a table of contents
    where the page has none.
    """
    html = _TOGGLE.sub(r"\1", html).replace(_EMPTY_TAB_INDEX, "")
    return html if 'id="__toc"' in html else html.replace(_CONTENTS_LABEL, "")
