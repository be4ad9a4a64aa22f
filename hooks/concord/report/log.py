"""`Finding` → a message for the log of a build, without colours."""

from concord.finding import Finding
from concord.rules.messages import hint, message
from concord.untrusted.printable import printable


def log_line(finding: Finding) -> str:
    """`path:line:column: rule: message`, and the hint below it."""
    place = finding.location
    first = f"{place.path}:{place.line}:{place.column}: {finding.rule}: {message(finding)}"
    return f"{printable(first)}\n    {printable(hint(finding))}"
