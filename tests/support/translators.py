"""A simple translation tool: exports an XLIFF file with `concord export`, changes its units, and imports it again."""

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from lxml import etree

from concord.cli.group import concord
from concord.errors import ConcordError

NS = "{urn:oasis:names:tc:xliff:document:2.0}"


def run(tree: Path, *arguments: str) -> Result:
    """Runs `concord ARGUMENTS` in `tree`; an error of the configuration is exit status 2, as in the real command."""
    with chdir(tree):
        done = CliRunner().invoke(concord, arguments)
    if isinstance(done.exception, ConcordError):
        done.exit_code = 2
    elif done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def export(tree: Path, *arguments: str) -> Any:
    """The file that `concord export ARGUMENTS` writes, as an lxml tree."""
    file = tree / "out.xlf"
    done = run(tree, "export", *arguments, "--output", str(file))
    assert done.exit_code == 0, done.output
    return etree.parse(file).getroot()


def give_back(tree: Path, file: Any) -> Result:
    """Writes the lxml tree to a file and runs `concord import` with it."""
    (tree / "back.xlf").write_bytes(file if isinstance(file, bytes) else etree.tostring(file))
    return run(tree, "import", "back.xlf")


def units(file: Any) -> Iterator[Any]:
    yield from file.iter(f"{NS}unit")


def unit(file: Any, source: str) -> Any:
    """The unit whose source contains the text."""
    (found,) = (one for one in units(file) if source in text(one, "source"))
    return found


def text(one: Any, side: str) -> str:
    """The text of the source or target of a unit without codes; "" where it has none."""
    return "".join("".join(part.itertext()) for part in one.iterfind(f"{NS}segment/{NS}{side}"))


def target(one: Any) -> Any:
    """The target of the only segment of a unit; it is added where there is none."""
    (segment,) = one.iter(f"{NS}segment")
    found = segment.find(f"{NS}target")
    return found if found is not None else etree.SubElement(segment, f"{NS}target")


def say(one: Any, *parts: Any) -> None:
    """Sets the target of a unit to these texts and codes."""
    element = target(one)
    element[:] = []
    element.text = ""
    for part in parts:
        if not isinstance(part, str):
            part.tail = None
            element.append(part)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + part
        else:
            element.text += part


def reword(one: Any, old: str, new: str) -> None:
    """Replaces a text in the target of a unit, also between codes."""
    element = target(one)
    for part in element.iter():
        if old in (part.text or ""):
            part.text = part.text.replace(old, new)
            return
        if part is not element and old in (part.tail or ""):
            part.tail = part.tail.replace(old, new)
            return
    raise AssertionError(f"{old!r} is not in {text(one, 'target')!r}")


def translate(one: Any, prefix: str) -> None:
    """Sets the target of a unit to its source with `prefix` before the first words."""
    source = one.find(f"{NS}segment/{NS}source")
    element = target(one)
    element[:] = list(etree.fromstring(etree.tostring(source)))
    element.text = source.text
    for part in element.iter():
        if (part.text or "").strip():
            part.text = prefix + part.text
            return
        if part is not element and (part.tail or "").strip():
            part.tail = prefix + part.tail
            return


def contents(tree: Path) -> dict[str, bytes]:
    """The bytes of the pages of a guide, by path."""
    return {file.relative_to(tree).as_posix(): file.read_bytes() for file in sorted((tree / "docs").rglob("*.md"))}
