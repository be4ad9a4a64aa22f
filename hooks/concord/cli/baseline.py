"""`--baseline`: the findings that are known already → those that are new, and what to say of the others."""

from collections.abc import Sequence
from pathlib import Path

from concord.cli.group import print_line
from concord.errors import ConfigurationError
from concord.finding import Finding
from concord.report.counting import count_of
from concord.report.fingerprints import baseline_text, fingerprints, known_fingerprints
from concord.storage.text_file import decode_text
from concord.storage.transaction import write_output


def new_findings(findings: Sequence[Finding], name: str, *, is_whole: bool) -> list[Finding]:
    """Those of `findings` that the baseline in the file `name` does not have.

    Args:
        findings: What was found.
        name: The file, from the working directory.
        is_whole: Whether everything was checked, so that what was not found is mended.

    Raises:
        ConfigurationError: The file does not exist, cannot be read, or is no baseline.
    """
    path = Path(name)
    if not path.is_file():
        raise ConfigurationError(f"there is no {name}; write it with --baseline {name} --update-baseline")
    try:
        known = known_fingerprints(decode_text(path.read_bytes()), name)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{name} cannot be read ({error})") from error
    present = fingerprints(findings)
    if old := sum(one in known for one in present):
        print_line(f"note: {count_of(old, 'finding')} of {name} left out", err=True)
    if is_whole and (gone := len(known.difference(present))):
        print_line(f"note: {count_of(gone, 'finding')} of {name} mended; --update-baseline takes them out", err=True)
    return [finding for finding, one in zip(findings, present, strict=True) if one not in known]


def update_baseline(findings: Sequence[Finding], name: str) -> None:
    """Writes into the file `name` that `findings` are known."""
    write_output(Path(name), baseline_text(findings).encode("utf-8", "backslashreplace"))
    print_line(f"{name} has {count_of(len(findings), 'finding')} now", err=True)
