"""A section and where it stands in a language → the command that comes next, whole, for a person to paste."""

import shlex

from concord.sync.section_key import DESCRIPTION, SectionKey
from concord.sync.section_status import SectionStatus


def next_command(status: SectionStatus, key: SectionKey, language: str) -> str:
    """What a translator of `language` types next about a section; "" where it is others' turn, or no command helps."""
    if status.languages_to_follow(language):
        return follow_command(key, language)
    state = status.state(language)
    if state == "unstamped":
        return confirm_command(key, language)
    if state in ("ahead", "diverged") and not status.is_declared(language):
        return f"{confirm_command(key, language)} --lead"
    return ""


def follow_command(key: SectionKey, language: str) -> str:
    """Shows what a section has to follow."""
    return f"concord diff {language} {shlex.quote(key.page)}"


def confirm_command(key: SectionKey, language: str) -> str:
    """Confirms that a section says what the leading languages say."""
    section = key.section or DESCRIPTION
    return f"concord confirm {language} {shlex.quote(key.page)} --section {shlex.quote(section)}"


def unchanged_command(key: SectionKey, language: str, reason: str) -> str:
    """Confirms that a section still says the same, for this reason."""
    return f'{confirm_command(key, language)} --no-change "{reason}"'
