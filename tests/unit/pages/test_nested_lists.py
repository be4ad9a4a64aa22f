"""Lists and listings of trees without a mkdocs.yml are those of CommonMark."""

from pathlib import Path

import pytest

from concord.config import find_config
from concord.finding import Finding
from concord.guide import load_guide

FOUR = """# P

1. One

    - a
    - b

        Ab.

        ```sh
        run 1
        ```

2. Two
"""
THREE = """# P
1. One
   - a
   - b

     Ab.
     ```sh
     run 1
     ```
2. Two
"""


def findings(tree: Path, **texts: str) -> list[Finding]:
    for code, text in texts.items():
        (tree / "docs" / code).mkdir(parents=True)
        (tree / "docs" / code / "a.md").write_text(text, encoding="utf-8")
    return load_guide(find_config(tree, "docs", ",".join(texts))).at_least("warning")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FOUR, THREE),
        ("Text.\n\n- a 1\n- b 2\n\nEnd.\n", "Text.\n- a 1\n- b 2\n\nEnd.\n"),
        ("- a\n    - b\n        - c\n", "- a\n  - b\n    - c\n"),
        ("- a\n\n    ```\n    run 1\n    ```\n\n- b\n", "- a\n  ``` # run it\n  run 1\n- b\n"),
        ("Text.\n\n```js\nrun(1)\n```\n", 'Text.\n```js title="a.js" {1} showLineNumbers\nrun(1)\n'),
        ("Text:\n\n    run 1\n    \n", "Text:\n\n```\nrun 1\n```\n"),
        ("- a\n- b\n\nText 1.\n", "- a\n\n- b\n\nText 1.\n"),
        ("1. a\n   - b\n   - c\n2. d\n   - e\n", "1. a\n  - b\n  - c\n2.  d\n  - e\n"),
        ("```sh\nrun 1\n```\n\nText 1.\n", "```sh\nrun 1\n  ```\n\nText 1.\n"),
    ],
)
def test_two_ways_of_nesting_are_the_same(one: str, other: str, tmp_path: Path) -> None:
    assert findings(tmp_path, en=one, de=other) == []


def test_a_difference_is_reported_at_its_line_and_column(tmp_path: Path) -> None:
    texts = {"en": FOUR.replace("Ab.", "Ab 7."), "de": THREE.replace("Ab.", "Ab 8.")}
    [found] = findings(tmp_path, **texts)
    places = {place.path[5:7]: (place.line, place.column) for place in (found.location, *found.related)}
    assert places == {"en": (8, 12), "de": (6, 9)}


def test_an_item_on_another_level_is_reported(tmp_path: Path) -> None:
    found = findings(tmp_path, en=FOUR, de=THREE.replace("   - b", "2. b"))
    assert {one.rule for one in found} <= {"list-drift", "block-drift"}
    assert found
