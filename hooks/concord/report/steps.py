"""The changes of a section that nobody has confirmed → the lines that show them: who, when, and the words."""

from collections.abc import Iterator, Sequence

from concord.sync.diff.snapshot import Snapshot
from concord.sync.diff.word_diff import compare_parts
from concord.sync.history.steps import Step

_MOST = 160  # characters of the words of a step


def step_lines(steps: Sequence[Step]) -> Iterator[str]:
    """A line for each of `steps`, which are the newest first: the oldest first."""
    for number, step in enumerate(reversed(steps), 1):
        who = f"{step.author}, {step.date[:10]}" if step.date else "not committed yet"
        yield f"{number}. {who}: {_words(step.before, step.after) if step.before else 'from an unknown text'}"


def _words(before: Snapshot, after: Snapshot) -> str:
    """What was deleted and inserted."""
    marks = {"deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    runs = (run for row in compare_parts(before.parts, after.parts) for run in row.runs if run.kind in marks)
    text = " ".join(marks[run.kind].format(" ".join(run.text.split())) for run in runs)
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"
