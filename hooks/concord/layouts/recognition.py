"""A tree of Markdown files → `Layout`: which file is which page in which language, by one of five conventions.

Nothing of the tree is run or trusted: only the names of folders and files, and the words of a few pages, are looked at.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from concord.languages.locales import base_language, locale_of

PAGE_ENDINGS = (".md", ".markdown")
DOCS_FOLDERS = ("docs", "content", "doc", "src/content/docs", "website/docs", "site/content", "src")
_DOCUSAURUS = "docusaurus-plugin-content-docs/current"
_CODE = r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4}){0,2}"
_SUFFIX = re.compile(rf"(?P<base>.+)\.(?P<code>{_CODE})")
_ANY_SUFFIX = re.compile(rf"(?P<base>.+?)[._-](?P<code>{_CODE})")
_FENCED = re.compile(r"^(```|~~~).*?^\1|<[^>]*>|\]\([^)]*\)", re.MULTILINE | re.DOTALL)
_SAMPLE = 4000  # characters from which a language is told
_SAMPLE_PAGES = 8
_CERTAIN = 0.9  # from 0 to 1
_MOST_FILES = 50_000

Files = Mapping[str, str]  # the path of a page, the same in each language → its file


@dataclass(frozen=True)
class Layout:
    """Where the languages of a tree are.

    Attributes:
        name: The convention, a key of `LAYOUTS`.
        folders: The folder of each language, from the root of the tree; the leading language is the first.
        files: Of languages that share a folder, the file of each page.
    """

    name: str
    folders: Mapping[str, str]
    files: Mapping[str, Files] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What is taken for what, in one line."""
        if self.files and self.name == "files":
            first = ((code, next(iter(files.values()))) for code, files in self.files.items())
            return f"layout {self.name}: " + ", ".join(f"{file} is {code}" for code, file in first)
        if self.files:
            codes = list(self.folders)
            return (
                f"layout {self.name}: {self.folders[codes[0]]}/page.md is {codes[0]}, page.{codes[-1]}.md {codes[-1]}"
                + (f"; also {', '.join(codes[1:-1])}" if codes[2:] else "")
            )
        return f"layout {self.name}: " + ", ".join(f"{folder} is {code}" for code, folder in self.folders.items())


def by_folders(root: Path, docs: str, lead: str = "") -> Layout | None:
    """`docs/de/page.md`, with the leading language in a folder of its own or in `docs` itself."""
    pages = {name: set(_pages(root / docs / name)) for name in _language_folders(root / docs)}
    pages = {code: found for code, found in pages.items() if found}
    top = set(_pages(root / docs, besides=pages))
    inner = {code: found for code, found in pages.items() if 2 * len(found & top) >= len(found)}
    if inner and len(inner) == len(pages):
        translated = sorted(top & set().union(*inner.values()))
        code = lead or language_of([root / docs / path for path in translated], taken=inner)
        return Layout("folders", {**{code: f"{docs}/{code}" for code in [code, *sorted(inner)]}, code: docs})
    shared = {
        code for code, found in pages.items() if any(found & other for name, other in pages.items() if name != code)
    }
    return Layout("folders", {code: f"{docs}/{code}" for code in _in_order(shared, lead)}) if len(shared) > 1 else None


def by_suffixes(root: Path, docs: str, lead: str = "") -> Layout | None:
    """`docs/page.md` with `docs/page.de.md`, as mkdocs-static-i18n and Hugo read it."""
    return _by_names("suffixes", root, docs, [f"{docs}/{path}" for path in _pages(root / docs)], lead)


def by_docusaurus(root: Path, docs: str, lead: str = "") -> Layout | None:
    """Docusaurus: `docs/page.md` with `i18n/de/docusaurus-plugin-content-docs/current/page.md`."""
    top = PurePosixPath(docs).parent
    folders = {
        code: (top / "i18n" / code / _DOCUSAURUS).as_posix()
        for code in _language_folders(root / top / "i18n")
        if any(_pages(root / top / "i18n" / code / _DOCUSAURUS))
    }
    own = [root / docs / path for path in sorted(_pages(root / docs))]
    if not folders or not own:
        return None
    code = lead or language_of(own, taken=folders)
    return Layout("docusaurus", {code: docs, **{other: folder for other, folder in folders.items() if other != code}})


def by_hugo(root: Path, docs: str, lead: str = "") -> Layout | None:
    """Hugo: `content/de/page.md`, or `content/page.de.md`."""
    docs = docs if (root / docs).name == "content" else "content"
    found = by_folders(root, docs, lead) or by_suffixes(root, docs, lead)
    return found and Layout("hugo", found.folders, found.files)


def by_files(root: Path, names: Iterable[str], lead: str = "") -> Layout | None:
    """`README.md` with `README.de.md`, `README_DE.md` or `docs/README.de.md`: files by their names alone."""
    return _by_names("files", root, ".", [name for name in names if name.endswith(PAGE_ENDINGS)], lead)


LAYOUTS: Mapping[str, Callable[[Path, str, str], Layout | None]] = {
    "docusaurus": by_docusaurus,
    "folders": by_folders,
    "suffixes": by_suffixes,
    "hugo": by_hugo,
    "files": lambda root, _, lead: by_files(root, sorted(os.listdir(root)), lead),  # noqa: PTH208 (names, not paths)
}
"""The conventions by their names, in the order in which they are tried."""


def recognise(root: Path, docs: str = "", name: str = "", lead: str = "") -> Layout | None:
    """The layout of the tree at `root`, None where no convention fits.

    Args:
        root: The folder that all names are relative to.
        docs: The folder of the pages; "" to look into those that are usual.
        name: The only convention that is to be tried, "" for all.
        lead: The code of the leading language; "" to tell it by its text where no name says it.
    """
    folders = [docs] if docs else [folder for folder in DOCS_FOLDERS if (root / folder).is_dir()]
    for convention in [name] if name else LAYOUTS:
        for folder in folders if convention != "files" else [""]:
            if found := LAYOUTS[convention](root, folder, lead):
                return found
    return None


def language_of(files: Iterable[Path], taken: Iterable[str] = ()) -> str:
    """The language that most of `files` are written in, told by their text; "en" where that is not certain.

    Args:
        files: The pages.
        taken: The codes of languages that have folders or names of their own. It is none of them where that is not
            certain; else `files` are a copy, as `README.md` is of `README.en.md`.
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # takes half a second, for trees without settings alone

    text = " ".join(_FENCED.sub(" ", _text(file)) for file, _ in zip(files, range(_SAMPLE_PAGES), strict=False))
    others = {base_language(code) for code in taken}
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    ranked = [(str(code), probability) for code, probability in model.rank(" ".join(text.split())[:_SAMPLE])]
    known = (code for code, sure in ranked if locale_of(code) and (sure > _CERTAIN or code not in others))
    return next(known, "en") if text.strip() else "en"


def _text(file: Path) -> str:
    try:
        return file.read_bytes()[: 4 * _SAMPLE].decode("utf-8", "ignore")
    except OSError:
        return ""


def _by_names(name: str, root: Path, docs: str, files: Iterable[str], lead: str) -> Layout | None:
    """A layout of `files`, whose names end in the code of a language where they are not in the leading one."""
    pattern = _ANY_SUFFIX if name == "files" else _SUFFIX
    pages: dict[str, dict[str, str]] = {}  # page → code, "" for none → file
    for file in files:
        path, code = _page_and_code(file, pattern)
        page = PurePosixPath(path).name if name == "files" else PurePosixPath(path).relative_to(docs).as_posix()
        pages.setdefault(page, {}).setdefault(code, file)
    groups = {page: versions for page, versions in pages.items() if len(versions) > 1}
    codes = {code for versions in groups.values() for code in versions}
    if len(codes) < 2:
        return None
    kept = groups if name == "files" else pages
    without_code = [root / versions[""] for versions in groups.values() if "" in versions]
    first = lead or (language_of(without_code, taken=codes - {""}) if without_code else "")
    listed: dict[str, dict[str, str]] = {code: {} for code in _in_order({code or first for code in codes}, first)}
    for page, versions in kept.items():
        for code, file in sorted(versions.items()):  # of two files in the leading language, the one without a code
            if (code or first) in listed:
                listed[code or first].setdefault(page, file)
    return Layout(name, dict.fromkeys(listed, docs), listed)


def _page_and_code(file: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """The file without the code of a language in its name, and that code, "" for none."""
    path = PurePosixPath(file)
    match = pattern.fullmatch(path.stem)
    if not match or locale_of(match["code"]) is None:
        return file, ""
    return path.with_name(f"{match['base']}{path.suffix}").as_posix(), match["code"]


def _in_order(codes: Iterable[str], lead: str) -> list[str]:
    """`codes` by the alphabet, first the leading one, else English."""
    return sorted(codes, key=lambda code: (code != lead, base_language(code) != "en" or bool(lead), code))


def _language_folders(folder: Path) -> list[str]:
    """The folders in `folder` that are named by the code of a language."""
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and locale_of(path.name) is not None)


def _pages(folder: Path, besides: Iterable[str] = ()) -> Iterator[str]:
    """The paths of the pages in `folder`, without hidden folders and those named `besides` at its top."""
    left_out = {*besides, "node_modules"}
    count = 0
    for place, folders, names in os.walk(folder):
        is_top = Path(place) == folder
        folders[:] = [name for name in folders if not name.startswith(".") and not (is_top and name in left_out)]
        for name in names:
            count += 1
            if name.endswith(PAGE_ENDINGS) and not name.startswith("."):
                yield Path(place, name).relative_to(folder).as_posix()
        if count > _MOST_FILES:
            return
