"""`concord check` without settings, on a tree for each way in which projects keep their languages (`examples/`)."""

import json
import shutil
from pathlib import Path

import pytest

from commands import concord
from repositories import commit
from trees import ROOT, replace

EXAMPLES = ROOT / "examples"
TAKEN = {  # example → the words in which it is said what was taken for what
    "files": "layout files: README.md is en, README.fr.md is fr, README_zh-CN.md is zh-CN",
    "suffixes": "layout suffixes: docs/page.md is en, page.es.md es",
    "folders": "layout folders: docs/en is en, docs/ja is ja",
    "default-at-top": "layout folders: docs is en, docs/de is de",
    "docusaurus": "layout docusaurus: docs is en, i18n/pt-BR/docusaurus-plugin-content-docs/current is pt-BR",
    "hugo": "layout folders: content/en is en, content/ru is ru",
}
DRIFT = [  # example, file, what stands there, what is put in its place, the rule that reports it
    ("files", "README_zh-CN.md", "48种", "42种", "number-drift"),
    ("files", "README.fr.md", "2026-03-05", "2025-03-05", "number-drift"),
    ("files", "README.fr.md", "sorter==2.4.1", "sorter==2.4.0", "code-drift"),
    ("files", "README.fr.md", "(docs/manual.md)", "(docs/guide.md)", "link-drift"),
    ("suffixes", "docs/flour.es.md", "1.250", "1.350", "number-drift"),
    ("suffixes", "docs/index.es.md", "(flour.md#tipos)", "(flour.md#clases)", "link-broken"),
    ("folders", "docs/ja/more.md", "150万", "15万", "number-drift"),
    ("folders", "docs/ja/more.md", "- 15種類、最も古いものは1730年から\n", "", "list-drift"),
    ("default-at-top", "docs/de/index.md", "36 Speichen", "32 Speichen", "number-drift"),
    ("docusaurus", "i18n/pt-BR/docusaurus-plugin-content-docs/current/limits.md", "10.000", "1.000", "number-drift"),
    ("hugo", "content/ru/_index.md", "640", "460", "number-drift"),
]


@pytest.fixture
def trees(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES, tmp_path / "trees")
    return tmp_path / "trees"


def found(tree: Path, *arguments: str) -> list[tuple[str, str]]:
    report = json.loads(concord("check", "--format", "json", *arguments, cwd=tree).stdout)
    return [(finding["rule"], finding["path"]) for finding in report["findings"]]


def test_each_example_is_in_the_list() -> None:
    assert {folder.name for folder in EXAMPLES.iterdir() if folder.is_dir()} == {*TAKEN}


@pytest.mark.parametrize("name", TAKEN)
def test_an_example_agrees_and_says_what_was_taken_for_what(name: str, trees: Path) -> None:
    done = concord("check", cwd=trees / name)
    assert (done.returncode, done.stdout.splitlines()[-1].endswith(": they agree")) == (0, True), done.stdout
    assert [line for line in done.stderr.splitlines() if TAKEN[name] in line] == done.stderr.splitlines()[:1]


@pytest.mark.parametrize(("name", "file", "old", "new", "rule"), DRIFT)
def test_what_has_drifted_is_found(name: str, file: str, old: str, new: str, rule: str, trees: Path) -> None:
    replace(trees / name / file, old, new)
    report = json.loads(concord("check", "--format", "json", cwd=trees / name).stdout)
    places = [[finding, *finding["related"]] for finding in report["findings"]]
    assert [finding["rule"] for finding in report["findings"]] == [rule]
    assert file in {place["path"] for place in places[0]}, "of two languages, the first has the finding"


def test_a_country_names_its_language_and_a_copy_is_left_out(trees: Path) -> None:
    tree = trees / "files"
    (tree / "README_zh-CN.md").rename(tree / "README.cn.md")
    for name in ("README.md", "README.fr.md"):
        replace(tree / name, "README_zh-CN.md", "README.cn.md")
    (tree / "README.en.md").write_bytes((tree / "README.md").read_bytes())
    assert "layout files: README.md is en, README.cn.md is cn, README.fr.md is fr;" in concord("check", cwd=tree).stderr


def test_the_leading_language_is_told_by_pages_that_are_translated(trees: Path) -> None:
    tree = trees / "default-at-top"
    chinese = "# 门\n\n" + "这座桥很旧，没有人知道是谁在很久以前建造了它。" * 40 + "\n"
    (tree / "docs/a-folder").mkdir()
    for name in "abcdefgh":
        (tree / "docs/a-folder" / f"{name}.md").write_text(chinese, encoding="utf-8")
    assert "layout folders: docs is en, docs/de is de;" in concord("check", cwd=tree).stderr


def test_files_that_are_named_one_by_one(trees: Path) -> None:
    """Also where a shell has spread `README.*.md`, and in a guide that has settings of its own."""
    tree = trees / "files"
    (tree / "pyproject.toml").write_text('[tool.concord]\nlanguages = ["en", "de"]\n', encoding="utf-8")
    (tree / "docs").mkdir()
    (tree / "README.fr.md").rename(tree / "docs/README_FR.md")
    replace(tree / "docs/README_FR.md", "(docs/manual.md)", "(manual.md)")
    for switch in ("(README.md)", "(README_zh-CN.md)"):
        replace(tree / "docs/README_FR.md", switch, f"(../{switch[1:]}")
    for name in ("README.md", "README_zh-CN.md"):
        replace(tree / name, "(README.fr.md)", "(docs/README_FR.md)")
    names = ("README.md", "docs/README_FR.md", "README_zh-CN.md")
    done = concord("check", *names, cwd=tree)
    assert (done.returncode, "README.md is en, docs/README_FR.md is FR" in done.stderr) == (0, True), done.stdout
    replace(tree / "docs/README_FR.md", "120 Mo", "210 Mo")
    assert found(tree, *names) == [("number-drift", "docs/README_FR.md")], "the one that differs from the others"


def test_what_is_not_compared_is_said_once(trees: Path) -> None:
    done = concord("check", cwd=trees / "files")
    note = "number words, inflection and typography are not compared in French and Chinese (Simplified, China)"
    assert done.stderr.count(note) == 1
    report = json.loads(concord("check", "--format", "json", cwd=trees / "files").stdout)
    assert report["checked"]["digits_only"] == ["fr", "zh-CN"]
    assert (
        "digits_only"
        not in json.loads(concord("check", "--format", "json", cwd=trees / "default-at-top").stdout)["checked"]
    )


def test_a_block_that_was_left_as_it_was_is_found_in_any_language(trees: Path) -> None:
    sentence = "The photos stay where they are until you say so, and nothing is ever deleted without a question."
    for name in ("README.md", "README.fr.md"):
        with (trees / "files" / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{sentence}\n")
    chinese = trees / "files/README_zh-CN.md"
    chinese.write_text(
        f"{chinese.read_text(encoding='utf-8')}\n照片会一直留在原处，直到您确认为止。\n", encoding="utf-8"
    )
    assert found(trees / "files") == [("language-untranslated", "README.fr.md")]


def test_small_numbers_may_be_words_in_a_language_whose_words_are_not_known(trees: Path) -> None:
    page = trees / "default-at-top/docs/fr/index.md"
    page.parent.mkdir()
    page.write_text("# Le vélo\n\nUne roue a 36 rayons. Huilez la chaîne tous les 200 km.\n", encoding="utf-8")
    for code, text in (("", "It has 3 gears."), ("de/", "Es hat 3 Gänge."), ("fr/", "Il a trois vitesses.")):
        with (trees / f"default-at-top/docs/{code}index.md").open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")
    assert found(trees / "default-at-top") == []
    replace(page, "trois vitesses", "4 vitesses")
    assert found(trees / "default-at-top") == [("number-drift", "docs/fr/index.md")]


def test_a_layout_can_be_given(trees: Path) -> None:
    shutil.copy(trees / "files/README.md", trees / "suffixes/README.md")
    shutil.copy(trees / "files/README.fr.md", trees / "suffixes/README.fr.md")
    assert "layout suffixes" in concord("check", cwd=trees / "suffixes").stderr
    done = concord("check", "--layout", "files", cwd=trees / "suffixes")
    assert (done.returncode, "README.fr.md is fr" in done.stderr) == (0, True)
    done = concord("check", "--layout", "docusaurus", cwd=trees / "suffixes")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("concord: the layout docusaurus does not fit") and done.stderr.count("\n") == 1
    done = concord("check", "--layout", "suffixes", "--languages", "en,fr", cwd=trees / "suffixes")
    assert (done.returncode, "it has en, es" in done.stderr) == (2, True)


def test_the_leading_language_is_told_by_its_text(tmp_path: Path) -> None:
    """Not every project has its English pages on top."""
    for name, text in {
        "docs/index.md": "# 自行车\n\n每个车轮有36根辐条。每骑行200公里应给链条上一次油，这样它可以用得更久。\n",
        "docs/en/index.md": "# The bicycle\n\nA wheel has 36 spokes. Oil the chain every 200 km.\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = concord("check", cwd=tmp_path)
    assert (done.returncode, "layout folders: docs is zh, docs/en is en" in done.stderr) == (0, True), done.stderr


def test_the_leading_language_is_told_by_its_own_pages_alone(tmp_path: Path) -> None:
    texts = {
        "docs": "The bridge was built by the people of the town, and it is older than anybody knows.",
        "docs/fr": "Le pont a été construit par les habitants de la ville, et il est plus vieux que tout le monde.",
        "docs/cn": "这座桥是镇上的人们建造的，比任何人知道的都要古老，人们每天都从桥上走到河对岸的市场去。" * 9,
    }
    for folder, text in texts.items():
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "bridge.md").write_text(f"# AB\n\n{text}\n", encoding="utf-8")
    assert "docs is en, docs/cn is cn, docs/fr is fr" in concord("check", cwd=tmp_path).stderr


def test_a_tree_without_languages_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "docs/img").mkdir(parents=True)
    (tmp_path / "docs/index.md").write_text("# Alone\n", encoding="utf-8")
    (tmp_path / "docs/img/index.md").write_text("# No language\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("# Alone\n", encoding="utf-8")
    done = concord("check", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "names no language" in done.stderr


def test_confirmations_need_a_folder_for_each_language(trees: Path) -> None:
    done = concord("confirm", "es", "index.md", cwd=trees / "suffixes")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("concord: confirmations need a folder for each language")
    assert not list((trees / "suffixes").rglob("sync.lock"))
    replace(trees / "suffixes/docs/index.es.md", "230", "320")
    replace(trees / "default-at-top/docs/de/index.md", "36", "63")
    assert "concord confirm" not in concord("check", cwd=trees / "suffixes").stdout, "nor is one proposed"
    assert "concord diff" not in concord("status", cwd=trees / "suffixes").stdout


def test_what_a_branch_has_to_answer_for_where_names_say_the_language(trees: Path) -> None:
    tree = trees / "suffixes"
    replace(tree / "docs/flour.es.md", "12,5", "13,5")
    commit(tree)
    assert found(tree, "--since", "HEAD") == []
    replace(tree / "docs/index.es.md", "230", "320")
    assert found(tree, "--since", "HEAD") == [("number-drift", "docs/index.md")]


def test_a_folder_that_leads_out_of_the_tree_is_refused(trees: Path) -> None:
    tree = trees / "folders"
    (tree / "docs/ja").rename(trees / "elsewhere")
    (tree / "docs/ja").symlink_to(trees / "elsewhere")
    done = concord("check", cwd=tree)
    assert (done.returncode, "leads out of the project" in done.stderr) == (2, True)


def test_a_menu_may_name_pages_from_its_own_folder(trees: Path) -> None:
    menu = "site_name: Bread\nnav:\n  - ./index.md\n  - Flour: ./flour.md\n"
    (trees / "suffixes/mkdocs.yml").write_text(menu, encoding="utf-8")
    assert found(trees / "suffixes") == []
    (trees / "suffixes/mkdocs.yml").write_text(menu.replace("flour.md", "flower.md"), encoding="utf-8")
    assert {rule for rule, _ in found(trees / "suffixes")} == {"page-unlisted"}


def test_html_on_a_site_is_read_from_the_address_of_its_page(trees: Path) -> None:
    """MkDocs puts `kinds/rye.md` at `kinds/rye/`, and leaves addresses in HTML as they are."""
    tree = trees / "suffixes"
    (tree / "mkdocs.yml").write_text("site_name: Bread\n", encoding="utf-8")
    (tree / "docs/kinds/pictures").mkdir(parents=True)
    (tree / "docs/kinds/pictures/sack.png").write_bytes(b"")
    for name, title in (("rye.md", "Rye"), ("rye.es.md", "Centeno")):
        page = f'# {title}\n\n<img src="../pictures/sack.png" alt="12.5 kg">\n'
        (tree / "docs/kinds" / name).write_text(page, encoding="utf-8")
    assert found(tree) == []
    (tree / "docs/kinds/pictures/sack.png").unlink()
    assert {rule for rule, _ in found(tree)} == {"link-broken"}
