"""`claims.tsv` → `Claim`s: what each source says, a row a claim, to which the facts and `coverage.tsv` refer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from concord.model import Location
from concord.registry.tsv import Row, read_table
from concord.registry.yaml_source import Fault
from concord.storage.files import DISK, Files
from concord.untrusted.printable import UNPRINTABLE

CLAIMS = "claims.tsv"
_COLUMNS = ("id", "source", "line", "kind", "value")
_KINDS = ("claim", "count", "date", "duration", "heading", "list", "money", "organisation", "percent", "person",
          "quote", "relation", "url")  # fmt: skip
_MAX_FAULTS = 1_000  # of the file; no more are reported


@dataclass(frozen=True, slots=True)
class Claim:
    """What a source says in one place.

    Attributes:
        id: Its name in facts and in `coverage.tsv`: `S1-078`.
        source: The source, a key of `sources.yml`.
        line: The line of the source's text; "" where the text has no lines that stay.
        kind: What sort of claim it is.
        value: What is claimed: a value, a name or a few words, never the source's sentence.
        location: Where it stands.
    """

    id: str
    source: str
    line: str
    kind: str
    value: str
    location: Location

    @property
    def summary(self) -> str:
        """What is claimed, after its source and the line there: `hsc, line 40: average pay …`."""
        return f"{self.source}{self.line and f', line {self.line}'}: {self.value}"


@dataclass
class Claims:
    """The content of the file.

    Attributes:
        whole: Whether there is such a file and it was read to its end; else nothing is known of which claims there are.
        claims: The valid rows, by id.
        ids: The ids of all rows, also of those with a fault.
        faults: What is wrong with it.
    """

    whole: bool = False
    claims: dict[str, Claim] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def read_claims(root: Path, folder: str, sources: set[str] | None, files: Files = DISK) -> Claims:
    """Reads the file in `folder` of `root`, which need not exist. Raises nothing: what is wrong becomes a fault.

    Args:
        root: The folder of the guide.
        folder: The folder of the registry.
        sources: The keys of `sources.yml`; None where they are not all known, and are not to be compared.
        files: What is read.
    """
    found, file = Claims(), f"{folder}/{CLAIMS}"
    if not files.exists(root / folder / CLAIMS):
        return found
    rows = read_table(root / folder / CLAIMS, file, files)
    try:
        head = next(rows, {})
    except UnicodeDecodeError:
        found.faults.append(Fault(Location(file), "it is not UTF-8"))
        return found
    except OSError as error:
        found.faults.append(Fault(Location(file), f"it cannot be opened ({error.strerror})"))
        return found
    if tuple(head) != _COLUMNS:
        reason = f"its first line must name the columns {', '.join(_COLUMNS)}, with tabs between them"
        found.faults.append(Fault(Location(file, 1), reason))
        return found
    found.faults.extend(islice(_read_rows(rows, found, sources), _MAX_FAULTS))
    found.whole = len(found.faults) < _MAX_FAULTS
    return found


def _read_rows(rows: Iterator[Row], found: Claims, sources: set[str] | None) -> Iterator[Fault]:
    """Adds `rows` to `found`, and yields the faults of those that cannot be used."""
    for row in rows:
        id = row["id"].text
        faults = list(_faults(row, found.ids, sources))
        yield from faults
        found.ids.add(id)
        if not faults:
            source, line, kind, value = (row[name].text for name in _COLUMNS[1:])
            found.claims[id] = Claim(id, source, line, kind, value, row["id"].location)


def _faults(row: Row, known: set[str], sources: set[str] | None) -> Iterator[Fault]:
    """Yields what is wrong with a row, given the ids of those before it."""
    if tuple(row) != _COLUMNS:
        count = f"{len(_COLUMNS)} cells with tabs between them: {', '.join(_COLUMNS)}"
        yield Fault(row["id"].location, f"the row must have {count}")
        return
    for cell in row.values():
        if match := UNPRINTABLE.search(cell.text):
            yield Fault(cell.location, f"it has the control character U+{ord(match[0]):04X}; take it out")
    id, source, line, kind, value = row.values()
    if not id.text:
        yield Fault(id.location, "the row has no id; give it one of its own")
    elif id.text in known:
        yield Fault(id.location, f"the claim {id.text} stands here for the second time; give it another id")
    if sources is not None and source.text not in sources:
        reason = f"sources.yml has no {source.text}" if source.text else "it is empty; name a key of sources.yml"
        yield Fault(source.location, f"{id.text}, source: {reason}")
    if line.text and not (line.text.isascii() and line.text.isdigit()):
        yield Fault(line.location, f"{id.text}, line: it must be the number of a line, or empty")
    if kind.text not in _KINDS:
        yield Fault(kind.location, f"{id.text}, kind: it must be one of {', '.join(_KINDS)}")
    if not value.text:
        yield Fault(value.location, f"{id.text}, value: it is empty; say in a few words what is claimed")
