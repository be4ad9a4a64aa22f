"""Invalid HTML of the theme that stands in no block of its templates → valid HTML."""

import re

_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
_CHECK_COMMENT = re.compile(r"<!--\s*concord:.*?-->", re.DOTALL)  # says something to the check, and nothing to readers
_CONTENTS_LABEL = ' for="__toc"'
_EMPTY_TAB_INDEX = ' tabindex=""'
_PERMALINK = '<a class="headerlink"'
_SILENT_PERMALINK = (
    f'{_PERMALINK} aria-hidden="true" tabindex="-1"'  # else each heading is read with the sign behind it
)


def fix_html(html: str) -> str:
    """The page `html` without invalid attributes, and with permanent links that are no part of a heading's name.

    The attributes are `autocomplete` on check boxes, `tabindex` without a number, and `for` on the label of a table of
    contents where the page has none.
    """
    html = _CHECK_COMMENT.sub("", html)
    html = html.replace(_PERMALINK, _SILENT_PERMALINK)
    html = _TOGGLE.sub(r"\1", html).replace(_EMPTY_TAB_INDEX, "")
    return html if 'id="__toc"' in html else html.replace(_CONTENTS_LABEL, "")
