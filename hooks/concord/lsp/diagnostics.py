"""Findings → diagnostics of the protocol, by the file that they are in."""

from pathlib import Path

from lsprotocol import types
from pygls import uris

from concord.finding import Finding
from concord.lsp.session import SYNC_HINTS, Session
from concord.model import Location
from concord.rules.messages import hint, level, message
from concord.untrusted.printable import printable

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
SOURCE = "concord"


def uri_of(session: Session, name: str) -> str:
    """The address of the file that messages call `name`."""
    return uris.from_fs_path(str(session.path(name))) or ""


def location_of(session: Session, place: Location) -> types.Location:
    """A place in a file as the protocol has it."""
    return types.Location(uri_of(session, place.path), session.positions(session.path(place.path)).range(place))


class Diagnostics:
    """The diagnostics of a guide; that of a finding which is there still is the one that was made before.

    Args:
        session: The guide.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[int, tuple[Finding, types.Diagnostic]] = {}  # by the finding's identity

    def by_file(self) -> dict[Path, list[types.Diagnostic]]:
        """The diagnostics of the guide as it is now, by file; files without any are left out."""
        known, self._known = self._known, {}
        found: dict[Path, list[types.Diagnostic]] = {}
        for finding in self._session.findings:
            made = known.get(id(finding)) or (finding, self._diagnostic(finding))
            self._known[id(finding)] = made
            found.setdefault(self._session.path(finding.location.path), []).append(made[1])
        return found

    def _diagnostic(self, finding: Finding) -> types.Diagnostic:
        places = (location_of(self._session, place) for place in finding.related)
        related = [types.DiagnosticRelatedInformation(place, "to be compared") for place in places]
        return types.Diagnostic(
            range=location_of(self._session, finding.location).range,
            message=text_of(finding),
            severity=severity_of(finding, self._session),
            code=finding.rule,
            source=SOURCE,
            related_information=related or None,
        )


def text_of(finding: Finding) -> str:
    """What is wrong, and what to do about it, a line each."""
    return "\n".join(filter(None, (printable(message(finding)), printable(hint(finding)))))


def severity_of(finding: Finding, session: Session) -> types.DiagnosticSeverity:
    """How a finding is shown: where another language stands is a hint, whatever the level of its rule."""
    if finding.rule in SYNC_HINTS:
        return types.DiagnosticSeverity.Hint
    return _SEVERITIES[level(finding, session.settings.levels)]
