"""Lines of a page → the same without what other generators read: imports of MDX, shortcodes of Hugo, includes.

They are no words that a reader sees, and each generator has its own. Only whole lines outside listings are left out, so
that every other line keeps its place.
"""

import re
from collections.abc import Iterable, Iterator

_SIGNS = ("import ", "export ", "{{<", "{{%", "{*")
_LINE = re.compile(
    r"import\s+(?:[\w$*{][^'\"]{0,500}\bfrom\s*)?['\"][^'\"]{1,500}['\"];?\s*"  # import Tabs from '@theme/Tabs';
    r"|export\s+(?:const|let|function|default)\s.*"
    r"|\s*\{\{[<%].*[>%]\}\}\s*"
    r"|\s*\{\*.*\*\}\s*"  # {* ../src/main.py hl[4:9] *}, which includes code
)
_FENCE = re.compile(r"[ \t>]*(?:[-*+]|\d+\.)?[ \t]*(`{3,}|~{3,})")


def without_foreign_syntax(lines: list[str]) -> list[str]:
    """Return `lines` with an empty one in place of each that another generator takes for itself."""
    text = "\n".join(lines)
    if not any(sign in text for sign in _SIGNS) or not any(line.lstrip().startswith(_SIGNS) for line in lines):
        return lines
    return ["" if is_left_out else line for line, is_left_out in zip(lines, _left_out(lines), strict=True)]


def _left_out(lines: Iterable[str]) -> Iterator[bool]:
    """Yield for each line whether it is left out; no line of a listing is."""
    fence = ""
    for line in lines:
        if match := _FENCE.match(line):
            if not fence:
                fence = match[1]
            elif match[1].startswith(fence) and not line[match.end() :].strip():
                fence = ""
        yield not fence and line.lstrip().startswith(_SIGNS) and _LINE.fullmatch(line) is not None
