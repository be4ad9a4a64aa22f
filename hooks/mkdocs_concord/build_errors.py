"""Any exception of a build → one line that names the page and says what to do; log records without control characters.

MkDocs ends in a traceback, and its preview hangs, where a build raises an exception that is none of its own. The front
matter of a page suffices for it: a template or an icon that does not exist, or a number where a list belongs.
"""

import logging
from traceback import walk_tb

from jinja2 import TemplateNotFound
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from concord.untrusted.printable import printable, printable_lines


class PrintableRecords(logging.Filter):
    """Puts escapes for the control characters of a log record, which come from names of files and from pages."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Changes the message of `record`, whose line ends stay; lets every record through."""
        record.msg, record.args = printable_lines(record.getMessage()), ()
        return True


def on_startup(command: str, dirty: bool) -> None:
    """Has what MkDocs and its plugins log made printable."""
    for handler in logging.getLogger("mkdocs").handlers:
        if not any(isinstance(known, PrintableRecords) for known in handler.filters):
            handler.addFilter(PrintableRecords())


@event_priority(-300)  # after the plugins that look at the exception itself
def on_build_error(error: Exception) -> None:
    """Replaces an exception that is none of MkDocs' own.

    Raises:
        PluginError: With one line, see `reason`.
    """
    if not isinstance(error, MkDocsException):
        raise PluginError(reason(error)) from error


def reason(error: BaseException) -> str:
    """What went wrong, where, and what to do, on one line; MkDocs' own exceptions keep their text."""
    if isinstance(error, MkDocsException):
        return printable(" ".join(str(error).split()))
    page = _page_of(error)
    if isinstance(error, TemplateNotFound):
        page = page or _page_that_names(error)
        text = f"there is no template {error.name!r}; correct `template` or `icon` in the front matter"
    elif isinstance(error, OSError):
        place = error.filename or "a file"
        remedy = "see that it can be read and written, or take another --site-dir"
        text = f"{place} cannot be used ({error.strerror or error}); {remedy}"
    else:
        text = f"{type(error).__name__}: {error}"
        text += "; look at the front matter of this page" if page else ""
    return printable(" ".join(f"{page}: {text}".split()) if page else " ".join(text.split()))


def _page_of(error: BaseException) -> str:
    """The path of the page that MkDocs was at when `error` was raised, "" for none; only its local variables tell."""
    pages = [frame.f_locals.get("page") for frame, _ in walk_tb(error.__traceback__)]
    return next((page.file.src_uri for page in pages if isinstance(page, Page)), "")


def _page_that_names(error: TemplateNotFound) -> str:
    """The page whose front matter names the missing template: its icon is part of the navigation of all pages."""
    found = (frame.f_locals.get("files") for frame, _ in walk_tb(error.__traceback__))
    files = next((value for value in found if isinstance(value, Files)), Files([]))
    for file in files.documentation_pages():
        named = [str(file.page.meta.get(key, "")) for key in ("template", "icon")] if file.page else []
        if any(name and name in str(error.name) for name in named):
            return file.src_uri
    return ""
