"""Facts of the registry → who reports to whom.

A statement marked `damaged` or `misattributed` comes from a sentence that its source garbles. It asserts no reporting
line.
"""

from collections.abc import Iterable, Iterator

from concord.registry.schema import Fact, Statement


def reporting_statements(facts: Iterable[Fact]) -> Iterator[Statement]:
    """The statements about reporting lines among `facts`, in their order, damaged ones included."""
    return (fact for fact in facts if isinstance(fact, Statement) and fact.relation == "reports-to")


def reporting_lines(facts: Iterable[Fact]) -> Iterator[Statement]:
    """The statements among `facts` that assert a reporting line, in their order."""
    return (fact for fact in reporting_statements(facts) if {"damaged", "misattributed"}.isdisjoint(fact.marks))


def superiors(facts: Iterable[Fact], title: str) -> dict[str, list[Statement]]:
    """Whom a title reports to.

    Args:
        facts: All facts of the registry.
        title: The id of the title.

    Returns:
        The ids of the titles above it, in the order in which `facts` first names them, each with every statement that
        says so.
    """
    found: dict[str, list[Statement]] = {}
    for fact in reporting_lines(facts):
        for superior in fact.object if title in fact.subject else ():
            found.setdefault(superior, []).append(fact)
    return found


def subordinates(facts: Iterable[Fact], title: str) -> dict[str, list[Statement]]:
    """Who reports to a title, in the form of `superiors`."""
    found: dict[str, list[Statement]] = {}
    for fact in reporting_lines(facts):
        for subordinate in fact.subject if title in fact.object else ():
            found.setdefault(subordinate, []).append(fact)
    return found
