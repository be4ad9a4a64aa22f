"""The site also carries files for other systems: its titles and facts, its pages, and where renamed pages have gone."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.site.downloads.fact_files import facts_csv, facts_json, facts_schema
from concord.site.downloads.titles_json import titles_json
from concord.site.downloads.titles_tbx import titles_tbx
from concord.site.metadata.llms_txt import llms_txt
from concord.site.metadata.redirects import redirect_pages
from concord.site.metadata.sitemap import compressed, robots, sitemap
from concord.site.urls import language_root

FILES = {
    "titles.json": titles_json,
    "titles.tbx": titles_tbx,
    "facts.json": facts_json,
    "facts.schema.json": facts_schema,
    "facts.csv": facts_csv,
}


PUBLISHED: dict[str, str | bytes] = {}  # made in the first pass


@event_priority(-50)  # once the check has read the guide, and before the old site is cleaned away
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    config.theme.static_templates.discard("sitemap.xml")  # ours knows when a page was changed
    the_guide: Guide = config.extra["guide"]
    i18n: Any = config.plugins["i18n"]
    if (i18n.current_language or i18n.default_language) != i18n.default_language:
        return config
    PUBLISHED.clear()
    site, declared = config.site_url or "", config.extra.get("redirects") or {}
    try:
        PUBLISHED.update(redirect_pages(the_guide.corpus, site, declared))
    except ConfigurationError as error:
        raise PluginError(str(error)) from error
    pages = sitemap(the_guide.corpus, site, the_guide.modified)
    PUBLISHED.update({"sitemap.xml": pages, "sitemap.xml.gz": compressed(pages), "robots.txt": robots(site)})
    PUBLISHED.update({name: text(the_guide.registry, the_guide.corpus, site) for name, text in FILES.items()})
    return config


@event_priority(-200)  # behind i18n, which keeps no file that lies in no folder of a language
def on_files(files: Files, config: MkDocsConfig) -> Files:
    for name, content in PUBLISHED.items():
        if theirs := files.get_file_from_path(name):  # the sitemap that i18n brings along
            files.remove(theirs)
        files.append(File.generated(config, name, content=content))
    return files


@event_priority(-200)  # behind i18n, which gives the navigation its language
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    the_guide: Guide = config.extra["guide"]
    i18n: Any = config.plugins["i18n"]
    code = i18n.current_language
    parts: dict[str, list[str]] = {}
    for item in nav.items:
        own = [page for page in nav.pages if page is item or item in page.ancestors]
        parts[str(item.title)] = [page.file.src_uri.partition("/")[2] for page in own]
    text = llms_txt(
        the_guide.corpus, config.site_url or "", code, config.site_name, config.site_description or "", parts
    )
    name = f"{language_root(the_guide.corpus, code)}llms.txt"
    files.append(File.generated(config, name, content=text, inclusion=InclusionLevel.INCLUDED))
    return nav
