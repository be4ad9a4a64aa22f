"""ConfirmationPlan → a line for each section that was confirmed or taken out."""

from collections.abc import Callable, Iterator

from concord.rules.messages import join_names
from concord.sync.lock.agreement import Agreement
from concord.sync.plan import ConfirmationPlan


def plan_lines(plan: ConfirmationPlan, name: Callable[[str], str]) -> Iterator[str]:
    """A line for each entry that is written or removed. `name` gives the name of a language by its code."""
    for key, agreement in plan.added.items():
        yield f"{key}: {name(plan.language)} {_said(agreement, name)}"
    for key in sorted(plan.removed, key=str):
        yield f"{key}: no longer there, taken out"


def _said(agreement: Agreement, name: Callable[[str], str]) -> str:
    others = [name(code) for code in agreement.hashes if code != agreement.language]
    if agreement.is_lead:
        return "leads"
    if agreement.already:
        return f"says already what {join_names([name(code) for code in agreement.already])} says now"
    if agreement.unchanged_from:
        return "still says the same"
    return f"says the same as {join_names(others)}" if others else "is confirmed"
