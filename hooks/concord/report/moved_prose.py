"""MovedProse → the last lines of `concord check`, and notices beside the lines of a pull request."""

import shlex
from collections import Counter
from collections.abc import Iterator

from concord.report.counting import count_of
from concord.report.github import workflow_command
from concord.sync.moved_prose import MovedProse
from concord.sync.next_command import confirm_command, follow_command, unchanged_command
from concord.sync.tracker import Tracker
from concord.untrusted.printable import printable


def summary(moved: MovedProse, since: str | None) -> Iterator[str]:
    """A line for each language that has something to do, with what to type next. `since` is that of the command."""
    option = f" --since {shlex.quote(since)}" if since else ""
    undeclared = Counter(code for _, code in moved.undeclared)
    for code in dict.fromkeys([*moved.to_follow, *undeclared]):
        parts = []
        if number := undeclared[code]:
            parts.append(f"{count_of(number, 'section')} changed, and nobody has said whether the others are to follow")
        if number := moved.to_follow[code]:
            parts.append(f"{count_of(number, 'section')} to bring in step")
        yield printable(f"{code}: {'; '.join(parts)}: concord status {code}{option}")


def notices(moved: MovedProse, tracker: Tracker, folder: str) -> Iterator[str]:
    """A notice for GitHub at each section that has changed without a word. `folder` is as of `github.lines`."""
    for key, code in moved.undeclared:
        text = (
            f"{key} says something else in {code} than was agreed on, and nobody has said which sort of change it is.\n"
        )
        if tracker.statuses[key].languages_to_follow(code):
            text += f"Other languages have changed it as well: {follow_command(key, code)}"
        else:
            text += f"The others are to follow: {confirm_command(key, code)} --lead\n"
            text += f"It still says the same: {unchanged_command(key, code, 'why')}"
        yield workflow_command("notice", tracker.location(key, code), "changed without a word", text, folder)
