"""Guide → the files that the site has for other systems: titles, facts, sitemap, redirects, llms.txt."""

from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.utils import write_file

from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.model import Page
from concord.site.downloads.chart_csv import chart_files
from concord.site.downloads.fact_files import facts_csv, facts_json, facts_schema
from concord.site.downloads.titles_json import titles_json
from concord.site.downloads.titles_tbx import titles_tbx
from concord.site.downloads.titles_tbx_2019 import titles_tbx_2019
from concord.site.metadata.llms_txt import llms_txt
from concord.site.metadata.redirects import redirect_pages
from concord.site.metadata.sitemap import compressed, robots, sitemap
from concord.site.urls import language_root, site_path
from concord.untrusted.printable import printable
from mkdocs_concord.plugin import Pass, is_build_complete, path_of

REGISTRY_FILES = {
    "titles.json": titles_json,
    "titles.tbx": titles_tbx,
    "titles-2019.tbx": titles_tbx_2019,
    "facts.json": facts_json,
    "facts.schema.json": facts_schema,
    "facts.csv": facts_csv,
}


@event_priority(-50)  # after validation.py, and before MkDocs empties the folder of the old site
def on_config(config: MkDocsConfig) -> None:
    """Makes the files that are the same for all languages, in the first pass.

    Raises:
        PluginError: `extra: redirects` in mkdocs.yml is wrong.
    """
    config.theme.static_templates.discard("sitemap.xml")  # the theme's has no dates of changes
    current = Pass.of(config)
    if current.is_first:
        current.build.downloads = shared_files(current)


@event_priority(-200)  # after static-i18n, which drops the files that are in no language's folder
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Adds these files to those that MkDocs writes."""
    for path, content in Pass.of(config).build.downloads.items():
        if replaced := files.get_file_from_path(path):  # the sitemap of static-i18n
            files.remove(replaced)
        files.append(File.generated(config, path, content=content))


@event_priority(-200)  # after static-i18n, which translates the navigation
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Adds llms.txt of this language, in which the pages stand below the items of the navigation."""
    current = Pass.of(config)
    for item in nav.items:
        paths = [path_of(page) for page in nav.pages if page is item or item in page.ancestors]
        current.menu_parts[str(item.title)] = paths
    for path, text in language_files(current).items():
        files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.INCLUDED))


@event_priority(-200)  # after static-i18n, which builds the other languages
def on_post_build(config: MkDocsConfig) -> None:
    """Puts the Markdown of each page beside the page, once all languages are built."""
    if not is_build_complete(config):
        return
    guide = Pass.of(config).guide
    for page in guide.corpus:
        write_markdown(guide, page, config.site_dir)


def write_markdown(guide: Guide, page: Page, site: str) -> None:
    """Puts the Markdown of `page` beside its HTML, in the folder `site`."""
    path = Path(site, site_path(guide.corpus, page.language, page.path), "index.md")
    write_file(Path(guide.config.root, page.file).read_bytes(), str(path))


def shared_files(current: Pass) -> dict[str, str | bytes]:
    """The files that are the same for all languages, by their paths on the site. Raises what `on_config` does."""
    return {**redirects(current), **_files_for_crawlers(current), **_registry_files(current)}


def redirects(current: Pass) -> dict[str, str]:
    """The pages at old addresses, by their paths on the site. Raises what `on_config` does."""
    try:
        return redirect_pages(current.context, current.config.extra.get("redirects") or {})
    except ConfigurationError as error:
        raise PluginError(printable(str(error))) from error


def language_files(current: Pass) -> dict[str, str]:
    """The files of one language, by their paths on the site."""
    site, config = current.context, current.config
    text = llms_txt(site, config.site_name, config.site_description or "", current.menu_parts)
    return {f"{language_root(site.corpus, site.code)}llms.txt": text}


def _files_for_crawlers(current: Pass) -> dict[str, str | bytes]:
    pages = sitemap(current.context, current.guide.modified)
    return {"sitemap.xml": pages, "sitemap.xml.gz": compressed(pages), "robots.txt": robots(current.context.site_url)}


def _registry_files(current: Pass) -> dict[str, str | bytes]:
    without_stand_ins = replace(current.context, registry=current.guide.registry)
    files = {path: content(without_stand_ins) for path, content in REGISTRY_FILES.items()}
    return {**files, **chart_files(current.context)}
