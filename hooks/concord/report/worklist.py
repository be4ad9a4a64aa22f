"""What there is to do in a language → the output of `concord status LANGUAGE`: text, JSON, or a comment in Markdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from click import style

from concord.report.counting import count_of
from concord.report.status import legend, shown_state, table_lines
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus
from concord.sync.word_count import REVIEW_FACTOR, Words, sum_words
from concord.sync.worklist import WorkItem
from concord.untrusted.printable import printable

_MAX_CHARACTERS = 50_000  # of a comment; GitHub takes 65,536


@dataclass(frozen=True)
class LanguageWork:
    """What there is to do in a language.

    Attributes:
        language: Its code.
        sections: How many sections there are.
        current: How many of them are current.
        items: The sections to see to, in their order.
        shown: How many of them are to be listed.
        speed: The words that are translated in an hour.
    """

    language: str
    sections: int
    current: int
    items: tuple[WorkItem, ...]
    shown: int
    speed: int

    @property
    def percent(self) -> int:
        """How much is current, rounded down: 100 where all is."""
        return 100 * self.current // self.sections if self.sections else 100

    @property
    def words(self) -> Words:
        """The words of all items."""
        return sum_words(item.words for item in self.items)

    @property
    def minutes(self) -> int:
        """How long all of them take."""
        return self.words.minutes(self.speed)


def lines(work: LanguageWork, name: str) -> Iterator[str]:
    """The totals of a language called `name`, then a line for each section with words, age and the next command."""
    yield style(f"{name}: {work.current} of {count_of(work.sections, 'section')} current ({work.percent}%)", bold=True)
    if not work.items:
        return
    words = work.words
    todo = f"{count_of(len(work.items), 'section')} to see to: {words.translate:,} words to translate"
    yield (
        f"{todo}, {words.review:,} to review; about {duration(work.minutes)} at {work.speed} and "
        f"{work.speed * REVIEW_FACTOR} words an hour (--speed)"
    )
    if oldest := min((item for item in work.items if item.since), key=lambda item: item.since, default=None):
        yield printable(f"longest behind: {oldest.key}, since {oldest.since}")
    shown = work.items[: work.shown]
    rows = [(*_cells(item), item.command) for item in shown]
    yield from table_lines(("section", "state", "translate", "review", "since", "next"), rows)
    if rest := work.items[work.shown :]:
        taken = sum_words(item.words for item in shown).minutes(work.speed)
        yield f"these take {duration(taken)}; {count_of(len(rest), 'section')} more"
    yield legend({item.state for item in shown})


def as_data(work: Iterable[LanguageWork]) -> dict[str, Any]:
    """The same for JSON: the totals by language, and the sections to see to; nothing where no language was named."""
    totals = {
        one.language: {
            "sections": one.sections,
            "current": one.current,
            "percent": one.percent,
            **one.words._asdict(),
            "minutes": one.minutes,
            "words_an_hour": {"translate": one.speed, "review": one.speed * REVIEW_FACTOR},
        }
        for one in work
    }
    items = [
        {"language": item.language, "page": item.key.page, "section": item.key.section, "state": item.state}
        | {**item.words._asdict(), "since": item.since or None, "next": item.command or None}
        for one in work
        for item in one.items[: one.shown]
    ]
    return {"languages": totals, "work": items} if totals else {}


def as_markdown(statuses: Mapping[SectionKey, SectionStatus], work: Sequence[LanguageWork]) -> str:
    """A comment on a pull request: the sections that are not current, with languages, words and the next commands.

    It depends on the sections alone, so that a comment need not be written anew where nothing has changed.
    """
    items = {(item.key, item.language): item for one in work for item in one.items}
    keys = [key for key in statuses if any((key, one.language) in items for one in work)]
    head = "<!-- concord status -->\n### What the languages have to settle\n\n"
    if not keys:
        return f"{head}Nothing: in every section that this touches, they say the same.\n"
    parts = [head + _totals(work), "\n| section | language | state | words | next |\n|---|---|---|---|---|\n"]
    left = len(keys)
    for key in keys:
        rows = "".join(_row(items[key, one.language]) for one in work if (key, one.language) in items)
        if sum(map(len, parts)) + len(rows) > _MAX_CHARACTERS:
            break
        parts.append(rows)
        left -= 1
    more = f"\nAnd {count_of(left, 'section')} more; `concord status` lists them.\n" if left else ""
    return "".join(parts) + more + "\nNothing of this keeps anybody from merging.\n"


def duration(minutes: int) -> str:
    """Minutes as a person says them: `45 min`, `3 h`."""
    return f"{minutes} min" if minutes < 90 else f"{round(minutes / 60)} h"


def _cells(item: WorkItem) -> tuple[str, ...]:
    return (
        printable(str(item.key)),
        shown_state(item.state, False),
        f"{item.words.translate}",
        f"{item.words.review}",
        item.since,
    )


def _totals(work: Sequence[LanguageWork]) -> str:
    """A line for each language that has something to do."""
    return "".join(
        f"- {one.language}: {count_of(len(one.items), 'section')}, {one.words.translate:,} words to translate and "
        f"{one.words.review:,} to review, about {duration(one.minutes)}\n"
        for one in work
        if one.items
    )


def _row(item: WorkItem) -> str:
    words = f"{item.words.translate} new, {item.words.review} to review" if any(item.words) else ""
    command = _code(item.command) if item.command else ""
    return f"| {_code(str(item.key))} | {item.language} | {shown_state(item.state, False)} | {words} | {command} |\n"


def _code(text: str) -> str:
    """`text` as code in a table: nothing in it is read as Markdown, HTML, or the name of a person."""
    plain = printable(text).replace("`", "'").replace("|", "\\|")
    return f"`{plain}`"
