"""Page and files of a published guide → findings on what must not be published: HTML, front matter, files."""

from collections.abc import Iterator

from concord.finding import Finding, Subject
from concord.model import Location, Page
from concord.pages.corpus import Corpus
from concord.pages.metadata import KEYS, metadata_faults
from concord.registry import Registry
from concord.rules.messages import join_names


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `html-unsafe`, `page-metadata` and `file-unsafe`; nothing for a guide that is not published."""
    if not corpus.is_published:
        return
    for page in corpus:
        for location, what in page.unsafe_html:
            yield Subject(page).finding("html-unsafe", location, {"what": what})
        yield from _check_metadata(page)
    for location, reason in corpus.file_faults:
        yield Finding("file-unsafe", location, {"reason": reason})


def _check_metadata(page: Page) -> Iterator[Finding]:
    """Yields `page-metadata` for each key of the front matter that is not listed, or whose value is of another kind."""
    for key, kind in metadata_faults(page.meta):
        if key == "description":  # checked in every guide
            continue
        data = {"case": "kind", "key": key, "kind": kind} if kind else {"case": "key", "key": key}
        data["keys"] = join_names(KEYS)
        yield Subject(page).finding("page-metadata", Location(page.file, page.meta_lines.get(key, 1)), data)
