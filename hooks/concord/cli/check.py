"""`concord check`."""

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
from concord.report.json_report import findings_json
from concord.report.sarif import findings_sarif

_ROUNDS = 5  # of mending: an id that is written may settle which one the next heading gets


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
    settings = find_config(Path.cwd(), docs_dir, languages)
    the_guide = load_guide(settings)
    findings = _within(paths, since, the_guide)
    if fix:
        from concord.edits.apply import apply_fixes  # loaded where it is wanted, as below

        mended = 0
        for _ in range(_ROUNDS):
            shown = (finding for finding in findings if the_guide.is_at_least("warning", finding))
            changed = apply_fixes((finding.fix for finding in shown if finding.fix), settings.root)
            if not changed:
                break
            mended += changed
            the_guide = load_guide(settings)
            findings = _within(paths, since, the_guide)
        click.echo(f"mended {mended} {'place' if mended == 1 else 'places'}", err=True)
    _print(findings, the_guide, form)
    if any(the_guide.is_at_least("warning", finding) for finding in findings):
        sys.exit(1)


def _print(findings: Sequence[Finding], the_guide: Guide, form: str) -> None:
    """Findings in the form `form`; those at the level `info` are for programs only."""
    levels = the_guide.config.levels
    folder = _folder_in_repository(the_guide.config)
    if form == "json":
        click.echo(findings_json(findings, the_guide.corpus, levels))
        return
    if form == "sarif":
        from importlib.metadata import version

        click.echo(findings_sarif(findings, levels, the_guide.config.root, folder, version("cco-guide")))
        return
    shown = [finding for finding in findings if the_guide.is_at_least("warning", finding)]
    for line in github.lines(shown, levels, folder) if form == "github" else text.lines(shown, levels):
        click.echo(line, color=use_colour())
    pages = len(list(the_guide.corpus))
    click.echo(text.summary(findings, levels, pages, len(the_guide.corpus.languages)))


def _folder_in_repository(settings: Config) -> str:
    """Where the guide lies in its repository, by which hosts know its files; "" at its top."""
    root = settings.root.resolve()
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    folder = root.relative_to(top).as_posix()
    return "" if folder == "." else folder


def _within(paths: Sequence[str], since: str | None, the_guide: Guide) -> list[Finding]:
    """The findings on the pages and files that `paths` name, in the sections that differ from `since`."""
    if since is None:
        return _on(paths, the_guide.findings, the_guide)
    from concord.since.lost_texts import lost_texts
    from concord.since.touched_sections import touched_since  # what reads git's history is loaded where it is wanted

    touched = touched_since(since, the_guide)
    found = [finding for finding in the_guide.findings if touched.concerns(finding)]
    return _on(paths, [*found, *lost_texts(since, the_guide)], the_guide)


def _on(paths: Sequence[str], findings: list[Finding], the_guide: Guide) -> list[Finding]:
    """Those of `findings` on the pages and files that `paths` name; all of them without paths."""
    if not paths:
        return findings
    root = the_guide.config.root.resolve()
    inside = (root, *((root / folder).resolve() for folder in the_guide.corpus.folders.values()))
    wanted: list[Path] = []
    for path in paths:
        absolute = Path(path).resolve()
        if not absolute.exists():
            raise ConfigurationError(f"there is no {path}")
        if not any(absolute.is_relative_to(folder) for folder in inside):
            raise ConfigurationError(f"{path} lies outside the guide")
        wanted.append(absolute)
    pages = {page.path for page in the_guide.corpus if _below(root / page.file, wanted)}
    return [f for f in findings if f.page in pages or _below(root / f.location.path, wanted)]


def _below(file: Path, wanted: Sequence[Path]) -> bool:
    absolute = Path(os.path.normpath(file))
    return any(absolute.is_relative_to(path) for path in wanted)
