"""What a language has to follow, each section with what changed beside its own text, for the page of its status."""

from html import escape

from concord.errors import ConfigurationError
from concord.languages import Language
from concord.site.status.section_names import SectionNames, anchor
from concord.sync.diff.html_table import diff_table
from concord.sync.diff.pending import Change, FindSnapshot, PendingSection, pending_sections
from concord.sync.diff.snapshot import Snapshot
from concord.sync.lock.format import Key, page_of
from concord.sync.tracker import Tracker


def pending_part(tracker: Tracker, names: SectionNames, find: FindSnapshot) -> str:
    """The part of the page about it, as HTML; "" where there is nothing to follow."""
    words = names.own.interface
    found = pending_sections(tracker, names.own.code, (), _forgiving(find))
    sections = "\n".join(_section(one, names) for one in found)
    if not sections:
        return ""
    title, how = escape(words["status_to_follow"]), escape(words["status_beside"])
    return f'<h2 id="to-follow">{title}</h2>\n<p>{how}</p>\n{sections}'


def _forgiving(find: FindSnapshot) -> FindSnapshot:
    """`find` where there need be no history: a site is also built from an archive."""

    def found(language: str, key: Key, hash: str) -> Snapshot | None:
        try:
            return find(language, key, hash)
        except ConfigurationError:
            return None

    return found


def _section(one: PendingSection, names: SectionNames) -> str:
    page, section = names.page(page_of(one.key)), names.section(one.key)
    name = section if page == section else f"{page}: {section}"
    state = escape(names.own.interface[f"state_{one.state}"])
    changes = "\n".join(_change(change, one, names) for change in one.changes)
    done = escape(names.own.interface["status_done"])
    return f'<h3 id="{anchor(one.key)}">{name} ({state})</h3>\n{changes}\n<p>{done} <code>{escape(one.step)}</code></p>'


def _change(change: Change, one: PendingSection, names: SectionNames) -> str:
    heads = (names.version(one.key, change.now.language), names.version(one.key, one.language))
    return _remark(change, names.own) + diff_table(change, one.own, one.language, heads)


def _remark(change: Change, own: Language) -> str:
    """Why nothing is marked in a change, "" where something is."""
    if change.before:
        return ""
    return f"<p>{escape(own.interface['status_lost' if change.is_lost else 'status_new'])}</p>\n"
