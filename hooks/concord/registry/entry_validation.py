"""Entries as they stand in a file → valid entries, and every fault of the others that follows from no other fault."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from concord.registry.entry import WrongKey
from concord.registry.yaml_source import Fault, Key, YamlSource
from concord.untrusted.validation_reasons import near_key, reason

_MOST_ROUNDS = 6  # of validation; an entry has not more rules between its keys
_TOGETHER = (  # keys of which a rule speaks at once: where one of them is wrong, nothing is known of the others
    ("value", "low", "high", "low_bound", "high_bound"),
    ("occupation", "country", "inferred"),
    ("marks", "dispute"),
    ("abbreviations", "default_for"),
    ("labels", "others", "regions", "status", "foreign"),
    ("seen", "seen_as"),
)


@cache
def _validator(model: type[BaseModel]) -> TypeAdapter[Any]:
    """The validator of `model`, kept: to make those of all kinds takes 0.04 s, more than to read a small registry."""
    return TypeAdapter(model)


class Partial(NamedTuple):
    """An entry with faults, with stand-ins at the keys `settled`, of which nothing more is to be said."""

    entry: Any
    settled: set[str]


class EntryValidation:
    """The validation of the entries of one kind.

    Args:
        models: The models of an entry, by the `kind` that it names; a single one by "".
        languages: The codes of the languages that each text must be in.
    """

    def __init__(self, models: Mapping[str, type[BaseModel]], languages: tuple[str, ...]) -> None:
        self._models, self._context = models, {"languages": languages}
        self._words = dict.fromkeys(languages, "x")
        self._types = {kind: _validator(model) for kind, model in models.items()}

    partial: dict[str, Partial]
    """The entries with faults of which the keys without a fault can be looked at, by id."""

    def run(self, file: YamlSource) -> dict[str, Any]:
        """The valid entries of `file` by id; the faults of the others are added to `file`."""
        entries, self.partial = {}, {}
        for id, data in file.data.items():
            if (id,) in file.spoiled:
                continue
            spoiled = {key[1:] for key in file.spoiled if key[0] == id} if file.spoiled else set()
            if not isinstance(data, dict):
                if spoiled:
                    continue
                file.faults.append(Fault(file.place((id,)), f"{id} is no entry: it has no keys"))
                continue
            entry, details, settled = self._validated(id, data)
            left = [one for one in details if not self._follows(one, spoiled)]
            file.faults.extend(self._fault(file, id, data, one) for one in left)
            if not details and not spoiled:
                entries[id] = entry
            elif entry is not None and "id" not in settled:
                self.partial[id] = Partial(entry, settled | {str(key[0]) for key in spoiled})
        return entries

    def _validated(self, id: str, data: dict[str, Any]) -> tuple[Any, list[dict[str, Any]], set[str]]:
        """The entry, all that is wrong with it, and the keys that have stand-ins or nothing in it because of that.

        What is wrong with a single key comes first. Rules between several keys are looked at once each key is right,
        so those that are wrong are taken out, and the others validated once more.
        """
        kind = self._kind(data)
        if kind is None:
            return None, self._without_kind(id, data), set()
        model, left, found, settled = self._models[kind], {**data, "id": id}, list[dict[str, Any]](), set[str]()
        if "id" in data:
            found.append({"type": "extra_forbidden", "loc": ("id",), "input": data["id"]})
        for _ in range(_MOST_ROUNDS):
            try:
                entry = self._types[kind].validate_python(left, context=self._context)
                return entry, found, settled
            except ValidationError as error:
                new = [one for one in _details(error, model) if not {*_subjects(one)} & settled]
            found += new
            wrong = {name for one in new for name in _subjects(one)}
            settled |= wrong | {name for group in _TOGETHER if wrong & {*group} for name in group}
            left = self._with_stand_ins(model, {key: value for key, value in left.items() if key not in settled})
            if not new:
                break
        return None, found, settled

    def _kind(self, data: Mapping[str, Any]) -> str | None:
        """The key of the model of an entry; None where its `kind` says none."""
        if "" in self._models:
            return ""
        kind = data.get("kind")
        return kind if isinstance(kind, str) and kind in self._models else None

    def _without_kind(self, id: str, data: dict[str, Any]) -> list[dict[str, Any]]:
        """What is wrong with an entry without a valid `kind`: that, and what is wrong whatever the kind would be."""
        typed = near_key("kind", data) if "kind" not in data else ""
        kinds = ", ".join(self._models)
        wrong = {"type": "kind", "loc": (typed or "kind",), "input": data.get("kind"), "kinds": kinds, "typed": typed}
        rest = {key: value for key, value in data.items() if key not in ("kind", typed)}
        found = [self._validated(id, {**rest, "kind": kind})[1] for kind in self._models]
        shared = [one for one in found[0] if all(_is_among(one, others) for others in found[1:])]
        return [wrong, *shared]

    def _with_stand_ins(self, model: type[BaseModel], data: dict[str, Any]) -> dict[str, Any]:
        """`data` with something valid at each key that must be there, so that the rules between keys are looked at."""
        required = {name for name, field in model.model_fields.items() if field.is_required()}
        if "value" in model.model_fields and not {"value", "low", "high"} & {*data}:
            required.add("value")
        return {name: self._stand_in(model, name) for name in required if name not in data} | data

    def _stand_in(self, model: type[BaseModel], name: str) -> Any:
        annotation = model.model_fields[name].annotation
        if get_origin(annotation) is Literal:
            return get_args(annotation)[0]
        if name in ("says", "labels"):
            return self._words
        stands = {"sources": ["x"], "subject": ["x"], "object": ["x"], "rows": [{"fact": "x"}], "subjects": ["x"]}
        if name == "value":
            kind = get_args(model.model_fields["kind"].annotation)[0]
            return {"date": "2000-01", "year": 2000, "person": "x"}.get(kind, 1)
        return stands.get(name, "never" if name == "seen" else "x")

    def _follows(self, detail: Mapping[str, Any], spoiled: set[Key]) -> bool:
        """Whether an error follows from what could not be read, which is a fault already.

        That is so of what stands there, of rules between keys, and of what is missing where a key has no meaning.
        """
        loc: Key = detail["loc"]
        known = {name for model in self._models.values() for name in model.model_fields}
        if any(key[0] not in known for key in spoiled) and detail["type"] in ("missing", "kind"):
            return True
        return bool(spoiled) and (not loc or any(loc[: len(key)] == key or key[: len(loc)] == loc for key in spoiled))

    def _fault(self, file: YamlSource, id: str, data: Mapping[str, Any], detail: Mapping[str, Any]) -> Fault:
        """One of the details that `_validated` gives, with the place of the key that it is about."""
        steps: Key = tuple(step for step in detail["loc"] if step not in ("[key]", "from_"))
        if detail["type"] == "kind":
            return Fault(file.place((id, *steps)), f"{id}, {steps[0]}: {_kind_reason(detail)}")
        wrong = detail.get("ctx", {}).get("error")
        if isinstance(wrong, WrongKey):
            steps = (*steps, wrong.key)
        if steps == ("id",) and "id" not in data:
            steps = ()
        name = ".".join(str(step + 1 if isinstance(step, int) else step) for step in steps)
        place = file.place((id, *steps))
        return Fault(place, f"{id}{f', {name}' if name else ''}: {reason(detail, detail.get('known', ()))}")


def _details(error: ValidationError, model: type[BaseModel]) -> Iterator[dict[str, Any]]:
    """The errors that pydantic found, without those that follow from another.

    A list is too short only because its items are wrong; a key is missing only because it is misspelt.
    """
    details: list[dict[str, Any]] = [dict(one) for one in error.errors(include_url=False)]
    above = {detail["loc"][:length] for detail in details for length in range(len(detail["loc"]))}
    misspelt = set()
    for detail in details:
        if detail["type"] == "extra_forbidden":
            detail["known"] = _keys(model, detail["loc"][:-1])
            misspelt.add((*detail["loc"][:-1], near_key(str(detail["loc"][-1]), detail["known"])))
    for detail in details:
        follows = detail["type"] == "too_short" and detail["loc"] in above
        if not follows and not (detail["type"] == "missing" and detail["loc"] in misspelt):
            yield detail


def _keys(model: Any, loc: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand in the part of an entry at `loc`."""
    for step in loc:
        field = model.model_fields.get(step) if isinstance(step, str) else None
        found = [one for one in _models_in(field.annotation)] if field else [model]
        if not found:
            return []
        model = found[0]
    return [field.alias or name for name, field in model.model_fields.items() if name != "id"]


def _models_in(annotation: Any) -> Iterator[Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _subjects(detail: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of the entry that an error is about."""
    wrong = detail.get("ctx", {}).get("error")
    if detail["loc"]:
        return (str(detail["loc"][0]),)
    return (wrong.key,) if isinstance(wrong, WrongKey) else ("value",)


def _is_among(detail: Mapping[str, Any], others: list[dict[str, Any]]) -> bool:
    return any((detail["type"], detail["loc"]) == (other["type"], other["loc"]) for other in others)


def _kind_reason(detail: Mapping[str, Any]) -> str:
    if detail["typed"]:
        return "there is no such key; did you mean kind?"
    if detail["input"] is None:
        return f"it is missing; there are {detail['kinds']}"
    near = near_key(str(detail["input"]), detail["kinds"].split(", "))
    remedy = f"did you mean {near}?" if near else f"there are {detail['kinds']}"
    return f"there is no kind {detail['input']}; {remedy}"
