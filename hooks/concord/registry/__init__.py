"""`facts/*.yml` and `claims.tsv` → `Registry`: the facts, titles, sources, charts and claims of the guide, validated.

An entry with a fault is left out, and the fault is kept with its line and column.
"""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter

from concord.model import Location
from concord.registry.charts import Amounts, AnyChart, Chart
from concord.registry.claims import Claim, read_claims
from concord.registry.cross_references import cross_reference_faults
from concord.registry.entry_validation import EntryValidation
from concord.registry.evidence import Base
from concord.registry.labels import Rating, base_of, rate
from concord.registry.reporting_lines import reporting_statements
from concord.registry.schema import AnyFact, Fact, Measured, Money, Name, Statement
from concord.registry.source_entry import SourceEntry
from concord.registry.title_entry import Title
from concord.registry.yaml_source import Fault, read_yaml_source
from concord.storage.files import DISK, Files

__all__ = [
    "KINDS",
    "Chart",
    "Claim",
    "Fact",
    "Fault",
    "Measured",
    "Money",
    "Name",
    "Rating",
    "Registry",
    "SourceEntry",
    "Statement",
    "Title",
    "entry_types",
    "read_registry",
]  # fmt: skip

_DISPUTE = re.compile(r"x\d+")
KINDS = ("facts", "titles", "sources", "pictures")  # each has its file; that of `pictures` is optional


@dataclass(frozen=True, eq=False)
class Registry:
    """The valid entries of the files, by id, in the order of the files.

    Attributes:
        facts: The facts.
        titles: The titles.
        sources: The sources.
        charts: The charts of `pictures.yml`.
        claims: The claims of the sources, to which the facts refer; none where there is no `claims.tsv`.
        places: The place of each entry, also of those left out, by kind and id.
        broken: The kind and id of each entry that is left out because of a fault.
        unread: The kinds whose files could not be read to the end.
        faults: All faults, in order of their place.
        digest: A hash of the files' content and the languages; "" for a registry that was not read from files.
        exists: Whether the guide has one; if not, rules that only a page written for a registry follows are left out.
        kept: What was computed of it, by `pages.memo`.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    titles: Mapping[str, Title] = field(default_factory=dict)
    sources: Mapping[str, SourceEntry] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Location] = field(default_factory=dict)
    broken: frozenset[tuple[str, str]] = frozenset()
    unread: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    digest: str = ""
    exists: bool = True
    kept: dict[Hashable, tuple[object, Any]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def ratings(self) -> Mapping[str, Rating]:
        """How sure each fact is, by id."""
        return rate(self.facts, self.sources)

    def base(self, fact: Fact) -> Base | None:
        """Who or what was counted or asked for a fact."""
        return base_of(fact, self.sources)

    def is_dispute(self, id: str) -> bool:
        """Whether a section with the heading id `id` explains a dispute: x and a number, or an id that a fact names."""
        return bool(_DISPUTE.fullmatch(id)) or id in self._explanations

    @cached_property
    def _explanations(self) -> frozenset[str]:
        return frozenset(fact.dispute for fact in self.facts.values() if fact.dispute)

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


def read_registry(root: Path, folder: str, languages: tuple[str, ...], disk: Files = DISK) -> Registry:
    """Reads the registry in `folder` of `root`; entries must have texts in each of `languages`. Raises nothing."""
    kinds = [kind for kind in KINDS if kind != "pictures" or disk.exists(root / folder / "pictures.yml")]
    files = {kind: read_yaml_source(root / folder / f"{kind}.yml", f"{folder}/{kind}.yml", disk) for kind in kinds}
    models = entry_models()
    validations = {kind: EntryValidation(models[kind], languages) for kind in files}
    entries = {kind: validations[kind].run(file) for kind, file in files.items()}
    partial = {kind: validation.partial for kind, validation in validations.items()}
    known = {kind: file.ids for kind, file in files.items() if file.ids is not None}
    claims = read_claims(root, folder, known.get("sources"), disk)
    if claims.whole:
        known["claims"] = claims.ids
    for kind, id, fault in list(cross_reference_faults(files, entries, partial, known)):
        files[kind].faults.append(fault)
        entries[kind].pop(id, None)
    faults = [*(fault for file in files.values() for fault in file.faults), *claims.faults]
    return Registry(
        facts=entries["facts"],
        titles=entries["titles"],
        sources=entries["sources"],
        charts=entries.get("pictures", {}),
        claims=claims.claims,
        places={(kind, id): file.place((id,)) for kind, file in files.items() for id in file.data},
        broken=frozenset((kind, id) for kind, file in files.items() for id in file.data if id not in entries[kind]),
        unread=frozenset(kind for kind, file in files.items() if not file.whole),
        faults=tuple(sorted(faults, key=lambda fault: fault.location.start)),
        digest=_digest(languages, [(file.file, file.text) for file in files.values()], sorted(known.get("claims", ()))),
    )


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()


@cache
def entry_types() -> dict[str, TypeAdapter[Any]]:
    """The type of an entry of each kind, for the JSON Schema."""
    entries: tuple[Any, ...] = (AnyFact, Title, SourceEntry, AnyChart)
    return {kind: TypeAdapter(entry) for kind, entry in zip(KINDS, entries, strict=True)}


def entry_models() -> dict[str, dict[str, type[BaseModel]]]:
    """The model of an entry of each kind, by the `kind` that it names; "" where there is one alone."""
    return {
        "facts": _by_kind(Fact),
        "titles": {"": Title},
        "sources": {"": SourceEntry},
        "pictures": _by_kind(Chart),
    }


def _by_kind(union: Any) -> dict[str, type[BaseModel]]:
    models: tuple[type[BaseModel], ...] = get_args(union)
    return {kind: model for model in models for kind in get_args(model.model_fields["kind"].annotation)}
