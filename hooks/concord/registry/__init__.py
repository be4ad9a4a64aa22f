"""`facts/*.yml` → `Registry`: the facts, titles, sources and charts of the guide, validated.

An entry with a fault is left out, and the fault is kept with its line and column.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from concord.model import Location
from concord.registry.charts import Amounts, AnyChart, Chart
from concord.registry.cross_references import cross_reference_faults
from concord.registry.reporting_lines import reporting_statements
from concord.registry.schema import AnyFact, Fact, Measured, Name, SourceEntry, Statement, Title, WrongKey
from concord.registry.yaml_source import Fault, YamlSource, read_yaml_source

__all__ = [
    "KINDS",
    "Chart",
    "Fact",
    "Fault",
    "Measured",
    "Name",
    "Registry",
    "SourceEntry",
    "Statement",
    "Title",
    "entry_types",
    "read_registry",
]  # fmt: skip

KINDS = ("facts", "titles", "sources", "pictures")  # each has its file; that of `pictures` is optional


@dataclass(frozen=True, eq=False)
class Registry:
    """The valid entries of the files, by id, in the order of the files.

    Attributes:
        facts: The facts.
        titles: The titles.
        sources: The sources.
        charts: The charts of `pictures.yml`.
        places: The place of each entry, also of those left out, by kind and id.
        broken: The kind and id of each entry that is left out because of a fault.
        unread: The kinds whose files could not be read to the end.
        faults: All faults, in order of their place.
        digest: A hash of the files' content and the languages; "" for a registry that was not read from files.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    titles: Mapping[str, Title] = field(default_factory=dict)
    sources: Mapping[str, SourceEntry] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Location] = field(default_factory=dict)
    broken: frozenset[tuple[str, str]] = frozenset()
    unread: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    digest: str = ""

    def is_conclusive(self, kind: str, id: str) -> bool:
        """Whether an entry that is missing is unknown: its file was read, and it is not left out because of a fault."""
        return kind not in self.unread and (kind, id) not in self.broken

    def place(self, kind: str, id: str) -> Location:
        """Where the entry `id` of `kind` (`facts`, `titles`, `sources`, `pictures`) stands."""
        return self.places[kind, id]

    def chart_facts(self, picture: Chart) -> list[Fact]:
        """The facts that a picture shows: its rows, or what says whom its subjects report to, and who to them."""
        if isinstance(picture, Amounts):
            return [self.facts[row.fact] for row in picture.rows if row.fact in self.facts]
        statements = reporting_statements(self.facts.values())
        return [fact for fact in statements if {*fact.subject, *fact.object} & {*picture.subjects}]


def read_registry(root: Path, folder: str, languages: tuple[str, ...]) -> Registry:
    """Reads the registry in `folder` of `root`; entries must have texts in each of `languages`. Raises nothing."""
    kinds = [kind for kind in KINDS if kind != "pictures" or (root / folder / "pictures.yml").exists()]
    files = {kind: read_yaml_source(root / folder / f"{kind}.yml", f"{folder}/{kind}.yml") for kind in kinds}
    types = entry_types()
    entries = {kind: _validate(file, types[kind], languages) for kind, file in files.items()}
    for kind, id, fault in list(cross_reference_faults(files, entries)):
        files[kind].faults.append(fault)
        entries[kind].pop(id, None)
    return Registry(
        facts=entries["facts"],
        titles=entries["titles"],
        sources=entries["sources"],
        charts=entries.get("pictures", {}),
        places={(kind, id): file.place((id,)) for kind, file in files.items() for id in file.data},
        broken=frozenset((kind, id) for kind, file in files.items() for id in file.data if id not in entries[kind]),
        unread=frozenset(kind for kind, file in files.items() if not file.whole),
        faults=tuple(
            sorted((f for file in files.values() for f in file.faults), key=lambda fault: fault.location.start)
        ),
        digest=sha256(repr((languages, [(file.file, file.text) for file in files.values()])).encode()).hexdigest(),
    )


@cache
def entry_types() -> dict[str, TypeAdapter[Any]]:
    """The type of an entry of each kind. Built on first use: pydantic takes long for it."""
    entries: tuple[Any, ...] = (AnyFact, Title, SourceEntry, AnyChart)
    return {kind: TypeAdapter(entry) for kind, entry in zip(KINDS, entries, strict=True)}


def _validate(file: YamlSource, entry_type: TypeAdapter[Any], languages: tuple[str, ...]) -> dict[str, Any]:
    """The valid entries of `file` by id; the faults of the others are added to `file`."""
    entries = {}
    for id, data in file.data.items():
        if id in file.spoiled:
            continue
        if not isinstance(data, dict):
            file.faults.append(Fault(file.place((id,)), f"{id} is no entry: it has no keys"))
        elif "id" in data:
            file.faults.append(Fault(file.place((id, "id")), f"{id}, id: there is no such key"))
        else:
            try:
                entries[id] = entry_type.validate_python(data | {"id": id}, context={"languages": languages})
            except ValidationError as error:
                file.faults.extend(_fault(file, id, data, detail) for detail in _details(error))
    return entries


def _details(error: ValidationError) -> list[Any]:
    """The errors that pydantic found, without those for a list that is too short only because its items are wrong."""
    details = error.errors(include_url=False)
    above = {detail["loc"][:length] for detail in details for length in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in above]


def _fault(file: YamlSource, id: str, data: Mapping[str, Any], detail: Any) -> Fault:
    """An error that pydantic found in the entry `id`, with the place of the key that it is about."""
    steps = tuple(step for step in detail["loc"] if step not in ("[key]", "id"))
    if steps and steps[0] == data.get("kind") and steps[0] not in data:
        steps = steps[1:]  # pydantic names the member of the union first, which is no key of the file
    if detail["type"].startswith("union_tag"):
        steps = ("kind",)
    if isinstance(wrong := detail.get("ctx", {}).get("error"), WrongKey):
        steps = (wrong.key,)
    name = ".".join(str(step) for step in steps)
    return Fault(file.place((id, *steps)), f"{id}{f', {name}' if name else ''}: {_reason(detail)}")


_REASONS = {  # type of a pydantic error → the reason of a fault
    "missing": "it is missing",
    "extra_forbidden": "there is no such key",
    "union_tag_not_found": "it is missing",
    "union_tag_invalid": "there is no kind {tag}; there are {expected_tags}",
    "string_type": "it must be text; quotation marks make a number one",
    "tuple_type": "it must be a list",
    "dict_type": "it must have keys",
    "mapping_type": "it must have keys",
    "too_short": "it is empty",
    "string_too_short": "it is empty",
    "none_required": "there is no such key",
    "string_pattern_mismatch": "it must match {pattern}",
}


def _reason(detail: Any) -> str:
    """The reason of a fault: a wording of this module, the text of a validator's error, or what pydantic says."""
    context = detail.get("ctx", {})
    if reason := _REASONS.get(detail["type"]):
        return reason.format(**context)
    if isinstance(context.get("error"), ValueError):
        return str(context["error"])
    message = str(detail["msg"])
    return message[:1].lower() + message[1:]
