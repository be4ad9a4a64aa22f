"""`concord check`: arguments → findings, printed in one of four formats, and edits that correct them."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from concord.cli.group import concord, use_colour
from concord.config import Config, find_config
from concord.errors import ConfigurationError
from concord.finding import Finding
from concord.guide import Guide, load_guide
from concord.report import github, text
from concord.report.counting import count_of
from concord.report.json_report import findings_json
from concord.report.sarif import findings_sarif

_MAX_ROUNDS = 5  # of --fix: an id that one round writes may settle which id the next heading gets


@concord.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--fix", is_flag=True, help="Mend what has one right answer: a fact's text, an id, quotation marks.")
@click.option("--since", metavar="REF", help="Only the sections that differ from the git commit REF in any language.")
@click.option("--docs-dir", metavar="DIR", help="Check the tree in DIR, with a folder a language.")
@click.option("--languages", metavar="LIST", help="Its languages: en,nl; with other folders: en,nl=docs/nl/docs.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="What to print: github are annotations of a pull request.",
)
def check(
    paths: tuple[str, ...], fix: bool, since: str | None, docs_dir: str | None, languages: str | None, form: str
) -> None:
    """Report where the languages disagree, all of them in one run; with PATH, on those pages alone."""
    guide = load_guide(find_config(Path.cwd(), docs_dir, languages))
    if fix:
        number, guide = _fix_all(paths, since, guide)
        click.echo(f"mended {count_of(number, 'place')}", err=True)
    findings = _findings(paths, since, guide)
    _print(findings, guide, form)
    if any(guide.is_at_least("warning", finding) for finding in findings):
        sys.exit(1)


def _fix_all(paths: Sequence[str], since: str | None, guide: Guide) -> tuple[int, Guide]:
    """Applies the edits of the findings at the level warning or above, until there are none or after `_MAX_ROUNDS`.

    Returns:
        The number of edits, and the guide as it is afterwards.
    """
    from concord.edits.apply import apply_fixes  # only --fix needs it

    number = 0
    for _ in range(_MAX_ROUNDS):
        findings = _findings(paths, since, guide)
        fixes = (finding.fix for finding in findings if finding.fix and guide.is_at_least("warning", finding))
        applied = apply_fixes(fixes, guide.config.root)
        if not applied:
            break
        number += applied
        guide = load_guide(guide.config)
    return number, guide


def _print(findings: Sequence[Finding], guide: Guide, form: str) -> None:
    """Prints `findings` in the format `form`; those at the level info only in JSON and SARIF."""
    levels = guide.config.levels
    folder = _folder_in_repository(guide.config)
    if form == "json":
        click.echo(findings_json(findings, guide.corpus, levels))
        return
    if form == "sarif":
        from importlib.metadata import version

        click.echo(findings_sarif(findings, levels, guide.config.root, folder, version("cco-guide")))
        return
    shown = [finding for finding in findings if guide.is_at_least("warning", finding)]
    for line in github.lines(shown, levels, folder) if form == "github" else text.lines(shown, levels):
        click.echo(line, color=use_colour())
    for note in text.renamed_rules(findings, levels) if form == "text" else ():
        click.echo(note, err=True)
    pages = len(list(guide.corpus))
    click.echo(text.summary(findings, levels, pages, len(guide.corpus.languages)))


def _folder_in_repository(config: Config) -> str:
    """The path of the guide's root in its git repository, "" for the top or where there is no repository."""
    root = config.root.resolve()
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    folder = root.relative_to(top).as_posix()
    return "" if folder == "." else folder


def _findings(paths: Sequence[str], since: str | None, guide: Guide) -> list[Finding]:
    """The findings that `paths` and `since` select; with `since` also the texts that a squashed branch would lose."""
    if since is None:
        return _on_paths(paths, guide.findings, guide)
    from concord.since.lost_texts import lost_texts  # only --since needs what reads git's history
    from concord.since.touched_sections import touched_since

    touched = touched_since(since, guide)
    found = [finding for finding in guide.findings if touched.concerns(finding)]
    return _on_paths(paths, [*found, *lost_texts(since, guide)], guide)


def _on_paths(paths: Sequence[str], findings: list[Finding], guide: Guide) -> list[Finding]:
    """The `findings` on the pages and files that `paths` name, in any language; all of them where `paths` is empty.

    Raises:
        ConfigurationError: One of `paths` does not exist, or lies outside the guide.
    """
    if not paths:
        return findings
    root = guide.config.root.resolve()
    inside = (root, *((root / folder).resolve() for folder in guide.corpus.folders.values()))
    wanted: list[Path] = []
    for path in paths:
        absolute = Path(path).resolve()
        if not absolute.exists():
            raise ConfigurationError(f"there is no {path}")
        if not any(absolute.is_relative_to(folder) for folder in inside):
            raise ConfigurationError(f"{path} lies outside the guide")
        wanted.append(absolute)
    pages = {page.path for page in guide.corpus if _is_within(root / page.file, wanted)}
    return [f for f in findings if f.page in pages or _is_within(root / f.location.path, wanted)]


def _is_within(file: Path, paths: Sequence[Path]) -> bool:
    """Whether `file` is one of `paths`, or lies in one of them."""
    absolute = Path(os.path.normpath(file))
    return any(absolute.is_relative_to(path) for path in paths)
