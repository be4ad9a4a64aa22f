"""`concord status`, `concord stamp`: where the languages stand, and what their translators confirm."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from concord.cli.group import colour, concord, the_guide
from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.report import status as status_report
from concord.sync import lockfile, stamping
from concord.sync.agreements import NAME, Agreement, Key
from concord.sync.findings import STRUCTURE
from concord.sync.resolving import Resolution, resolve
from concord.sync.stamping import Plan, Refused, Way
from concord.sync.states import Standing


@concord.command()
@click.argument("pages", nargs=-1, metavar="[PAGE]…")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
def status(pages: tuple[str, ...], form: str) -> None:
    """Tell where each section of each language stands; with PAGE, section by section."""
    own = the_guide()
    wanted = {_page(page, own) for page in pages}
    standings = {k: s for k, s in own.book.standings.items() if not wanted or k.partition("#")[0] in wanted}
    if form == "json":
        click.echo(status_report.as_json(standings))
        return
    report = status_report.details if pages else status_report.table
    for line in report(standings, own.corpus.languages):
        click.echo(line, color=colour())


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
    """Confirm that PAGE says in LANGUAGE what it says in the languages that lead."""
    if sum(map(bool, (lead, no_change is not None, other))) > 1:
        raise ConfigurationError("--lead, --no-change and --with exclude one another")
    if no_change is not None and not no_change.strip():
        raise ConfigurationError("--no-change wants a reason")
    own = the_guide()
    if unknown := [code for code in (language, other) if code and code not in own.corpus.languages]:
        raise ConfigurationError(f"the guide has no language {unknown[0]!r}")
    if settle:
        sys.exit(_resolve(language, own))
    if not pages:
        raise ConfigurationError(f"name a page: concord stamp {language} PAGE")
    if own.book.locks[language].damage:
        raise ConfigurationError(
            f"{own.corpus.folders[language]}/{NAME} has lines that cannot be read; `concord check`"
        )
    way = _way(language, lead, no_change, other or "", own)
    plan = stamping.plan(own.book, language, _keys(pages, section, language, own), way)
    if plan.new or plan.gone:
        lockfile.change(own.config.root / own.corpus.folders[language], plan.edit)
    for line in _said(plan):
        click.echo(line)
    for key, reason in plan.refused.items():
        click.echo(f"{key}: not stamped: {reason}", err=True)
    sys.exit(bool(plan.refused))


def _way(language: str, lead: bool, reason: str | None, other: str, own: Guide) -> Way:
    """How a section is stamped, once nothing is wrong with it."""

    def way(standing: Standing, key: Key) -> Agreement | None:
        if faults := _faults(own, language, key, lead):
            raise Refused(f"it has {faults}; `concord check` says which")
        if lead:
            return stamping.lead(standing, key, language)
        if reason:
            return stamping.no_change(standing, key, language, reason)
        return stamping.follow(standing, key, language, other)

    return way


def _keys(pages: Sequence[str], section: str | None, language: str, own: Guide) -> list[Key]:
    """The sections of `pages` that there are, and that the language's lock file knows."""
    wanted = {_page(page, own) for page in pages}
    known = dict.fromkeys([*own.book.present, *own.book.locks[language].agreements])
    found = [key for key in known if key.partition("#")[0] in wanted]
    if section is None:
        return found
    found = [key for key in found if key.partition("#")[2] == section]
    if not found:
        raise ConfigurationError(f"there is no section {section!r} on {', '.join(pages)}")
    return found


def _said(plan: Plan) -> list[str]:
    lines = []
    for key, one in plan.new.items():
        others = [code for code in one.hashes if code != one.language]
        how = f"says the same as {' and '.join(others)}" if others else "leads"
        lines.append(f"{key}: {one.language} {how}")
    lines += [f"{key}: no longer there, taken out" for key in sorted(plan.gone)]
    return lines if lines or plan.refused else ["nothing new to confirm"]


def _faults(own: Guide, language: str, key: Key, lead: bool) -> str:
    """How many findings the section has in its language, that a stamp would paper over; "" for none."""
    page, _, id = key.partition("#")
    count = sum(
        (found.page, found.section, found.language) == (page, id, language) and not (lead and found.rule in STRUCTURE)
        for found in own.at_least("warning")
    )
    return f"{count} {'finding' if count == 1 else 'findings'}" if count else ""


def _page(name: str, own: Guide) -> str:
    """The page that `name` means: its path in a language's folder, or from where the guide lies."""
    pages = {key.partition("#")[0] for key in own.book.present}
    pages |= {key.partition("#")[0] for lock in own.book.locks.values() for key in lock.agreements}
    here = Path(name)
    for folder in own.corpus.folders.values():
        top = own.config.root / folder
        if here.resolve().is_relative_to(top.resolve()):
            here = here.resolve().relative_to(top.resolve())
    found = here.as_posix()
    if found not in pages:
        raise ConfigurationError(f"there is no page {name!r}; `concord status` lists them")
    return found


def _resolve(language: str, own: Guide) -> int:
    done: list[Resolution] = []

    def edit(text: str) -> str:
        done.append(resolve(text, language, own.book.present))
        return done[0].text

    lockfile.change(own.config.root / own.corpus.folders[language], edit)
    for key in done[0].undecided:
        click.echo(f"{key}: neither side is certain; settle it by hand, or stamp the section anew", err=True)
    return int(bool(done[0].undecided))
