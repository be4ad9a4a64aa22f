"""`concord status`: where the languages stand, what there is to do in one of them, and what a branch has moved."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from concord.cli.group import LAYOUT, concord, current_guide, print_line, use_colour
from concord.cli.page_arguments import named_pages
from concord.cli.tree_layout import Request
from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.new_language.missing import missing_in
from concord.report import status as status_report
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus
from concord.sync.word_count import WORDS_AN_HOUR

if TYPE_CHECKING:
    from concord.report.worklist import LanguageWork
    from concord.since.assumed_states import AssumedSection

_DURATION = re.compile(r"(\d{1,4})(m|h)")


class _Choice(NamedTuple):
    """How the work of a language is listed: its order, how many minutes of it at most, and at which speed."""

    order: str
    minutes: int | None
    speed: int


@concord.command()
@click.argument("names", nargs=-1, metavar="[LANGUAGE|PAGE]…")
@click.option("--order", type=click.Choice(["menu", "age"]), default="menu", help="Of the work: what comes first.")
@click.option("--limit", metavar="TIME", help="Of the work: as much as fits into TIME, such as 60m or 2h.")
@click.option("--speed", type=click.IntRange(1), default=WORDS_AN_HOUR, help="Words that you translate in an hour.")
@click.option("--since", metavar="REF", help="Only the sections that differ from the git commit REF in any language.")
@LAYOUT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="What to print: markdown is the comment on a pull request.",
)
def status(names: tuple[str, ...], since: str | None, form: str, layout: str | None, **options: Any) -> None:
    """Tell where each section stands: of PAGE section by section, of LANGUAGE what there is to do in it."""
    choice = _Choice(options["order"], _minutes(options["limit"]), options["speed"])
    guide = current_guide(Request(layout=layout))
    languages, pages = _named(names, guide)
    statuses = _selected(pages, since, guide)
    if languages or form != "text":
        _print_work(languages, statuses, choice, form, guide)
        return
    report = status_report.details if pages else status_report.table
    for line in report(statuses, guide.corpus.languages):
        click.echo(line, color=use_colour())
    if found := _assumed(pages, guide):
        from concord.report import assumed  # only a tree without confirmations needs it

        for line in assumed.lines(found, guide.corpus.languages):
            click.echo(line, color=use_colour())


def _assumed(pages: set[str], guide: Guide) -> "list[AssumedSection]":
    """What git lets assume of the sections of `pages`, of all where there are none; [] where anything is confirmed."""
    if guide.tracker.has_locks:
        return []
    from concord.since.assumed_states import assumed_sections

    try:
        return [one for one in assumed_sections(guide) if not pages or one.page in pages]
    except ConfigurationError as error:
        print_line(f"note: {error}", err=True)
        return []


def _print_work(
    languages: Sequence[str], statuses: Mapping[SectionKey, SectionStatus], choice: _Choice, form: str, guide: Guide
) -> None:
    """Prints what there is to do in `languages`: as JSON with the state of each section, as a comment in all."""
    from concord.cli.language_arguments import english_name  # what compares texts is loaded only where it is needed
    from concord.report import worklist as report

    everywhere = form == "markdown" and not languages
    work = [_work(code, statuses, choice, guide) for code in (guide.corpus.languages if everywhere else languages)]
    if form == "markdown":
        click.echo(report.as_markdown(statuses, work), nl=False)
    elif form == "json":
        beginning = [one.language for one in work if one.language in guide.corpus.beginning]
        missing = [missing_in(guide.corpus, guide.registry, code) for code in beginning]
        click.echo(
            status_report.as_json(
                statuses, report.as_data(work) | _assumed_data(guide) | status_report.missing_as_data(missing)
            )
        )
    else:
        for one in work:
            for line in report.lines(one, english_name(one.language)):
                click.echo(line, color=use_colour())
            if one.language in guide.corpus.beginning:
                for line in status_report.missing(missing_in(guide.corpus, guide.registry, one.language)):
                    click.echo(line, color=use_colour())


def _assumed_data(guide: Guide) -> dict[str, object]:
    """The key `assumed` of the JSON; {} where anything is confirmed, or git cannot tell."""
    if not (found := _assumed(set(), guide)):
        return {}
    from concord.report import assumed

    return {"assumed": assumed.as_data(found)}


def _named(names: tuple[str, ...], guide: Guide) -> tuple[list[str], set[str]]:
    """The languages and the pages among `names`."""
    codes = guide.corpus.languages
    pages = [name for name in names if name not in codes]
    try:
        found = named_pages(pages, guide)
    except ConfigurationError:
        from concord.cli.language_arguments import meant_language

        for name in pages:
            if code := meant_language(name, codes):
                raise ConfigurationError(f"{name} goes by its code here: concord status {code}") from None
        raise
    return [name for name in dict.fromkeys(names) if name in codes], found


def _minutes(limit: str | None) -> int | None:
    if limit is None:
        return None
    if not (match := _DURATION.fullmatch(limit)):
        raise ConfigurationError(f"--limit takes a time such as 60m or 2h, not {limit!r}")
    return int(match[1]) * (60 if match[2] == "h" else 1)


def _selected(pages: set[str], since: str | None, guide: Guide) -> dict[SectionKey, SectionStatus]:
    """The sections of `pages`, of all pages where there are none, that differ from the commit `since`."""
    statuses = {key: one for key, one in guide.tracker.statuses.items() if not pages or key.page in pages}
    if since is None:
        return statuses
    from concord.since.touched_sections import touched_since  # only --since needs what reads git's history

    touched = touched_since(since, guide)
    return {key: one for key, one in statuses.items() if touched.has_key(key)}


def _work(language: str, statuses: Mapping[SectionKey, SectionStatus], choice: _Choice, guide: Guide) -> "LanguageWork":
    """What there is to do in a language; without git's history, as if it were not known what has changed."""
    from concord.report.worklist import LanguageWork
    from concord.sync import worklist
    from concord.sync.history.lookup import SnapshotLookup

    lookup = SnapshotLookup(guide.config, guide.tracker)
    try:
        items = list(worklist.worklist(guide.tracker, language, statuses, lookup.find, lookup.replaced_on))
    except ConfigurationError as error:
        print_line(f"what has changed is not known: {error}", err=True)
        items = list(worklist.worklist(guide.tracker, language, statuses, lambda *_: None, lambda *_: ""))
    if choice.order == "age":
        items = worklist.oldest_first(items)
    else:
        items = worklist.in_menu_order(items, guide.config.menu.titles)
    shown = items if choice.minutes is None else worklist.within(items, choice.minutes, choice.speed)
    states = [one.states[language] for one in statuses.values() if language in one.states]
    return LanguageWork(language, len(states), states.count("current"), tuple(items), len(shown), choice.speed)
