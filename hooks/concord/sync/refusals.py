"""The reasons for which a section is not confirmed in the way that was asked for."""

from collections.abc import Sequence
from enum import Enum


class Refusal(Enum):
    """A reason why a section is not confirmed."""

    UNCHANGED_LEAD = "it is to lead, has not changed, and has others to follow"
    UNCHANGED_SLIP = "it is to have changed without a change of meaning, has not changed, and has others to follow"
    SEVERAL_STEPS = "it has changed more than once since somebody agreed with it"
    NOTHING_AGREED = "nothing was agreed on before"
    ONLY_THIS_CHANGED = "no other language has changed"
    NOT_CHANGED = "it has others to follow and has not changed"
    LEADERS_DIFFER = "the languages to follow differ"
    ALONE = "no other language has the section"
    MISSING = "other languages do not have the section"
    UNREADABLE = "its file cannot be read"
    FINDINGS = "the check has findings about it"
    STRUCTURE = "it is not built like what it is to follow"


class ConfirmationRefused(Exception):
    """A section cannot be confirmed in this way.

    `languages` are those that the reason is about, such as the leaders; `details` are lines to show below it, and
    `has_choice` is whether the next command has to name one of the languages.
    """

    def __init__(
        self, reason: Refusal, languages: Sequence[str] = (), details: Sequence[str] = (), has_choice: bool = False
    ) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.languages = tuple(languages)
        self.details = tuple(details)
        self.has_choice = has_choice
