"""`concord status`, `concord stamp`: where the languages stand, and what their translators confirm."""

import sys
from collections import Counter

import click

from concord.cli.group import concord, current_guide, use_colour
from concord.cli.page_arguments import named_pages, named_sections
from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.report import status as status_report
from concord.report.counting import count_of
from concord.sync.confirm import (
    Plan,
    Refused,
    Way,
    confirm_followed,
    confirm_lead,
    confirm_unchanged,
    plan_confirmation,
)
from concord.sync.findings import STRUCTURE
from concord.sync.lock.file import change_lock
from concord.sync.lock.format import NAME, Agreement, Key, page_of
from concord.sync.lock.merge_conflicts import Resolution, resolve_conflicts
from concord.sync.section_status import SectionStatus


@concord.command()
@click.argument("pages", nargs=-1, metavar="[PAGE]…")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
def status(pages: tuple[str, ...], form: str) -> None:
    """Tell where each section of each language stands; with PAGE, section by section."""
    own = current_guide()
    wanted = named_pages(pages, own)
    statuses = {key: one for key, one in own.tracker.statuses.items() if not wanted or page_of(key) in wanted}
    if form == "json":
        click.echo(status_report.as_json(statuses))
        return
    report = status_report.details if pages else status_report.table
    for line in report(statuses, own.corpus.languages):
        click.echo(line, color=use_colour())


@concord.command()
@click.argument("language")
@click.argument("pages", nargs=-1, metavar="[PAGE]…")
@click.option("--section", metavar="ID", help="Only the section with this id.")
@click.option("--lead", is_flag=True, help="The others are to follow what LANGUAGE says now.")
@click.option("--no-change", metavar="REASON", help="LANGUAGE still says the same: a slip of the pen, a better word.")
@click.option("--with", "other", metavar="LANGUAGE", help="Of languages that differ, the one that it says the same as.")
@click.option("--resolve", "settle", is_flag=True, help="Settle the conflicts that a merge left in the lock file.")
def stamp(
    language: str, pages: tuple[str, ...], section: str | None, lead: bool, no_change: str | None, other: str | None,
    settle: bool,
) -> None:  # fmt: skip
    """Confirm that PAGE says in LANGUAGE what it says in the languages that lead; a folder is all of its pages."""
    if sum(map(bool, (lead, no_change is not None, other))) > 1:
        raise ConfigurationError("--lead, --no-change and --with exclude one another")
    if no_change is not None and not no_change.strip():
        raise ConfigurationError("--no-change wants a reason")
    own = current_guide()
    if unknown := [code for code in (language, other) if code and code not in own.corpus.languages]:
        raise ConfigurationError(f"the guide has no language {unknown[0]!r}")
    if settle:
        sys.exit(_resolve(language, own))
    if not pages:
        raise ConfigurationError(f"name a page: concord stamp {language} PAGE")
    own.tracker.check_whole()
    way = _way(language, lead, no_change, other or "", own)
    keys = named_sections(named_pages(pages, own), section, language, own.tracker)
    plan = plan_confirmation(own.tracker, language, keys, way)
    if plan.new or plan.gone:
        change_lock(own.config.root / own.corpus.folders[language], plan.edit)
    for line in _said(plan):
        click.echo(line)
    for key, reason in plan.refused.items():
        click.echo(f"{key}: not stamped: {reason}", err=True)
    sys.exit(bool(plan.refused))


def _way(language: str, lead: bool, reason: str | None, other: str, own: Guide) -> Way:
    """How a section is stamped, once nothing is wrong with it."""
    faults = _faults(own, language, lead)

    def way(section_status: SectionStatus, key: Key) -> Agreement | None:
        if number := faults[key]:
            raise Refused(f"it has {count_of(number, 'finding')}; `concord check` says which")
        if lead:
            return confirm_lead(section_status, key, language)
        if reason:
            agreement = confirm_unchanged(section_status, key, language, reason)
        else:
            agreement = confirm_followed(section_status, key, language, other)
        if agreement and section_status.is_led and (differs := own.differs(agreement.hashes, key)):
            raise Refused(f"it does not have the structure that it is to follow: {differs}")
        return agreement

    return way


def _said(plan: Plan) -> list[str]:
    lines = []
    for key, one in plan.new.items():
        others = [code for code in one.hashes if code != one.language]
        how = f"says the same as {' and '.join(others)}" if others else "leads"
        lines.append(f"{key}: {one.language} {how}")
    lines += [f"{key}: no longer there, taken out" for key in sorted(plan.gone)]
    return lines if lines or plan.refused else ["nothing new to confirm"]


def _faults(own: Guide, language: str, lead: bool) -> Counter[Key]:
    """How many findings each section has in its language, that a stamp would paper over."""
    return Counter(
        f"{found.page}#{found.section}"
        for found in own.at_least("warning")
        if found.language == language and not (lead and found.rule in STRUCTURE)
    )


def _resolve(language: str, own: Guide) -> int:
    done: list[Resolution] = []

    def edit(text: str) -> str:
        done.append(resolve_conflicts(text, language, own.tracker.present))
        return done[0].text

    change_lock(own.config.root / own.corpus.folders[language], edit)
    for key in done[0].undecided:
        click.echo(f"{key}: neither side is certain; settle it by hand, or stamp the section anew", err=True)
    for damage in done[0].damage:
        click.echo(f"{own.corpus.folders[language]}/{NAME}:{damage.line}: {damage.reason}", err=True)
    return int(bool(done[0].undecided or done[0].damage))
