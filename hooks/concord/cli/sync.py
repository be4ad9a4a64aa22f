"""`concord status`, `concord confirm`: where the languages stand, and what their translators confirm."""

import sys
from collections import Counter

import click

from concord.cli.group import concord, current_guide, print_line, use_colour
from concord.cli.page_arguments import named_pages, named_sections
from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.report import status as status_report
from concord.report.counting import count_of
from concord.sync.confirm import (
    ConfirmationPlan,
    ConfirmationRefused,
    ConfirmSection,
    confirm_followed,
    confirm_lead,
    confirm_unchanged,
    plan_confirmation,
)
from concord.sync.findings import STRUCTURE
from concord.sync.lock.file import change_lock
from concord.sync.lock.format import NAME, Agreement
from concord.sync.lock.merge_conflicts import Resolution, resolve_conflicts
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus


@concord.command()
@click.argument("pages", nargs=-1, metavar="[PAGE]…")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
def status(pages: tuple[str, ...], form: str) -> None:
    """Tell where each section of each language stands; with PAGE, section by section."""
    guide = current_guide()
    wanted = named_pages(pages, guide)
    statuses = {key: one for key, one in guide.tracker.statuses.items() if not wanted or key.page in wanted}
    if form == "json":
        click.echo(status_report.as_json(statuses))
        return
    report = status_report.details if pages else status_report.table
    for line in report(statuses, guide.corpus.languages):
        click.echo(line, color=use_colour())


@concord.command()
@click.argument("language")
@click.argument("pages", nargs=-1, metavar="[PAGE]…")
@click.option("--section", metavar="ID", help="Only the section with this id.")
@click.option("--lead", is_flag=True, help="The others are to follow what LANGUAGE says now.")
@click.option("--no-change", metavar="REASON", help="LANGUAGE still says the same: a slip of the pen, a better word.")
@click.option("--with", "other", metavar="LANGUAGE", help="Of languages that differ, the one that it says the same as.")
@click.option("--resolve", is_flag=True, help="Settle the conflicts that a merge left in the lock file.")
def confirm(  # noqa: PLR0913  a parameter for each argument and option
    language: str, pages: tuple[str, ...], section: str | None, lead: bool, no_change: str | None, other: str | None,
    resolve: bool,
) -> None:  # fmt: skip
    """Confirm that PAGE says in LANGUAGE what it says in the languages that lead; a folder is all of its pages."""
    if sum(map(bool, (lead, no_change is not None, other))) > 1:
        raise ConfigurationError("--lead, --no-change and --with exclude one another")
    if no_change is not None and not no_change.strip():
        raise ConfigurationError("--no-change wants a reason")
    guide = current_guide()
    if unknown := [code for code in (language, other) if code and code not in guide.corpus.languages]:
        raise ConfigurationError(f"the guide has no language {unknown[0]!r}")
    if resolve:
        sys.exit(_resolve(language, guide))
    if not pages:
        raise ConfigurationError(f"name a page: concord confirm {language} PAGE")
    guide.tracker.check_locks()
    keys = named_sections(named_pages(pages, guide), section, language, guide.tracker)
    confirm_section = _confirm_section(language, lead, no_change, other or "", guide)
    plan = plan_confirmation(guide.tracker, language, keys, confirm_section)
    if plan.added or plan.removed:
        change_lock(guide.config.root / guide.corpus.folders[language], plan.edit)
    for line in _plan_lines(plan):
        print_line(line)
    for key, reason in plan.refused.items():
        print_line(f"{key}: not confirmed: {reason}", err=True)
    sys.exit(bool(plan.refused))


concord.add_command(confirm, "stamp")  # the old name; `concord --help` does not list it


def _confirm_section(language: str, lead: bool, reason: str | None, other: str, guide: Guide) -> ConfirmSection:
    """How the options want a section confirmed; one with findings is refused."""
    finding_counts = _finding_counts(guide, language, lead)

    def confirm_section(section_status: SectionStatus, key: SectionKey) -> Agreement | None:
        if count := finding_counts[key]:
            raise ConfirmationRefused(f"it has {count_of(count, 'finding')}; `concord check` says which")
        if lead:
            return confirm_lead(section_status, key, language)
        if reason:
            agreement = confirm_unchanged(section_status, key, language, reason)
        else:
            agreement = confirm_followed(section_status, key, language, other)
        if agreement and section_status.is_led and (differs := guide.differs(agreement.hashes, key)):
            raise ConfirmationRefused(f"it does not have the structure that it is to follow: {differs}")
        return agreement

    return confirm_section


def _plan_lines(plan: ConfirmationPlan) -> list[str]:
    """A line for each entry that is written or removed."""
    lines = []
    for key, agreement in plan.added.items():
        others = [code for code in agreement.hashes if code != agreement.language]
        result = f"says the same as {' and '.join(others)}" if others else "leads"
        lines.append(f"{key}: {agreement.language} {result}")
    lines += [f"{key}: no longer there, taken out" for key in sorted(plan.removed, key=str)]
    return lines if lines or plan.refused else ["nothing new to confirm"]


def _finding_counts(guide: Guide, language: str, lead: bool) -> Counter[SectionKey]:
    """How many findings each section of `language` has that keep it from being confirmed."""
    return Counter(
        SectionKey(found.page, found.section)
        for found in guide.at_least("warning")
        if found.language == language and not (lead and found.rule in STRUCTURE)
    )


def _resolve(language: str, guide: Guide) -> int:
    """Settles the conflicts in the lock file of `language`; returns the exit status."""
    resolutions: list[Resolution] = []

    def edit(text: str) -> str:
        resolutions.append(resolve_conflicts(text, language, guide.tracker.present))
        return resolutions[0].text

    change_lock(guide.config.root / guide.corpus.folders[language], edit)
    [resolution] = resolutions
    for key in resolution.undecided:
        print_line(f"{key}: neither side is certain; settle it by hand, or confirm the section anew", err=True)
    for damage in resolution.damage:
        print_line(f"{guide.corpus.folders[language]}/{NAME}:{damage.line}: {damage.reason}", err=True)
    return int(bool(resolution.undecided or resolution.damage))
