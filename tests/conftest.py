"""What tests of several folders need: Hypothesis's profiles, and guides in repositories. `site/` has the built site."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import agreed as agreed_guide
import teams
from commands import ENVIRONMENT
from concord.storage.cache_directory import VARIABLE
from shared import shared

# The examples are the same in each run of the suite; `make fuzz` draws new ones in each run, for about ten minutes.
settings.register_profile("suite", derandomize=True, deadline=None)
settings.register_profile("long", max_examples=3_300, deadline=None, print_blob=True)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option of `make audit`."""
    parser.addoption("--every-page", action="store_true", help="audit all pages, not one of each kind")


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A directory for the cache of all commands of this run, in place of the user's own. Its workers share it."""
    folder = shared(tmp_path_factory, "cache", lambda _: None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(folder))
        patch.setitem(ENVIRONMENT, VARIABLE, str(folder))
        yield folder


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide whose languages are in step, in a repository, to copy."""
    return shared(tmp_path_factory, "founded", lambda folder: teams.founded(folder / "guide")) / "guide"


@pytest.fixture
def team(
    founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> teams.Team:
    """A team at work on a copy of it."""
    return teams.Team(shutil.copytree(founded, tmp_path / "guide"), monkeypatch, capsys)


@pytest.fixture(scope="session")
def agreed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide of real sentences with everything agreed on, in a repository, to copy."""
    return shared(tmp_path_factory, "agreed", lambda folder: agreed_guide.found_guide(folder / "guide")) / "guide"


@pytest.fixture
def agreed(agreed_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(agreed_once, tmp_path / "guide")
