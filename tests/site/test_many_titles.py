"""A page does not grow with the number of titles in the registry."""

import re
import shutil
from pathlib import Path

from commands import mkdocs
from trees import BASE, ROOT, lay, settings_for

DEFINITIONS = {"en": "This is a title.", "de": "Das ist ein Titel.", "nl": "Dit is een titel."}
PAGE = "---\ndescription: {id}.\n---\n\n# {id} {{ #{id} }}\n\n{text}\n"
OWN = re.findall(r"^([a-z-]+):$", (BASE / "facts/titles.yml").read_text(encoding="utf-8"), re.MULTILINE)
TEXTS = {
    "en": "The [CEO](title:chief-executive-officer) and the CFO.\n",
    "de": "Der [CEO](title:chief-executive-officer) und der CFO.\n",
    "nl": "De [CEO](title:chief-executive-officer) en de CFO.\n",
}


def built(tree: Path, ids: list[str]) -> Path:
    """The site of a small guide whose registry has further titles with these ids, each with a page."""
    pages = {f"docs/{code}/pay.md": text for code, text in TEXTS.items()}
    entries = {
        f"docs/{code}/glossary/{id}.md": PAGE.format(id=id, text=text)
        for code, text in DEFINITIONS.items()
        for id in [*OWN, *ids]
    }
    lay(tree, pages | entries)
    for folder in ("hooks", "overrides", "docs/assets"):
        shutil.copytree(ROOT / folder, tree / folder)
    with (tree / "facts/titles.yml").open("a", encoding="utf-8") as titles:
        for id in ids:
            label = f"chief {id} officer"
            titles.write(f"\n{id}:\n  kind: c-suite\n  labels: {{en: {label}, de: {label}, nl: {label}}}\n")
    (tree / "mkdocs.yml").write_text(settings_for("pay.md"), encoding="utf-8")
    done = mkdocs("build", cwd=tree)
    assert done.returncode == 0, done.stderr
    return tree / "site"


def test_a_page_does_not_grow_with_the_registry(tmp_path: Path) -> None:
    ids = [f"t{number}" for number in range(50)]
    few, many = built(tmp_path / "few", []), built(tmp_path / "many", ids)
    assert all((many / "de/glossary" / id / "index.html").exists() for id in ids)
    for folder, text in zip(("", "de/", "nl/"), DEFINITIONS.values(), strict=True):
        page = f"{folder}pay/index.html"
        assert (many / page).read_bytes() == (few / page).read_bytes()
        assert text.encode() in (few / page).read_bytes(), "the definition of the title that it mentions"
