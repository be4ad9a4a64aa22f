"""OmegaT without its window: a project of one XLIFF file, its segments, and the file that it writes."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from servers import tool

_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>{source}</source_lang><target_lang>{target}</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""
_MEMORY = '<tmx version="1.1"><header creationtool="OmegaT" creationtoolversion="3.6" segtype="paragraph" \
o-tmf="OmegaT TMX" adminlang="EN-US" srclang="{source}" datatype="plaintext"/><body>{units}</body></tmx>'


class OmegaT:
    """A project in `folder` that translates `file` from the language `source` into `target`."""

    def __init__(self, folder: Path, file: Path, source: str, target: str) -> None:
        self._omegat = tool("omegat", package="omegat")
        self._folder, self._source, self._target = folder / "project", source.upper(), target.upper()
        for name in ("source", "target", "tm", "omegat", "glossary", "dictionary"):
            (self._folder / name).mkdir(parents=True)
        project = _PROJECT.format(source=self._source, target=self._target)
        (self._folder / "omegat.project").write_text(project, encoding="utf-8")
        (self._folder / "source/file.xlf").write_bytes(file.read_bytes())

    def add_memory(self, file: Path) -> None:
        """Puts a translation memory into the project; what it has exactly is filled in."""
        (self._folder / "tm/auto").mkdir()
        (self._folder / "tm/auto/memory.tmx").write_bytes(file.read_bytes())

    def segments(self) -> list[str]:
        """The text of each segment, with tags for its codes, as a translator sees it."""
        memory = self._folder / "all.tmx"
        self._run("console-createpseudotranslatetmx", f"--pseudotranslatetmx={memory}", "--pseudotranslatetype=equal")
        tree = etree.parse(memory, etree.XMLParser(load_dtd=False, no_network=True))
        return [tu.findtext("tuv/seg") for tu in tree.iter("tu")]

    def remaining_words(self) -> int:
        """The words that OmegaT counts in the segments without a translation."""
        lines = (self._folder / "omegat/project_stats.txt").read_text(encoding="utf-8").splitlines()
        (remaining,) = (line.split("\t") for line in lines if line.startswith("Remaining:"))
        return int(remaining[2])

    def translate(self, translations: Mapping[str, str]) -> bytes:
        """The file that OmegaT writes with these translations of segments."""
        root = etree.Element("body")
        for texts in translations.items():
            unit = etree.SubElement(root, "tu")
            for language, text in zip((self._source, self._target), texts, strict=True):
                etree.SubElement(etree.SubElement(unit, "tuv", lang=language), "seg").text = text
        units = "".join(etree.tostring(unit, encoding="unicode") for unit in root)
        memory = _MEMORY.format(source=self._source, units=units)
        (self._folder / "omegat/project_save.tmx").write_text(memory, encoding="utf-8")
        self._run("console-translate")
        return (self._folder / "target/file.xlf").read_bytes()

    def _run(self, mode: str, *options: str) -> None:
        settings = f"--config-dir={self._folder.parent / 'settings'}"
        command = [self._omegat, str(self._folder), f"--mode={mode}", settings, "--no-team", *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr
