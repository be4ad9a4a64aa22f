"""Translations of texts in YAML files → the new content of these files, and those that cannot be placed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from concord.edits.yaml_texts import Steps, with_texts
from concord.storage.operations import Change
from concord.storage.text_file import read_text, split_bom
from concord.xliff.inline_codes import write_content
from concord.xliff.text_units import TextUnit
from concord.xliff.validation import Refusal, Translation

Located = tuple[str, Translation]  # the page or registry file that a translation belongs to


@dataclass
class TextImport:
    """The import of texts of the registry, the interface and the menu; `place` fills the lists."""

    changes: list[Change] = field(default_factory=list)
    placed: dict[str, list[Translation]] = field(default_factory=lambda: defaultdict(list))
    refused: list[Refusal] = field(default_factory=list)

    def place(self, translations: Iterable[Located]) -> None:
        """Places the translations: in each file those that YAML reads as they are meant."""
        by_file: dict[Path, list[tuple[str, Translation, Steps]]] = defaultdict(list)
        for page, one in translations:
            if isinstance(one.unit, TextUnit):
                by_file[one.unit.file].append((page, one, one.unit.steps))
        for file, some in by_file.items():
            self._place(file, some)

    def _place(self, file: Path, some: Sequence[tuple[str, Translation, Steps]]) -> None:
        content, text = read_text(file)
        bom, text = split_bom(text)
        wanted: dict[Steps, tuple[str, Translation, str]] = {}
        for page, one, steps in some:
            words = " ".join(write_content(one.content).split("\n"))
            if steps in wanted and wanted[steps][2] != words:
                self._refuse(page, one, "two pages have this title, and the file gives them different ones")
            else:
                wanted[steps] = page, one, words
        try:
            new = with_texts(text, {steps: words for steps, (_, _, words) in wanted.items()})
            done = list(wanted)
        except ValueError:
            new, done = self._one_by_one(text, wanted)
        for steps in done:
            page, one, _ = wanted[steps]
            self.placed[page].append(one)
        if new != text:
            self.changes.append(Change(file, content, (bom + new).encode("utf-8")))

    def _one_by_one(self, text: str, wanted: Mapping[Steps, tuple[str, Translation, str]]) -> tuple[str, list[Steps]]:
        """The text with those of the new texts that YAML reads as they are meant, and which these are."""
        done = []
        for steps, (page, one, words) in wanted.items():
            try:
                text = with_texts(text, {steps: words})
                done.append(steps)
            except ValueError as error:
                self._refuse(page, one, str(error))
        return text, done

    def _refuse(self, page: str, one: Translation, reason: str) -> None:
        self.refused.append(Refusal(one.returned, one.unit, reason, page))
