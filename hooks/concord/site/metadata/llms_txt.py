"""The pages of a language → its `llms.txt` for language models, in the form of https://llmstxt.org."""

from collections.abc import Mapping, Sequence

from concord.model import Page
from concord.site.context import SiteContext
from concord.site.urls import site_path
from concord.untrusted.printable import without_controls


def llms_txt(context: SiteContext, name: str, summary: str, parts: Mapping[str, Sequence[str]]) -> str:
    """The text of the file: what the guide is, and its pages with a line on each.

    Args:
        context: The corpus and the language.
        name: What the site is called in the language.
        summary: What it is, in a sentence.
        parts: The headings of the navigation with the paths of their pages. Pages that are not in the navigation
            follow under the heading that has the index of their folder.
    """
    pages = context.corpus.pages[context.code]
    listed = {path for paths in parts.values() for path in paths}
    lines = [f"# {name}", "", f"> {summary}", "", context.words["as_markdown"]]
    for title, paths in parts.items():
        folders = [path.removesuffix("index.md") for path in paths if path.endswith("/index.md")]
        below = [path for path in pages if path not in listed and path.startswith(tuple(folders))]
        lines += ["", f"## {title}", ""]
        lines += [_line(context, pages[path]) for path in (*paths, *below)]
    return without_controls("\n".join([*lines, ""]))


def _line(context: SiteContext, page: Page) -> str:
    address = context.site_url + site_path(context.corpus, context.code, page.path)
    return f"- [{page.title}]({address}): {page.meta.get('description', '')}"
