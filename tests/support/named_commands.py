"""The commands that the output of a command names, each run as a person would paste it."""

import re
import shlex

from teams import LANGUAGES, Team

_COMMAND = re.compile(r"\bconcord (?:confirm|diff|status|check) [^\n`]+")
_NO_WORDS = re.compile(r"\b(hash|hashes|lock|lock file|ref|unit|units|fault|faults|squash|stamp|stamped)\b")


def named_commands(team: Team) -> list[str]:
    """The commands that the last output names; each is run from the same state, and has to do something."""
    output = team.said + team.warned
    assert not _NO_WORDS.search(output), output
    found = [match.strip() for match in _COMMAND.findall(output)]
    for command in found:
        locks = {code: team.lock(code).read_bytes() for code in LANGUAGES}
        assert team.run(*shlex.split(command)[1:]) == 0, command + "\n" + team.warned
        after = {code: team.lock(code).read_bytes() for code in LANGUAGES}
        assert command.startswith("concord confirm ") == (after != locks), command
        for code, content in locks.items():
            team.lock(code).write_bytes(content)
    return found
