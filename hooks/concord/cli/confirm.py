"""`concord confirm`: what the translators of a language confirm."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import click

from concord.cli.confirm_sections import Wish, confirm_section
from concord.cli.group import changing_guide, concord, print_line
from concord.cli.language_arguments import check_language, english_name
from concord.cli.page_arguments import named_pages, named_sections
from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.report.confirmation import plan_lines
from concord.report.counting import count_of
from concord.report.refusal import refusal_lines
from concord.sync.lock.file import change_lock
from concord.sync.plan import ConfirmationPlan, plan_confirmation
from concord.sync.section_key import SectionKey

ALL = "all"  # in place of a language
_MOST = 5  # sections that are confirmed without --all where several pages are named at once


@concord.command()
@click.argument("language")
@click.argument("pages", nargs=-1, metavar="[PAGE]…")
@click.option("--section", metavar="ID", help="Only the section with this id; # for the description of the page.")
@click.option("--lead", is_flag=True, help="The others are to follow what LANGUAGE says now.")
@click.option("--no-change", metavar="REASON", help="LANGUAGE still says the same: a slip of the pen, a better word.")
@click.option("--all-steps", is_flag=True, help="With --no-change: none of several changes alters the meaning.")
@click.option("--with", "other", metavar="LANGUAGE", help="Of languages that differ, the one that it says the same as.")
@click.option("--already", is_flag=True, help="LANGUAGE has not changed, and said so before.")
@click.option("--all", "everything", is_flag=True, help="Confirm more than five sections of several pages.")
@click.option("--undo", is_flag=True, help="Take back what was last confirmed of PAGE.")
@click.option("--resolve", is_flag=True, help="Settle the conflicts that a merge left in the lock file.")
def confirm(language: str, pages: tuple[str, ...], **options: str | bool | None) -> None:
    """Confirm that PAGE says in LANGUAGE what it says in the languages that lead; a folder is all of its pages.

    With `all` for LANGUAGE: PAGE says the same in all languages now.
    """
    with changing_guide() as guide:
        status = _status(guide, language, pages, options)
    sys.exit(status)


concord.add_command(confirm, "stamp")  # the old name; `concord --help` does not list it


def _status(guide: Guide, language: str, pages: tuple[str, ...], options: dict[str, str | bool | None]) -> int:
    """Confirms what the arguments of the command say; returns the exit status."""
    if guide.corpus.is_by_name:
        raise ConfigurationError("confirmations need a folder for each language, in which its sync.lock can stand")
    if language != ALL:
        check_language(language, guide)
    wish = _wish(options)
    if options["resolve"]:
        from concord.cli.resolve import resolve_lock  # only --resolve needs it

        is_limited = bool(pages or options["section"] or wish != Wish())
        codes = guide.corpus.languages if language == ALL else [language]
        return max(resolve_lock(code, guide, is_limited) for code in codes)
    if wish.other:
        check_language(wish.other, guide)
        if wish.other == language:
            rest = [code for code in guide.corpus.languages if code != language]
            raise ConfigurationError(f"--with names another language: {' or '.join(rest)}")
    if not pages:
        raise ConfigurationError(f"name a page: concord confirm {language} PAGE")
    guide.tracker.check_locks()
    job = _Job(guide, language, pages, str(options["section"]) if options["section"] else None)
    return _undo(job) if options["undo"] else _confirm(job, wish, bool(options["everything"]))


@dataclass(frozen=True)
class _Job:
    """What a confirmation is about: a language or all, and the pages and the section that were named."""

    guide: Guide
    language: str
    pages: tuple[str, ...]
    section: str | None

    @cached_property
    def languages(self) -> Sequence[str]:
        return self.guide.corpus.languages if self.language == ALL else [self.language]

    @cached_property
    def names(self) -> set[str]:
        return named_pages(self.pages, self.guide)

    def keys(self, language: str) -> list[SectionKey]:
        keys = named_sections(self.names, self.section, language, self.guide.tracker)
        return [key for key in keys if self.guide.tracker.takes_part(language, key)]

    def write(self, plans: Sequence[ConfirmationPlan]) -> None:
        for plan in plans:
            if plan.added or plan.removed:
                change_lock(self.guide.config.root / self.guide.corpus.folders[plan.language], plan.edit)


def _wish(options: dict[str, str | bool | None]) -> Wish:
    """What the options say of the sections. Raises `ConfigurationError` where they do not fit together."""
    no_change, other = options["no_change"], options["other"]
    if sum(map(bool, (options["lead"], no_change is not None, other, options["undo"]))) > 1:
        raise ConfigurationError("--lead, --no-change, --with and --undo exclude one another")
    if no_change is not None and not str(no_change).strip():
        raise ConfigurationError("--no-change wants a reason")
    if options["all_steps"] and no_change is None:
        raise ConfigurationError("--all-steps goes with --no-change REASON")
    return Wish(
        bool(options["lead"]), str(no_change or ""), bool(options["all_steps"]), str(other or ""),
        bool(options["already"]),
    )  # fmt: skip


def _confirm(job: _Job, wish: Wish, everything: bool) -> int:
    """Confirms the sections; returns the exit status."""
    if job.language == ALL and wish != Wish():
        raise ConfigurationError("`concord confirm all` takes no options but --section and --all")
    plans = [
        plan_confirmation(
            job.guide.tracker, code, job.keys(code), confirm_section(job.guide, code, wish, job.language == ALL)
        )
        for code in job.languages
    ]
    lines = [line for plan in plans for line in plan_lines(plan, english_name)]
    count = sum(len(plan.added) + len(plan.removed) for plan in plans)
    if count > _MOST and len(job.names) > 1 and not everything:
        print_line("this would be confirmed:")
        for line in lines:
            print_line(line)
        print_line(
            f"nothing is written: these are {count_of(count, 'section')}; to confirm them all, add --all", err=True
        )
        return 1
    job.write(plans)
    is_refused = any(plan.refused for plan in plans)
    for line in lines or ([] if is_refused else ["nothing new to confirm"]):
        print_line(line)
    for plan in plans:
        for key, refused in plan.refused.items():
            for line in refusal_lines(refused, key, plan.language, english_name):
                print_line(line, err=True)
    return int(is_refused)


def _undo(job: _Job) -> int:
    """Takes back what was last confirmed; returns the exit status."""
    from concord.sync.history.locks import undo_plan  # reads git's history

    plans = [undo_plan(job.guide.config, job.guide.tracker, code, job.keys(code)) for code in job.languages]
    job.write(plans)
    for plan in plans:
        for key in sorted({*plan.added, *plan.removed}, key=str):
            print_line(f"{key}: {english_name(plan.language)} is as it was before")
        if not (plan.added or plan.removed):
            print_line(f"{english_name(plan.language)} has confirmed nothing of it")
    return 0
