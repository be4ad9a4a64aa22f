"""The hashes of the guide as it was at one commit: lock files that were written then must stay valid.

A change to the rules of `concord.sync.fingerprint`, or to the parser below them, alters hashes, and every section of
every guide would have to be confirmed again.
"""

import hashlib
import io
import subprocess
import tarfile
from collections.abc import Iterator, Mapping

import pytest

from concord.guide import Guide, read_guide
from concord.storage.git import is_shallow
from concord.sync.present_texts import INTERFACE
from trees import ROOT

COMMIT = "fd45e35ea56b73cb9f2bc7f2077f22c67e4472e6"
PARTS = ("docs", "facts", "mkdocs.yml", "pyproject.toml")
RECORDED = ROOT / "tests" / "data" / "section-hashes.txt"


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """The guide as it was at `COMMIT`, read by the present code."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no repository")
    if is_shallow(ROOT):
        pytest.skip("this clone is shallow and may lack the commit")
    done = subprocess.run(["git", "archive", COMMIT, *PARTS], cwd=ROOT, capture_output=True, check=True)
    tree = tmp_path_factory.mktemp("then")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        if hasattr(tarfile, "data_filter"):  # from Python 3.11.4 on
            archive.extraction_filter = tarfile.data_filter
        archive.extractall(tree)
    return read_guide(tree)


def digests(guide: Guide) -> dict[str, str]:
    """By page or registry file, a digest of the ids of its sections and their hashes in each language."""
    lines: dict[str, list[str]] = {}
    for key, hashes in guide.tracker.present.items():
        if key.page != INTERFACE and key not in guide.tracker.descriptions:  # texts of the code; counted since then
            lines.setdefault(key.page, []).append(f"{key.section} {' '.join(_pairs(hashes))}\n")
    return {
        page: hashlib.sha256("".join(sorted(found)).encode()).hexdigest()[:16] for page, found in sorted(lines.items())
    }


def _pairs(hashes: Mapping[str, str]) -> Iterator[str]:
    return (f"{code}={hash}" for code, hash in sorted(hashes.items()))


def test_each_section_has_the_hash_that_it_had(guide: Guide) -> None:
    recorded = dict(line.split() for line in RECORDED.read_text(encoding="utf-8").splitlines())
    assert len(recorded) > 140
    assert digests(guide) == recorded


def test_the_lock_files_that_were_written_then_can_be_read(guide: Guide) -> None:
    for code in ("en", "de", "nl"):
        lock = guide.tracker.locks[code]
        assert lock.damage == ()
        assert len(lock.agreements) > 500


def test_each_section_is_as_current_as_it_was(guide: Guide) -> None:
    statuses = {key: status for key, status in guide.tracker.statuses.items() if key.page != INTERFACE}
    assert len(statuses) > 500
    assert {str(key): dict(one.states) for key, one in statuses.items() if {*one.states.values()} != {"current"}} == {}
