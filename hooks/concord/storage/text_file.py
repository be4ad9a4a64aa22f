"""A text file → its bytes, its text without a byte order mark, and its lines. The line ends may be of any system."""

import errno
import os
import re
import stat
from pathlib import Path

from concord.errors import ConfigurationError

MAX_BYTES = 20_000_000  # of a file; a larger one is no text that somebody wrote
BOM = "\ufeff"
_NEWLINE = re.compile(r"\r\n?|\n")


def read_bytes(file: Path) -> bytes:
    """What `file` holds. Raises `OSError` where it cannot be read, is no regular file, or has too many bytes."""
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no file", str(file))
    if status.st_size > MAX_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(file))
    return file.read_bytes()


def read_text(file: Path) -> tuple[bytes, str]:
    """What `file` holds, and its text with its line ends. Raises `ConfigurationError` where it cannot be read."""
    try:
        content = file.read_bytes()
        return content, content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file} cannot be read ({error})") from error


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
