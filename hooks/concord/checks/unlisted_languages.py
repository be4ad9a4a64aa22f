"""Corpus → findings on folders with pages of a language that the settings do not list."""

from collections import Counter
from collections.abc import Iterator

from babel.localedata import exists

from concord.finding import Finding
from concord.model import Location
from concord.pages.corpus import PAGE_ENDINGS, Corpus
from concord.registry import Registry
from concord.rules.language_names import english_name


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `language-unlisted` at the first page of each folder in `docs` that is named by the code of a language.

    Nothing where the languages are in other folders, or were chosen on the command line.
    """
    if not (corpus.docs and corpus.settings_file) or not any(
        folder == f"{corpus.docs}/{code}" for code, folder in corpus.folders.items()
    ):
        return
    pages = sorted(file for file in corpus.files or () if file.endswith(PAGE_ENDINGS))
    codes = Counter(code for file in pages if (code := _top_folder(corpus.docs, file)) and _is_language(code))
    for code, count in codes.items():
        folder = f"{corpus.docs}/{code}"
        first = next(file for file in pages if file.startswith(f"{folder}/"))
        data = {"folder": folder, "code": code, "language": english_name(code), "settings": corpus.settings_file}
        yield Finding("language-unlisted", Location(first), data | {"count": str(count)}, code)


def _top_folder(docs: str, file: str) -> str:
    """The name of the folder in `docs` that has `file`; "" where it lies in `docs` itself or elsewhere."""
    name, slash, _ = file.removeprefix(f"{docs}/").partition("/")
    return name if slash and file.startswith(f"{docs}/") else ""


def _is_language(name: str) -> bool:
    """Whether `name` is a code of a language, such as `fr` or `pt-BR`, by CLDR."""
    return exists(name.replace("-", "_"))
