"""A build whose languages disagree does not happen.

Once a build, before the first page is rendered and before the old site is cleaned away, every language is checked. An
error stops the build, and nothing less does. Under `mkdocs serve` the last good site stays up, with the findings in a
banner.
"""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from concord import guide
from concord.errors import ConcordError
from concord.report.log import log_line
from concord.site.theme.preview_banner import PreviewBanner

LOG = get_plugin_logger("concord")
PREVIEW = PreviewBanner()
SERVING = {"starting": False}  # the first build of a preview has no last good site: it shows what there is


def on_startup(command: str, dirty: bool) -> None:
    SERVING["starting"] = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    i18n: Any = config.plugins["i18n"]
    if (i18n.current_language or i18n.default_language) != i18n.default_language:
        return config
    try:
        config.extra["guide"] = the_guide = guide.read_guide(Path(config.config_file_path).parent)
    except ConcordError as error:
        PREVIEW.lines = [str(error)]
        raise PluginError(str(error)) from error
    findings = the_guide.at_least("warning")
    errors = the_guide.at_least("error")
    for finding in findings:
        stops = finding in errors and not SERVING["starting"]
        (LOG.error if stops else LOG.info)(log_line(finding))  # strict mode counts what is louder
    PREVIEW.lines = [log_line(finding) for finding in errors]
    if errors and not SERVING["starting"]:
        raise PluginError(f"the languages disagree, see above ({len(errors)})")
    return config


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    SERVING["starting"] = False
    build = server.builder

    def keep_the_last_good_site() -> None:
        try:
            build()
        except MkDocsException as error:
            PREVIEW.lines = PREVIEW.lines or [str(error)]
            LOG.info("The preview shows the last site that was whole")

    server.builder = keep_the_last_good_site
    server.set_app(PREVIEW.around(server.serve_request))
    return server
