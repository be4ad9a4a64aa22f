"""`llms.txt` of a language: what the guide is and its pages with a line on each, for language models.

The form is that of https://llmstxt.org.
"""

from collections.abc import Mapping, Sequence

from concord.model import Page
from concord.pages.corpus import Corpus
from concord.site.urls import site_path


def llms_txt(
    corpus: Corpus, site: str, language: str, name: str, summary: str, parts: Mapping[str, Sequence[str]]
) -> str:
    """The text of the file for the site at `site`, which is called `name` in this language.

    `parts` are the headings of the navigation with the paths of their pages; pages that are in none follow under the
    heading that has their folder's index.
    """
    pages = corpus.pages[language]
    listed = {path for paths in parts.values() for path in paths}
    lines = [f"# {name}", "", f"> {summary}"]
    for title, paths in parts.items():
        folders = [path.removesuffix("index.md") for path in paths if path.endswith("/index.md")]
        below = [path for path in pages if path not in listed and path.startswith(tuple(folders))]
        lines += ["", f"## {title}", ""]
        lines += [_line(corpus, site, pages[path]) for path in (*paths, *below)]
    return "\n".join([*lines, ""])


def _line(corpus: Corpus, site: str, page: Page) -> str:
    address = site + site_path(corpus, page.language, page.path)
    return f"- [{page.title}]({address}): {page.meta.get('description', '')}"
