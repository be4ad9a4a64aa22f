"""hooks/README.md lists every package with its docstring, and every file name that occurs more than once."""

import re
from collections import Counter

import code_map


def test_every_package_says_what_is_in_it() -> None:
    for package in code_map.packages():
        assert re.fullmatch(r".{20,}[.:?]", code_map.summary(package)), f"no first line in {package}/__init__.py"


def test_the_map_has_a_row_for_each_folder_with_its_first_line() -> None:
    assert code_map.PART.read() == code_map.code_map(), "`make map` writes it"


def test_file_names_that_stand_twice_are_listed_with_a_reason() -> None:
    """In lines such as "- `facts.py`, `titles.py`: a check, a command and a report of the same thing"."""
    counts = Counter(file.name for file in code_map.HOOKS.rglob("*.py") if file.name != "__init__.py")
    text = code_map.README.read_text(encoding="utf-8")
    lines = re.findall(r"^- ((?:`\w+\.py`(?:, )?)+): .{10,}$", text, re.MULTILINE)
    listed = Counter(name for names in lines for name in re.findall(r"`(\w+\.py)`", names))
    assert listed == Counter({name for name, times in counts.items() if times > 1})
