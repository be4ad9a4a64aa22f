"""The theme's 404.html → one such page per language, and one in all languages for hosts that know only one."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import write_file
from mkdocs.utils.templates import TemplateContext

from concord.site.theme.html_fixes import fix_html
from concord.site.theme.not_found import add_other_languages, home_paths, not_found_notice
from mkdocs_concord.plugin import Pass

TEMPLATE = "404.html"


def on_template_context(context: TemplateContext, template_name: str, config: MkDocsConfig) -> TemplateContext:
    """Adds to the variables of 404.html what happened and where to go (`notice`), and the homes (`alternates`)."""
    if template_name != TEMPLATE:
        return context
    site = Pass.of(config).context
    found = {"notice": not_found_notice(site), "alternates": home_paths(site)}
    return {**context, **found}  # type: ignore[typeddict-item]


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Writes the page of this language, for servers that have one per language (deploy/nginx.conf).

    Returns:
        The page in all languages, which MkDocs writes as 404.html, in the pass of the first language; "" in the others,
        for which MkDocs writes nothing.
    """
    if template_name != TEMPLATE:
        return output
    site, html = Pass.of(config).context, fix_html(output)
    write_file(html.encode(), str(Path(config.site_dir, file_name(site.code))))
    return add_other_languages(site, html) if site.code == site.corpus.languages[0] else ""


def file_name(code: str) -> str:
    """The path on the site of the page for the readers of one language."""
    return f"404.{code}.html"
