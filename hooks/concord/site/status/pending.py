"""Tracker and a language → HTML of the sections that it has to follow, with what changed beside its present text."""

from html import escape

from concord.errors import ConfigurationError
from concord.languages import Language
from concord.site.status.section_names import SectionNames, anchor
from concord.sync.diff.html_table import diff_table
from concord.sync.diff.pending import Change, FindSnapshot, PendingSection, pending_sections
from concord.sync.diff.snapshot import Snapshot
from concord.sync.section_key import SectionKey
from concord.sync.tracker import Tracker


def pending_html(tracker: Tracker, names: SectionNames, find: FindSnapshot) -> str:
    """The part of the status page about pending sections; "" where there are none."""
    words = names.language.interface
    found = pending_sections(tracker, names.language.code, (), _without_errors(find))
    sections = "\n".join(_section(pending, names) for pending in found)
    if not sections:
        return ""
    title, how = escape(words["status_to_follow"]), escape(words["status_beside"])
    return f'<h2 id="to-follow">{title}</h2>\n<p>{how}</p>\n{sections}'


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
    return f"{heading}\n{changes}\n<p>{escape(words['status_done'])} {command}</p>"


def _change(change: Change, pending: PendingSection, names: SectionNames) -> str:
    heads = (names.version(pending.key, change.now.language), names.version(pending.key, pending.language))
    return _remark(change, names.language) + diff_table(change, pending.current, pending.language, heads)


def _remark(change: Change, language: Language) -> str:
    """A paragraph that says why nothing is marked in a change; "" where something is."""
    if change.before:
        return ""
    return f"<p>{escape(language.interface['status_lost' if change.is_lost else 'status_new'])}</p>\n"
