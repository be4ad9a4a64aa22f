"""`extra: read_on` of mkdocs.yml → the pages that a page leads on to, one for each kind of reader."""

from collections.abc import Mapping

from concord.errors import ConfigurationError
from concord.pages.corpus import Corpus

READERS = ("candidates", "employers", "colleagues")  # those whom the sections of `#use` address


def pages_to_read(corpus: Corpus, setting: object, path: str) -> list[tuple[str, str]]:
    """What readers of the page at `path` read next, as pairs of a reader and the path of a page.

    Args:
        corpus: The pages of all languages.
        setting: What mkdocs.yml has, which may be anything: the path of a page → a reader → the path of another page.
        path: The page.

    Raises:
        ConfigurationError: The setting has another form, or names a page or a reader that does not exist.
    """
    if not isinstance(setting, Mapping) or not all(isinstance(pages, Mapping) for pages in setting.values()):
        form = "pages with a page for each kind of reader, such as `a.md: {candidates: b.md}`"
        raise ConfigurationError(f"mkdocs.yml: extra, read_on: {setting!r} are not {form}")
    for page, others in setting.items():
        for reader, other in others.items():
            if reader not in READERS:
                raise ConfigurationError(f"mkdocs.yml: extra, read_on: {reader!r} is none of {', '.join(READERS)}")
            if missing := [one for one in (page, other) if one not in corpus.paths]:
                raise ConfigurationError(f"mkdocs.yml: extra, read_on: there is no page {missing[0]}")
    return [(reader, setting[path][reader]) for reader in READERS if reader in setting.get(path, {})]
