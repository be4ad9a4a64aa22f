"""Id of an entry → its places in the files of the registry: its key, and every reference to it."""

import re
from collections.abc import Iterator
from pathlib import Path

from concord.errors import ConfigurationError
from concord.model import Location
from concord.registry.yaml_source import read_yaml_source, scalar_occurrences
from concord.storage.text_file import decode_text, read_bytes, split_lines

COVERAGE = "coverage.tsv"  # a table: each claim of the inventory, with the facts and sections that carry it
_CARRIERS = "carried_by"  # the column with the ids of facts, and with sections as `page.md#id`
# keys whose values are ids → the kind of these ids
_REFERENCES = dict.fromkeys(("related", "not_same_as", "subject", "object", "subjects", "occupation"), "titles")


def entry_occurrences(root: Path, folder: str, kind: str, id: str) -> Iterator[Location]:
    """Yields each place where `facts.yml`, `titles.yml` or `pictures.yml` in `folder` name the entry `id` of `kind`."""
    for name in ("facts", "titles", "pictures"):
        source = read_yaml_source(root / folder / f"{name}.yml", f"{folder}/{name}.yml")
        for words, place in scalar_occurrences(source):
            is_key = name == kind and words == (id,)
            is_row = name == "pictures" and kind == "facts" and words[1:] == ("rows", "fact", id)
            if is_key or is_row or (len(words) == 3 and words[2] == id and _REFERENCES.get(words[1]) == kind):
                yield place


def dispute_occurrences(root: Path, folder: str, section: str) -> Iterator[Location]:
    """Yields each place where a fact names the section with the id `section` as the one that explains its marks."""
    for words, place in scalar_occurrences(read_yaml_source(root / folder / "facts.yml", f"{folder}/facts.yml")):
        if words[1:] == ("dispute", section):
            yield place


def claim_carriers(root: Path, folder: str) -> Iterator[tuple[str, Location]]:
    """Yields the facts and the sections (`page.md#id`) that `coverage.tsv` in `folder` names, each with its place.

    Yields nothing where there is no such file.

    Raises:
        ConfigurationError: The file cannot be read.
    """
    file = root / folder / COVERAGE
    try:
        lines = split_lines(decode_text(read_bytes(file))) if file.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{folder}/{COVERAGE} cannot be read ({error})") from error
    header = lines[0].split("\t") if lines else []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        index = header.index(_CARRIERS) if _CARRIERS in header else len(cells)
        before = sum(len(cell) + 1 for cell in cells[:index])
        for word in re.finditer(r"\S+", "".join(cells[index : index + 1])):
            start = before + word.start() + 1
            yield word[0], Location(f"{folder}/{COVERAGE}", number, start, number, start + len(word[0]))
