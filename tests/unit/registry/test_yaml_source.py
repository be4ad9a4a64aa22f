"""Which files of the registry are read quickly, whatever signs stand in them."""

from pathlib import Path

import pytest

from concord.registry.yaml_source import read_yaml_source


@pytest.mark.parametrize("title", ["a-%C3%9F", "a-&b", "a-*b!c", "5 % of 100 %", "a<<b"])
def test_in_a_long_file_signs_mean_nothing_in_the_middle_of_a_word(title: str, tmp_path: Path) -> None:
    entry = "{}:\n  title: {}\n  language: en\n  seen: 2026-11-22\n"
    text = entry.format("first", title) + "".join(entry.format(f"book{number}", "A book") for number in range(5000))
    assert len(text) > 200_000
    (tmp_path / "sources.yml").write_text(text, encoding="utf-8")
    source = read_yaml_source(tmp_path / "sources.yml", "sources.yml")
    assert source.faults == []
    assert source.data["first"]["title"] == title
