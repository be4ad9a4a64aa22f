"""Text of files and their names → text that a terminal, a log or a download can show as it stands.

Control characters move the cursor, colour or clear a terminal and forge lines of a log; bidirectional controls make a
line read in another order than it is stored ("Trojan Source", CVE-2021-42574). Who prints text that comes from a file
passes it through `printable` first, and adds styles afterwards.
"""

import re

_C0_WITHOUT_TAB_AND_NEWLINE = "\x00-\x08\x0b-\x1f"
_OTHERS = (
    "\x7f-\x9f"  # DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # Unicode's bidirectional controls
    "\u2028\u2029"  # separators, which some programs take for the end of a line
    "\ud800-\udfff"  # lone surrogates: bytes of a file's name that are no UTF-8
)
UNPRINTABLE = re.compile(f"[{_C0_WITHOUT_TAB_AND_NEWLINE}{_OTHERS}]")  # what no text needs; tab and newline may be
_ON_A_LINE = re.compile(f"[\x00-\x1f{_OTHERS}]")


def printable(text: str) -> str:
    r"""`text` for a single line, with each control character as a visible escape: `\x1b`, `\x0a`, `\u202e`."""
    return _ON_A_LINE.sub(lambda match: _escape(match[0]), text)


def printable_lines(text: str) -> str:
    """`text` as in `printable`, but with its tabs and newlines as they are."""
    return UNPRINTABLE.sub(lambda match: _escape(match[0]), text)


def printable_json(text: str) -> str:
    r"""JSON in which these characters stand as `\u202e`, for the same value; `json` escapes only those below U+0020."""
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def without_controls(text: str) -> str:
    """`text` without these characters, apart from tabs and newlines."""
    return UNPRINTABLE.sub("", text)


def _escape(character: str) -> str:
    r"""The visible escape of a character, as Python writes it: `\x1b` or `\u202e`."""
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
