"""The hashes of sections that are kept between runs: they are those that are computed anew."""

from pathlib import Path

import pytest

from concord.config import find_config
from concord.guide import load_guide
from concord.storage.cache_directory import VARIABLE
from concord.sync.present_texts import Hashes
from concord.sync.section_key import SectionKey
from trees import lay

FRONT = "---\ndescription: A page.\n---\n\n"
PAY, ROLE = f"{FRONT}# Pay {{ #pay }}\n\nSee [the role](role.md).\n", f"{FRONT}# The role {{ #role }}\n\nIt is new.\n"
SECTION = SectionKey("pay.md", "pay")


def present(tree: Path) -> Hashes:
    return load_guide(find_config(tree)).tracker.present


@pytest.mark.parametrize(
    ("path", "text", "changes"),
    [
        ("role.md", ROLE.replace("#role", "#post"), True),  # a link is hashed by the id of the heading that it leads to
        ("role.md", ROLE.replace("new", "old"), False),
        ("pay.md", PAY.replace("See", "Read"), True),
    ],
)
def test_they_follow_all_that_they_depend_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, text: str, changes: bool
) -> None:
    pages = {
        f"docs/{code}/{name}": page for code in ("en", "de") for name, page in (("pay.md", PAY), ("role.md", ROLE))
    }
    tree = lay(tmp_path / "tree", pages)
    cache = tmp_path / "cache"
    cache.mkdir()
    monkeypatch.setenv(VARIABLE, str(cache))
    before = present(tree)
    assert [*cache.glob("*.sections")], "nothing is kept"
    assert present(tree) == before
    for code in ("en", "de"):
        (tree / "docs" / code / path).write_text(text, encoding="utf-8")
    after = present(tree)
    monkeypatch.setenv(VARIABLE, "0")
    assert after == present(tree)
    assert (after[SECTION] != before[SECTION]) == changes
