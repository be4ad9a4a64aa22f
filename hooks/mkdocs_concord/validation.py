"""Guide → findings in the log: a build whose languages disagree stops before the first page is rendered.

The check runs once a build, for all languages, and before MkDocs empties the folder of the old site. Only errors stop
the build. Under `mkdocs serve` the first build always goes through; see preview.py for the later ones.
"""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from concord.errors import ConcordError
from concord.guide import Guide
from concord.report.log import log_line
from concord.untrusted.printable import printable
from mkdocs_concord.plugin import begin_pass
from mkdocs_concord.preview import LOG, PREVIEW


def on_config(config: MkDocsConfig) -> None:
    """Begins the pass of a language; in the first one, checks the guide.

    Raises:
        PluginError: The guide cannot be read, or it has errors.
    """
    try:
        begun = begin_pass(config)
    except ConcordError as error:
        raise PluginError(printable(str(error))) from error
    if begun.is_first:
        _check(begun.guide)


def _check(guide: Guide) -> None:
    """Logs the findings of `guide`. Raises PluginError where one is an error and there is a build to stop."""
    errors = guide.errors
    for finding in guide.at_least("warning"):
        is_fatal = finding in errors and not PREVIEW.is_first_build
        (LOG.error if is_fatal else LOG.info)(log_line(finding))  # --strict stops at anything above `info`
    PREVIEW.banner.lines = [log_line(finding) for finding in errors]
    if errors and not PREVIEW.is_first_build:
        raise PluginError(f"the languages disagree, see above ({len(errors)})")
