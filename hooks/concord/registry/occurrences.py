"""Id of an entry → its places in the files of the registry: its key, and every reference to it."""

from collections.abc import Iterator
from pathlib import Path

from concord.model import Location
from concord.registry.yaml_source import read_yaml_source, scalar_occurrences

# keys whose values are ids → the kind of these ids
_REFERENCES = dict.fromkeys(("related", "not_same_as", "subject", "object", "subjects", "occupation"), "titles")
_REFERENCES |= dict.fromkeys(("same_as", "contradicts"), "facts")


def entry_occurrences(root: Path, folder: str, kind: str, id: str) -> Iterator[Location]:
    """Yields each place where `facts.yml`, `titles.yml` or `pictures.yml` in `folder` name the entry `id` of `kind`."""
    for name in ("facts", "titles", "pictures"):
        source = read_yaml_source(root / folder / f"{name}.yml", f"{folder}/{name}.yml")
        for words, place in scalar_occurrences(source):
            is_key = name == kind and words == (id,)
            is_row = name == "pictures" and kind == "facts" and words[1:] == ("rows", "fact", id)
            is_office = kind == "titles" and words[1:] == ("offices", "title", id)
            if (
                is_key
                or is_row
                or is_office
                or (len(words) == 3 and words[2] == id and _REFERENCES.get(words[1]) == kind)
            ):
                yield place


def dispute_occurrences(root: Path, folder: str, section: str) -> Iterator[Location]:
    """Yields each place where a fact names the section with the id `section` as the one that explains its marks."""
    for words, place in scalar_occurrences(read_yaml_source(root / folder / "facts.yml", f"{folder}/facts.yml")):
        if words[1:] == ("dispute", section):
            yield place
