"""The pages of the built site: one of each kind, or all of them where `--every-page` was asked for."""

from dataclasses import dataclass
from pathlib import Path

FOLDERS = {"en": "", "de": "de/", "nl": "nl/"}
LEADING = ("", "pay/salary/", "glossary/chief-customer-officer/", "glossary/", "facts/")
KINDS = (*LEADING, "contribute/", "role/company-law/", "disagreements/", "sources/", "glossary/cco/", "status/")
REDIRECT = 'http-equiv="refresh"'


@dataclass(frozen=True)
class Published:
    """A built site; `every` says whether an audit looks at all of its pages."""

    folder: Path
    every: bool

    def pages(self, language: str) -> list[str]:
        """The addresses of the pages to look at in a language, from the root of the site, without a slash in front."""
        if self.every:
            return [page for page in self._all() if self._language(page) == language]
        return [*self.leading(language, KINDS), f"404.{language}.html"]

    def leading(self, language: str, kinds: tuple[str, ...] = LEADING) -> list[str]:
        """The addresses of the pages that stand for many."""
        return [f"{FOLDERS[language]}{kind}" for kind in kinds]

    def _all(self) -> list[str]:
        files = [file for file in self.folder.rglob("*.html") if REDIRECT not in file.read_text(encoding="utf-8")]
        return sorted(file.relative_to(self.folder).as_posix().removesuffix("index.html") for file in files)

    def _language(self, page: str) -> str:
        others = (language for language, own in FOLDERS.items() if own and page.startswith((own, f"404.{language}.")))
        return next(others, "en")
