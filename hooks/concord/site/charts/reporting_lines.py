"""A chart of reporting lines → its drawing: a tree with the subject below its superiors, and a branch a statement."""

from collections.abc import Iterator, Mapping

import svg

from concord.languages import Language
from concord.registry import Statement, Title
from concord.registry.charts import Reporting
from concord.registry.reporting_lines import superiors
from concord.site.charts.shapes import arrow_head, box, line, shape_classes, text
from concord.site.context import SiteContext
from concord.site.facts.citation import source_number
from concord.site.facts.label import is_doubtful, label_word

# In lines of text: the height of a title's box, of a branch, and the gaps between two boxes and between two subjects.
_BOX_HEIGHT, _BRANCH_HEIGHT, _BOX_GAP, _SUBJECT_GAP = 3.3, 2.0, 0.6, 1.6
_TRUNK_X, _SUPERIOR_X = 0.04, 0.4  # shares of the width: where the branches begin, and where they end


def draw_reporting(context: SiteContext, chart: Reporting) -> tuple[list[svg.Element], float]:
    """The shapes of the drawing, and its height in lines."""
    registry = context.registry
    arrow = arrow_head(f"picture-{chart.id}-arrow")
    shapes: list[svg.Element] = [svg.Defs(elements=[arrow])]
    y = 0.0
    for id in chart.subjects:
        above = superiors(registry.facts.values(), id)
        foot = y + sum(_height(statements) + _BOX_GAP for statements in above.values()) + _BOX_GAP
        shapes.append(line(_TRUNK_X, foot, _TRUNK_X, y + _branch_offset(next(iter(above.values())), 0), "trunk"))
        shapes += [
            *_draw_superiors(context, above, y, f"url(#{arrow.id})"),
            *_draw_title(registry.titles[id], context.language, 0, foot, _BOX_HEIGHT, "subject"),
        ]
        y = foot + _BOX_HEIGHT + _SUBJECT_GAP
    return shapes, y - _SUBJECT_GAP


def _draw_superiors(
    context: SiteContext, above: Mapping[str, list[Statement]], y: float, arrow: str
) -> Iterator[svg.Element]:
    """The boxes of the superiors, one below the other from `y` on, each with its branches."""
    registry, language = context.registry, context.language
    for id, statements in above.items():
        height = _height(statements)
        yield from _draw_title(registry.titles[id], language, _SUPERIOR_X, y, height)
        for index, fact in enumerate(statements):
            branch_y = y + _branch_offset(statements, index)
            branch = line(_TRUNK_X, branch_y, _SUPERIOR_X - 0.01, branch_y, *shape_classes(fact, registry))
            branch.marker_end = arrow
            yield branch
            numbers = " ".join(f"[{source_number(source, registry)}]" for source in fact.sources)
            class_ = "doubt" if is_doubtful(context, fact) else "sound"
            yield text(f"{numbers} {label_word(context, fact)}", _TRUNK_X, branch_y - 0.4, class_, shift=0.5)
        y += height + _BOX_GAP


def _height(statements: list[Statement]) -> float:
    """The height of a superior's box, which is as high as all branches that lead to it."""
    return max(_BOX_HEIGHT, len(statements) * _BRANCH_HEIGHT + 0.4)


def _branch_offset(statements: list[Statement], index: int) -> float:
    """How far below the top of the box the branch of a statement ends, in lines."""
    return (_height(statements) - len(statements) * _BRANCH_HEIGHT) / 2 + index * _BRANCH_HEIGHT + 1.4


def _draw_title(
    title: Title, language: Language, x: float, y: float, height: float, *classes: str
) -> Iterator[svg.Element]:
    """A box from `x` to the right edge, with the title's abbreviation and name."""
    label = title.labels[language.code]
    middle = y + height / 2
    yield box(x, y, 1 - x, height, "box", *classes)
    yield text(title.abbreviations[0] if title.abbreviations else "", x, middle - 0.35, "value", shift=0.7)
    yield text(label[:1].upper() + label[1:], x, middle + 1, shift=0.7)
