"""Guide and two languages → TextUnits: the words of the registry and the interface, and the titles in the menu."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode

from concord.edits.yaml_texts import Steps, scalar_nodes
from concord.guide import Guide
from concord.languages.content import path as language_file
from concord.model import Block
from concord.registry.entry import TEXTS
from concord.storage.text_file import decode_text
from concord.sync.present_texts import INTERFACE
from concord.sync.section_key import SectionKey
from concord.xliff.inline_codes import Code, Content, number_codes
from concord.xliff.segments import META, NEW, Unit, UnitId, group_id, unit_hash

_PLACEHOLDER = re.compile(r"\{\w*\}")
_Nodes = Mapping[Steps, ScalarNode]


@dataclass(frozen=True)
class TextUnit(Unit):
    """A text of a YAML file: the `file` in which its translation stands, and the `steps` that lead to it there."""

    file: Path = Path()
    steps: Steps = ()


class TextUnits:
    """The texts of a guide in YAML files. `codes` are those of the source and the target language."""

    def __init__(self, guide: Guide, codes: tuple[str, str]) -> None:
        self._guide, (self._source, self._target) = guide, codes
        self._root = guide.config.root.resolve()
        self._read = cache(self._read_nodes)
        self._by_entry = cache(self._group_by_entry)

    def units(self, key: SectionKey) -> list[TextUnit]:
        """The texts of an entry of the registry or the interface, or the title of a page in the menu."""
        if key.page == INTERFACE:
            return list(self._interface(key))
        if key.page.endswith(".yml"):
            return list(self._entry(key))
        return list(self._menu(key)) if key.section == "" else []

    def _entry(self, key: SectionKey) -> Iterator[TextUnit]:
        file = self._root / self._guide.config.facts / key.page
        nodes = self._read(file)
        for steps in self._by_entry(file).get(key.section, ()):
            if len(steps) > 2 and steps[-1] == self._source and steps[-2] in TEXTS:
                translated = (*steps[:-1], self._target)
                place = "-".join(map(str, steps[1:-1]))
                yield self._unit(key, place, (file, nodes[steps]), (file, translated))

    def _group_by_entry(self, file: Path) -> Mapping[str, list[Steps]]:
        found: dict[str, list[Steps]] = defaultdict(list)
        for steps in self._read(file):
            found[str(steps[0])].append(steps)
        return found

    def _interface(self, key: SectionKey) -> Iterator[TextUnit]:
        source, target = (language_file(code).resolve() for code in (self._source, self._target))
        if not target.is_relative_to(self._root):
            return  # it belongs to an installed concord
        for steps, node in self._read(source).items():
            if steps[:2] == ("interface", key.section):
                yield self._unit(key, str(steps[-1]), (source, node), (target, steps))

    def _menu(self, key: SectionKey) -> Iterator[TextUnit]:
        """The title of a page; none where the menu itself is in the target language, as others refer to it."""
        file, menu = self._root / self._guide.config.site_file, self._guide.config.menu
        title = menu.titles.get(key.page, "")
        steps = [one for one in self._translations(file, self._target) if one[-1] == title]
        above = steps or [one for one in self._translations(file, self._target)][:1]
        if title and above and menu.title(key.page, self._source):
            nodes = self._read(file)
            own = [one for one in self._translations(file, self._source) if one[-1] == title]
            source = nodes[own[0]] if own else next((node for node in nodes.values() if node.value == key.page), None)
            text = menu.title(key.page, self._source)
            if source:
                yield self._unit(key, "menu", (file, source), (file, (*above[0][:-1], title)), text)

    def _translations(self, file: Path, code: str) -> list[Steps]:
        """What leads to each title of the menu that is translated into a language."""
        nodes = self._read(file)
        locales = {steps[:-1] for steps, node in nodes.items() if steps[-1:] == ("locale",) and node.value == code}
        return [one for one in nodes if one[-2:-1] == ("nav_translations",) and one[:-2] in locales]

    def _unit(
        self, key: SectionKey, place: str, source: tuple[Path, ScalarNode], target: tuple[Path, Steps], said: str = ""
    ) -> TextUnit:
        """The unit of a text; `said` is what it says where that is not the value of its node."""
        node = self._read(target[0]).get(target[1])
        texts = said or str(source[1].value), None if node is None else str(node.value)
        blocks = self._block(*source, texts[0]), None if node is None else self._block(target[0], node, texts[1] or "")
        hashes = [NEW if text is None else unit_hash(text) for text in texts]
        id = UnitId(group_id(key.section), place, *hashes)
        contents = number_codes(_content(texts[0]), None if texts[1] is None else _content(texts[1]))
        return TextUnit(str(id), key.section, *blocks, *contents, file=target[0], steps=target[1])

    def _block(self, file: Path, node: ScalarNode, text: str) -> Block:
        path = file.relative_to(self._root).as_posix() if file.is_relative_to(self._root) else file.name
        mark = node.start_mark
        return Block(META, text, path, -1, META, 0, ((0, mark.line + 1, mark.column + 1),))

    def _read_nodes(self, file: Path) -> _Nodes:
        """The values in a YAML file; none where it cannot be read, which `concord check` says."""
        try:
            return scalar_nodes(decode_text(file.read_bytes()))
        except (OSError, YAMLError, ValueError):
            return {}


def _content(text: str) -> Content:
    """The words of a text, and a code for each place of another value in it: `{count}`."""
    parts: list[str | Code] = []
    place = 0
    for match in _PLACEHOLDER.finditer(text):
        parts += [text[place : match.start()]] if place < match.start() else []
        parts.append(Code(match[0], "single", "other", str(match.start())))
        place = match.end()
    return (*parts, text[place:]) if text[place:] or not parts else tuple(parts)
