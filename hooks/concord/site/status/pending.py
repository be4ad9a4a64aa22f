"""Tracker and a language → HTML of the sections that it has to follow, with what changed beside its present text."""

from collections.abc import Iterable, Sequence
from html import escape

from concord.errors import ConfigurationError
from concord.languages import Language
from concord.site.status.section_names import SectionNames, anchor
from concord.sync.diff.html_table import diff_table
from concord.sync.diff.pending import Change, FindSnapshot, PendingSection, pending_sections
from concord.sync.diff.snapshot import Snapshot
from concord.sync.section_key import SectionKey
from concord.sync.tracker import Tracker
from concord.sync.word_count import REVIEW_FACTOR, WORDS_AN_HOUR, pending_words, sum_words
from concord.sync.worklist import in_menu_order


def pending_html(tracker: Tracker, names: SectionNames, find: FindSnapshot, menu: Iterable[str]) -> str:
    """The part of the status page about pending sections, in the order of the `menu`; "" where there are none."""
    words = names.language.interface
    code = names.language.code
    found = in_menu_order(pending_sections(tracker, code, (), _without_errors(find)), menu)
    if not found:
        return ""
    title, how = escape(words["status_to_follow"]), escape(words["status_beside"])
    paragraphs = (_current_here(tracker, names.language), _effort(found, names.language), how)
    intro = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    sections = "\n".join(_section(pending, names) for pending in found)
    return f'<h2 id="to-follow">{title}</h2>\n{intro}\n{sections}'


def _current_here(tracker: Tracker, language: Language) -> str:
    """How much is current in the language of the page."""
    statuses = tracker.statuses.values()
    states = [status.states[language.code] for status in statuses if language.code in status.languages]
    count = states.count("current")
    text = language.interface["status_current_here"]
    return escape(text.format(count=count, all=len(states), percent=100 * count // len(states)))


def _effort(found: Sequence[PendingSection], language: Language) -> str:
    """How many words there are, and how long they take."""
    words = sum_words(map(pending_words, found))
    speeds = {"speed": WORDS_AN_HOUR, "review_speed": WORDS_AN_HOUR * REVIEW_FACTOR}
    text = language.interface["status_effort"]
    return escape(text.format(**words._asdict(), **speeds, hours=-(-words.minutes() // 60)))


def _without_errors(find: FindSnapshot) -> FindSnapshot:
    """`find` that gives None where there is no history: a site can also be built from an archive."""

    def found(language: str, key: SectionKey, hash: str) -> Snapshot | None:
        try:
            return find(language, key, hash)
        except ConfigurationError:
            return None

    return found


def _section(pending: PendingSection, names: SectionNames) -> str:
    words = names.language.interface
    page, section = names.page(pending.key.page), names.section(pending.key)
    name = section if page == section else f"{page}: {section}"
    heading = f'<h3 id="{anchor(pending.key)}">{name} ({escape(words[f"state_{pending.state}"])})</h3>'
    changes = "\n".join(_change(change, pending, names) for change in pending.changes)
    command = f"<code>{escape(pending.next_command)}</code>"
    count = escape(words["status_words"].format(**pending_words(pending)._asdict()))
    return f"{heading}\n<p>{count}</p>\n{changes}\n<p>{escape(words['status_done'])} {command}</p>"


def _change(change: Change, pending: PendingSection, names: SectionNames) -> str:
    heads = (names.version(pending.key, change.now.language), names.version(pending.key, pending.language))
    return _remark(change, names.language) + diff_table(change, pending.current, pending.language, heads)


def _remark(change: Change, language: Language) -> str:
    """A paragraph that says why nothing is marked in a change; "" where something is."""
    if change.before:
        return ""
    return f"<p>{escape(language.interface['status_lost' if change.is_lost else 'status_new'])}</p>\n"
