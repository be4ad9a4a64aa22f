"""The distribution `concord-docs`: its wheel, in an environment with what the wheel asks for and nothing else."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from servers import missing
from trees import ROOT

SOURCE = ROOT / "hooks" / "concord"
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CONCORD"))} | {
    "CONCORD_CACHE": "0"
}
IMPORT_ALL = """
import importlib, pkgutil, concord
lacking = set()
for module in pkgutil.walk_packages(concord.__path__, "concord."):
    try:
        importlib.import_module(module.name)
    except ModuleNotFoundError as error:
        lacking.add(error.name.partition(".")[0])
print(*sorted(lacking))
"""


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, env=CLEAN, capture_output=True, encoding="utf-8", check=False, timeout=120)


def build(folder: Path, output: Path, *targets: str) -> None:
    """Builds with the backend of the tests' own environment, which needs no network."""
    wanted = [word for target in targets for word in ("-t", target)]
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(output), *wanted]
    subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=120)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source distribution, and in `again/` the wheel that the latter gives."""
    if not find_spec("hatchling"):
        missing("no hatchling: install the extra `test` anew")
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(SOURCE, folder / "source", ignore=shutil.ignore_patterns("__pycache__"))
    build(folder / "source", folder, "sdist", "wheel")
    (folder / "unpacked").mkdir()
    subprocess.run(["tar", "xzf", str(next(folder.glob("*.tar.gz"))), "-C", str(folder / "unpacked")], check=True)
    build(next((folder / "unpacked").iterdir()), folder / "again", "wheel")
    return folder


def needed(found: Distribution, extras: frozenset[str] = frozenset()) -> Iterator[tuple[str, frozenset[str]]]:
    """What a distribution asks for with these extras, each with its extras, and what that asks for."""
    for text in found.requires or []:
        requirement = Requirement(text)
        markers = [{"extra": extra} for extra in (*extras, "")]
        if requirement.marker is None or any(requirement.marker.evaluate(one) for one in markers):
            more = frozenset(requirement.extras)
            yield canonicalize_name(requirement.name), more
            yield from needed(distribution(requirement.name), more)


def link(folder: Path, names: Iterator[tuple[str, frozenset[str]]]) -> None:
    """Links what belongs to these distributions of the tests' own environment into `folder`."""
    for name, _ in names:
        found = distribution(name)
        for top in {file.parts[0] for file in found.files or []} - {"..", "__pycache__"}:
            if not (folder / top).exists():
                (folder / top).symlink_to(str(found.locate_file(top)))


@pytest.fixture(scope="module")
def environment(built: Path) -> Path:
    """A virtual environment with the wheel, and with what the wheel needs without extras."""
    folder = built / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True, timeout=120)
    wheel = next(built.glob("*.whl"))
    pip = [sys.executable, "-m", "pip", "--python", str(folder), "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--disable-pip-version-check", str(wheel)], env=CLEAN, check=True, timeout=120)
    packages = next(folder.glob("lib/python*/site-packages"))
    link(packages, needed(Distribution.at(next(packages.glob("concord_docs-*.dist-info")))))
    return folder


def test_the_source_distribution_gives_the_same_wheel(built: Path) -> None:
    [wheel], [again] = built.glob("*.whl"), (built / "again").glob("*.whl")
    assert wheel.name == again.name
    with ZipFile(wheel) as first, ZipFile(again) as second:
        assert first.namelist() == second.namelist()
        assert [name for name in first.namelist() if first.read(name) != second.read(name)] == []


def test_the_wheel_has_each_file_of_the_package_and_its_licence(built: Path) -> None:
    files = {file.relative_to(SOURCE).as_posix() for file in SOURCE.rglob("*") if file.is_file()}
    files = {file for file in files if "__pycache__" not in file} - {"pyproject.toml", "LICENSE"}
    with ZipFile(next(built.glob("*.whl"))) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        [licence] = [wheel.read(name).decode() for name in wheel.namelist() if name.endswith("licenses/LICENSE")]
    assert names == {f"concord/{file}" for file in files}
    assert {"concord/py.typed", "concord/docs/formats.md", "concord/languages/de.yml"} <= names
    assert "\n".join(licence.splitlines()).strip() in (ROOT / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["files", "docusaurus"])  # `test_layouts.py` has them all
def test_an_example_is_checked(name: str, environment: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / name, tmp_path / name)
    done = run(environment / "bin/concord", "check", cwd=tmp_path / name)
    assert (done.returncode, done.stdout.splitlines()[-1].endswith(": they agree")) == (0, True), done.stderr


def test_each_rule_is_explained(environment: Path, tmp_path: Path) -> None:
    done = run(environment / "bin/concord", "rule", "fact-mismatch", cwd=tmp_path)
    assert (done.returncode, done.stdout.startswith("# fact-mismatch\n")) == (0, True), done.stderr
    listed = run(environment / "bin/concord", "rule", cwd=tmp_path).stdout.splitlines()
    assert {line.split()[0] for line in listed} == {file.stem for file in (SOURCE / "rules").glob("*.md")}


def test_the_version_is_that_of_the_distribution(environment: Path, tmp_path: Path) -> None:
    [metadata] = environment.glob("lib/python*/site-packages/concord_docs-*.dist-info")
    done = run(environment / "bin/concord", "--version", cwd=tmp_path)
    assert done.stdout == f"concord, version {Distribution.at(metadata).version}\n"


def test_what_needs_an_extra_says_which(environment: Path, tmp_path: Path) -> None:
    extras = tomllib.loads((SOURCE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    shutil.copytree(ROOT / "examples/folders", tmp_path, dirs_exist_ok=True)
    for extra, words in (("editor", ["lsp"]), ("exchange", ["export", "ja"])):
        done = run(environment / "bin/concord", *words, cwd=tmp_path)
        assert extra in extras
        assert (done.returncode, f"pip install 'concord-docs[{extra}]'" in done.stderr) == (2, True), done.stderr
        assert run(environment / "bin/concord", words[0], "--help", cwd=tmp_path).returncode == 0


def test_the_package_imports_what_the_wheel_asks_for_and_nothing_else(environment: Path, tmp_path: Path) -> None:
    python = environment / "bin/python"
    assert run(python, "-c", "import mkdocs", cwd=tmp_path).returncode == 1
    plain = run(python, "-c", IMPORT_ALL, cwd=tmp_path)
    assert (plain.stdout.split(), plain.stderr) == (["lsprotocol", "lxml", "pygls", "svg"], ""), "those of the extras"
    packages = next(environment.glob("lib/python*/site-packages"))
    found = Distribution.at(next(packages.glob("concord_docs-*.dist-info")))
    link(packages, needed(found, frozenset(found.metadata.get_all("Provides-Extra") or [])))
    complete = run(python, "-c", IMPORT_ALL, cwd=tmp_path)
    assert (complete.stdout, complete.stderr) == ("\n", "")
