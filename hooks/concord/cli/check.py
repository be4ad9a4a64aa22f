"""`concord check`: arguments → findings, printed in one of five formats, and edits that correct them."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from concord import __version__
from concord.cli.group import LAYOUT, TODAY, changing_guide, concord, current_guide, use_colour
from concord.cli.mending import Mending
from concord.cli.tree_layout import Request
from concord.config import LEVELS, Config
from concord.errors import ConfigurationError
from concord.finding import Finding
from concord.guide import Guide
from concord.report import github, text
from concord.report import moved_prose as moved_report
from concord.report.json_report import findings_json
from concord.report.markdown import as_markdown
from concord.report.sarif import findings_sarif
from concord.sync.moved_prose import MovedProse, moved_prose

if TYPE_CHECKING:
    from concord.since.touched_sections import TouchedSections


@concord.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--fix", is_flag=True, help="Mend what has one right answer: a fact's text, an id, quotation marks.")
@click.option("--dry-run", is_flag=True, help="With --fix: only say what would be mended.")
@click.option(
    "--from-registry", is_flag=True, help="With --fix: the registry is right, also about what was just edited."
)
@click.option("--since", metavar="REF", help="Only the sections that differ from the git commit REF in any language.")
@click.option("--docs-dir", metavar="DIR", help="Check the tree in DIR, with a folder a language.")
@click.option("--languages", metavar="LIST", help="Its languages: en,nl; with other folders: en,nl=docs/nl/docs.")
@LAYOUT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif", "markdown"]),
    default="text",
    help="What to print: github are annotations of a pull request, markdown is a comment on it.",
)
@click.option("--baseline", metavar="FILE", help="Only what FILE does not have, the findings that are known.")
@click.option("--update-baseline", is_flag=True, help="With --baseline: write what is found into FILE.")
@click.option("--level", type=click.Choice(LEVELS), default="warning", help="The lowest level that is printed.")
@TODAY
def check(paths: tuple[str, ...], **options: Any) -> None:
    """Report where the languages disagree, all of them in one run; with PATH, on those pages alone.

    Files that are versions of each other by their names are compared: README.md README.*.md.
    """
    request = Request(options["docs_dir"], options["languages"], options["layout"], paths)
    since, form = options["since"], options["form"]
    if options["fix"]:
        is_dry = options["dry_run"]
        with nullcontext(current_guide(request)) if is_dry else changing_guide(request) as read:
            mending = Mending(read, from_registry=options["from_registry"], is_dry=is_dry)
            guide = mending.run(lambda now: _findings(paths, since, _touched(since, now), now))
        for line in mending.report():
            click.echo(line, err=True)
    else:
        guide = current_guide(request)
    touched = _touched(since, guide)
    findings = _findings(paths, since, touched, guide)
    if options["baseline"] or options["update_baseline"]:
        findings = _new(findings, options, guide, is_whole=not paths and since is None)
    _print(findings, guide, form, options["level"])
    if form in ("text", "github") and guide.tracker.has_locks:
        _print_moved(_moved(paths, touched, guide), since, guide, form)
    if any(guide.is_at_least("warning", finding) for finding in findings):
        sys.exit(1)


def _new(findings: list[Finding], options: Mapping[str, Any], guide: Guide, *, is_whole: bool) -> list[Finding]:
    """Those of `findings` that are not in the baseline, after it was written anew where that is asked for."""
    from concord.cli.baseline import new_findings, update_baseline  # only --baseline needs it

    name = options["baseline"]
    if not name or (options["update_baseline"] and not is_whole):
        raise ConfigurationError("--update-baseline needs --baseline FILE, and all pages: no PATH, no --since")
    if options["update_baseline"]:
        update_baseline([finding for finding in findings if guide.is_at_least("warning", finding)], name)
    return new_findings(findings, name, is_whole=is_whole)


def _print(findings: Sequence[Finding], guide: Guide, form: str, lowest: str) -> None:
    """Prints `findings` in the format `form`: in JSON and SARIF all, else those at the level `lowest` or above."""
    levels, languages = guide.config.levels, guide.corpus.languages
    folder, pages = _folder_in_repository(guide.config), len(list(guide.corpus))
    shown = [finding for finding in findings if guide.is_at_least(lowest, finding)]
    if form == "json":
        click.echo(findings_json(findings, guide.corpus, levels))
    elif form == "sarif":
        click.echo(findings_sarif(findings, levels, guide.config.root, folder, __version__))
    elif form == "markdown":
        click.echo(as_markdown(shown, levels, pages, len(languages)), nl=False)
    elif form == "github":
        for line in (*github.lines(shown, levels, folder), text.summary(findings, levels, pages, len(languages))):
            click.echo(line)
    else:
        for line in text.lines(shown, levels):
            click.echo(line, color=use_colour())
        for note in (*text.not_compared(languages), *text.notes(findings, levels)):
            click.echo(note, err=True)
        for line in (text.summary(findings, levels, pages, len(languages)), *text.next_steps(findings, levels, lowest)):
            click.echo(line)


def _moved(paths: Sequence[str], touched: "TouchedSections | None", guide: Guide) -> MovedProse:
    """What prose has moved on the pages that `paths` and `touched` select."""
    pages = _pages(_files(paths, guide), guide)
    return moved_prose(
        {
            key: status
            for key, status in guide.tracker.statuses.items()
            if (not paths or key.page in pages) and (touched is None or touched.has_key(key))
        }
    )


def _print_moved(moved: MovedProse, since: str | None, guide: Guide, form: str) -> None:
    """Prints what prose has moved, and what to type next. It stops nobody."""
    if form == "github":
        for notice in moved_report.notices(moved, guide.tracker, _folder_in_repository(guide.config)):
            click.echo(notice)
    for line in moved_report.summary(moved, since):
        click.echo(line)


def _folder_in_repository(config: Config) -> str:
    """The path of the guide's root in its git repository, "" for the top or where there is no repository."""
    root = config.root.resolve()
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    folder = root.relative_to(top).as_posix()
    return "" if folder == "." else folder


def _touched(since: str | None, guide: Guide) -> "TouchedSections | None":
    """What differs from the commit `since`; None without one."""
    if since is None:
        return None
    from concord.since.touched_sections import touched_since  # only --since needs what reads git's history

    return touched_since(since, guide)


def _findings(
    paths: Sequence[str], since: str | None, touched: "TouchedSections | None", guide: Guide
) -> list[Finding]:
    """The findings that `paths` and `touched` select; with `since` also the texts that a squashed branch would lose."""
    if since is None or touched is None:
        return _on_paths(paths, guide.findings, guide)
    from concord.since.lost_texts import lost_texts

    found = [finding for finding in guide.findings if touched.concerns(finding)]
    return _on_paths(paths, [*found, *lost_texts(since, guide)], guide)


def _on_paths(paths: Sequence[str], findings: list[Finding], guide: Guide) -> list[Finding]:
    """The `findings` on the pages and files that `paths` name, in any language; all of them where `paths` is empty.

    Raises:
        ConfigurationError: One of `paths` does not exist, or lies outside the guide.
    """
    if not paths:
        return findings
    wanted = _files(paths, guide)
    pages, root = _pages(wanted, guide), guide.config.root.resolve()
    return [f for f in findings if f.page in pages or _is_within(root / f.location.path, wanted)]


def _files(paths: Sequence[str], guide: Guide) -> list[Path]:
    """The files and folders that `paths` name. Raises what `_on_paths` does."""
    inside = [(guide.config.root / folder).resolve() for folder in ("", *guide.corpus.folders.values())]
    wanted: list[Path] = []
    for path in paths:
        absolute = Path(path).resolve()
        if not absolute.exists():
            raise ConfigurationError(f"there is no {path}")
        if not any(absolute.is_relative_to(folder) for folder in inside):
            raise ConfigurationError(f"{path} lies outside the guide")
        wanted.append(absolute)
    return wanted


def _pages(wanted: Sequence[Path], guide: Guide) -> set[str]:
    """The pages of which a language has one of the files `wanted`, or below one of these folders."""
    root = guide.config.root.resolve()
    return {page.path for page in guide.corpus if _is_within(root / page.file, wanted)}


def _is_within(file: Path, paths: Sequence[Path]) -> bool:
    """Whether `file` is one of `paths`, or lies in one of them."""
    absolute = Path(os.path.normpath(file))
    return any(absolute.is_relative_to(path) for path in paths)
