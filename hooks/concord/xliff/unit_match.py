"""ReturnedUnit → the unit of the guide that it belongs to now, or why there is none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from concord.xliff.segments import NEW, Unit, UnitId


@dataclass(frozen=True)
class Match:
    """The present unit, None where there is none, and what has changed since the file was made, "" for nothing."""

    unit: Unit | None
    changed: str = ""


def match_unit(id: UnitId, known: Sequence[Unit], taken: Iterable[str]) -> Match:
    """The unit among the `known` ones of its section that a returned unit with this id belongs to.

    `taken` are the ids of units that others belong to: of several equal ones each is taken once.
    """
    others = {*taken}
    free = [(unit, now) for unit in known if unit.id not in others and (now := UnitId.parse(unit.id))]
    free.sort(key=lambda one: one[1].place != id.place)  # the one at the same place first
    for unit, now in free:
        if (now.source, now.target) == (id.source, id.target):
            return Match(unit)
    for unit, now in free:
        if now.source == id.source:
            return Match(unit, _translation_changed(id, now))
    for unit, now in free:
        if now.target == id.target and (id.target != NEW or now.place == id.place):
            return Match(unit, "its source has changed since the file was made")
    if not known:
        return Match(None, "there is no such section any more")
    return Match(None, "the section has no such text any more")


def _translation_changed(id: UnitId, now: UnitId) -> str:
    if id.target == NEW:
        return "somebody else has translated it since the file was made"
    if now.target == NEW:
        return "the text that it translates has been taken out of the page since the file was made"
    return "somebody else has changed its translation since the file was made"
