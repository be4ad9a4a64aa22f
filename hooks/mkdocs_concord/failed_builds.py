"""What MkDocs does for the preview → whether it succeeded; where it failed, the banner says why."""

import logging
from collections.abc import Callable, Sequence

from mkdocs.exceptions import Abort

from concord.untrusted.printable import printable_lines
from mkdocs_concord.build_errors import reason
from mkdocs_concord.preview_state import LOG, PREVIEW


class LoggedProblems(logging.Handler):
    """Keeps the warnings and errors of MkDocs' log, since MkDocs' exceptions often only say that there were some."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the message of `record`."""
        self.messages.append(record.getMessage())

    def without(self, lines: Sequence[str]) -> list[str]:
        """The messages that are none of `lines`, before which the log puts the name of a plugin."""
        return [message for message in self.messages if not message.endswith(tuple(lines))]


def succeeds(work: Callable[[], None], is_strict: bool = False) -> bool:
    """Runs `work`; where it raises anything, adds the reason to the lines of the banner and returns False.

    Args:
        work: A build, or the rendering of some files.
        is_strict: Whether the banner says of what was warned too.
    """
    problems, banner = LoggedProblems(), PREVIEW.banner
    logging.getLogger("mkdocs").addHandler(problems)
    error: BaseException | None = None
    try:
        work()
    except (Exception, SystemExit) as raised:  # MkDocs' Abort is a SystemExit
        error = raised
        LOG.info("This could not be rendered: %s", reason(raised))
    finally:
        logging.getLogger("mkdocs").removeHandler(problems)
    if error or is_strict:
        lines = [*banner.lines, *problems.without(banner.lines)]
        if error and not (lines and isinstance(error, Abort)):
            lines.append(reason(error))
        banner.lines = list(dict.fromkeys(map(printable_lines, lines)))
    return error is None
