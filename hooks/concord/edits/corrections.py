"""A fix of a fact's text → whether it would undo a correction that is newer than the registry."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from concord.errors import ConfigurationError
from concord.finding import Finding
from concord.storage.git import content_at
from concord.storage.text_file import normalize_newlines

_RULE = "fact-mismatch"


def newer_than_registry(root: Path) -> Callable[[Finding], bool]:
    """Return a test whether the text that a finding is about was edited since the last commit, and its fact was not.

    Then the text may be right, and the registry what is to be corrected. Without a repository, it holds for nothing.
    """

    @cache
    def committed(path: str) -> str:
        try:
            return normalize_newlines(content_at(root, "HEAD", path))
        except ConfigurationError:
            return ""

    @cache
    def present(path: str) -> str:
        return normalize_newlines((root / path).read_text(encoding="utf-8", errors="replace"))

    def is_newer(finding: Finding) -> bool:
        if finding.rule != _RULE or finding.data.get("case") == "sign" or not finding.related:
            return False
        page, fact = finding.location, finding.related[0]
        before, now = committed(page.path), present(page.path)
        if not before or _lines(now, page.line, page.end_line or page.line) in before:
            return False
        return _entry(present(fact.path), fact.line) in committed(fact.path)

    return is_newer


def _lines(text: str, first: int, last: int) -> str:
    """The lines of `text` from `first` to `last`, counted from 1."""
    return "\n".join(text.split("\n")[first - 1 : last])


def _entry(text: str, line: int) -> str:
    """The entry of a registry that begins in `line` of its file: up to the next line that is not indented."""
    rows = text.split("\n")
    end = next((i for i in range(line, len(rows)) if rows[i][:1].strip() and not rows[i].startswith("#")), len(rows))
    return "\n".join(rows[line - 1 : end])
