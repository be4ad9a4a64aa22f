"""Guide → findings in the log: a build whose languages disagree stops before the first page is rendered.

The check runs once a build, for all languages, and before MkDocs empties the folder of the old site. Only errors stop
the build. Under `mkdocs serve` they stop none: the pages are shown as they are, below a list of the errors.
"""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from concord.errors import ConcordError
from concord.guide import Guide, read_guide
from concord.report.log import log_line
from concord.untrusted.printable import printable
from mkdocs_concord.plugin import begin_pass
from mkdocs_concord.preview_state import LOG, PREVIEW


def on_config(config: MkDocsConfig) -> None:
    """Begins the pass of a language; in the first one, checks the guide.

    Raises:
        PluginError: The guide cannot be read, or it has errors.
    """
    try:
        begun = begin_pass(config, PREVIEW.read_guide if PREVIEW.is_running else read_guide)
    except ConcordError as error:
        raise PluginError(printable(str(error))) from error
    if begun.is_first:
        report(begun.guide)


def report(guide: Guide) -> None:
    """Logs the findings of `guide`, and has the preview show its errors.

    Raises:
        PluginError: One is an error, and there is a build to stop.
    """
    errors = guide.errors
    for finding in guide.at_least("warning"):
        is_fatal = finding in errors and not PREVIEW.is_running
        (LOG.error if is_fatal else LOG.info)(log_line(finding))  # --strict stops at anything above `info`
    PREVIEW.banner.lines = [log_line(finding) for finding in errors]
    if errors and not PREVIEW.is_running:
        raise PluginError(f"the languages disagree, see above ({len(errors)})")
