"""Who reports to whom, as a tree: a subject at the foot, above it whom it may report to, on each branch who says so."""

from collections.abc import Iterator, Mapping

import svg

from concord.languages import Language
from concord.registry import Registry, Statement, Title
from concord.registry.charts import Reporting
from concord.site.charts.shapes import box, doubt, line, looks, text
from concord.site.facts.citation import source_number

_BOX, _BRANCH, _GAP = 3.3, 2.0, 0.6  # the height of a title, of a branch, and what lies between one title and the next
_BETWEEN = 1.6  # one subject and the next
_TRUNK, _CROWN = 0.05, 0.38  # where the branches begin and end
_TIP = 8  # the size of an arrow's head in pixels


def draw_reporting(picture: Reporting, registry: Registry, own: Language) -> tuple[list[svg.Element], float]:
    """The drawing, and its height in lines."""
    arrow = _arrow(f"picture-{picture.id}-arrow")
    shapes: list[svg.Element] = [svg.Defs(elements=[arrow])]
    y = 0.0
    for id in picture.subjects:
        crown = superiors(id, registry)
        foot = y + sum(_height(stated) + _GAP for stated in crown.values()) + _GAP
        shapes.append(line(_TRUNK, foot, _TRUNK, y + _place(next(iter(crown.values())), 0), "trunk"))
        shapes += [
            *_branches(crown, registry, own, y, f"url(#{arrow.id})"),
            *_title(registry.titles[id], own, 0, foot, _BOX, "subject"),
        ]
        y = foot + _BOX + _BETWEEN
    return shapes, y - _BETWEEN


def superiors(id: str, registry: Registry) -> Mapping[str, list[Statement]]:
    """Whom the title reports to, each with what states it; a sentence that is damaged states nothing."""
    above: dict[str, list[Statement]] = {}
    for fact in registry.facts.values():
        if isinstance(fact, Statement) and fact.relation == "reports-to" and "damaged" not in fact.marks:
            for superior in fact.object if id in fact.subject else ():
                above.setdefault(superior, []).append(fact)
    return above


def _branches(
    crown: Mapping[str, list[Statement]], registry: Registry, own: Language, y: float, arrow: str
) -> Iterator[svg.Element]:
    """The boxes of the superiors, one below the other, each with its branches."""
    for id, stated in crown.items():
        height = _height(stated)
        yield from _title(registry.titles[id], own, _CROWN, y, height)
        for index, fact in enumerate(stated):
            place = y + _place(stated, index)
            branch = line(_TRUNK, place, _CROWN - 0.01, place, *looks(fact))
            branch.marker_end = arrow
            yield branch
            numbers = " ".join(f"[{source_number(source, registry)}]" for source in fact.sources)
            said = f"{numbers} {doubt(fact, own)}".strip()
            yield text(said, _TRUNK, place - 0.4, "doubt" if fact.marks else "sound", shift=0.5)
        y += height + _GAP


def _height(stated: list[Statement]) -> float:
    """The height of a superior's box, at which all branches end that lead to it."""
    return max(_BOX, len(stated) * _BRANCH + 0.4)


def _place(stated: list[Statement], index: int) -> float:
    """How far below the top of the box a branch ends."""
    return (_height(stated) - len(stated) * _BRANCH) / 2 + index * _BRANCH + 1.4


def _title(title: Title, own: Language, x: float, y: float, height: float, *classes: str) -> Iterator[svg.Element]:
    label = title.labels[own.code]
    middle = y + height / 2
    yield box(x, y, 1 - x, height, "box", *classes)
    yield text(title.abbreviations[0] if title.abbreviations else "", x, middle - 0.35, "value", shift=0.7)
    yield text(label[:1].upper() + label[1:], x, middle + 1, shift=0.7)


def _arrow(id: str) -> svg.Marker:
    """The head of an arrow."""
    tip = svg.Polygon(points=[svg.Point(0, 0), svg.Point(_TIP, _TIP / 2), svg.Point(0, _TIP)])
    return svg.Marker(
        id=id,
        elements=[tip],
        markerUnits="userSpaceOnUse",
        markerWidth=_TIP,
        markerHeight=_TIP,
        refX=_TIP,
        refY=_TIP / 2,
    )
