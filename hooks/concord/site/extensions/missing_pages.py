"""Links of a page to pages that its language does not have yet → links to those of the first language that has them."""

import posixpath
from xml.etree.ElementTree import Element

from concord.languages.locale_names import language_name
from concord.site.context import SiteContext
from concord.site.html_elements import element
from concord.site.urls import foreign_url


def lead_to_other_languages(context: SiteContext, root: Element) -> None:
    """Points the links below `root`, on a page in a language that is beginning, to pages that exist, in place.

    Behind such a link stands the language that its page is in, in the words of the reader's language.
    """
    if context.code not in context.corpus.beginning:
        return
    for parent in list(root.iter()):
        for index, child in reversed([*enumerate(parent)]):
            if child.tag != "a" or not (found := _foreign_page(context, child.get("href", ""))):
                continue
            code, path, id = found
            child.set("href", foreign_url(context, code, path, id))
            child.set("hreflang", code)
            remark = element("span", f" ({language_name(code, context.language)})")
            remark.tail, child.tail = child.tail, None
            parent.insert(index + 1, remark)


def _foreign_page(context: SiteContext, href: str) -> tuple[str, str, str] | None:
    """The language, the path and the section that a link leads to where the page's own language lacks the page."""
    path, _, id = href.partition("#")
    if ":" in path or not path.endswith(".md"):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(context.page), path))
    versions = context.corpus.versions(path)
    if not versions or context.code in versions:
        return None
    return next(iter(versions)), path, id
