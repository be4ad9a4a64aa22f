"""The bytes of a text file → its text, without a byte order mark, and its lines. The line ends may be of any system."""

import re

BOM = "\ufeff"
_NEWLINE = re.compile(r"\r\n?|\n")


def decode_text(content: bytes, errors: str = "strict") -> str:
    """The text of a file with `content` in UTF-8, without its byte order mark; the line ends stay.

    `errors` are as in `bytes.decode`. Raises `UnicodeDecodeError` where they are strict and it is not UTF-8.
    """
    return content.decode("utf-8", errors).removeprefix(BOM)


def split_bom(text: str) -> tuple[str, str]:
    """The byte order mark at the beginning of `text`, "" where there is none, and the rest."""
    rest = text.removeprefix(BOM)
    return text[: len(text) - len(rest)], rest


def normalize_newlines(text: str) -> str:
    """`text` with each line end, CR LF or CR alone, as LF."""
    return _NEWLINE.sub("\n", text) if "\r" in text else text


def split_lines(text: str) -> list[str]:
    """The lines of `text` without their ends; the last is "" where the text ends with one."""
    return _NEWLINE.split(text)
