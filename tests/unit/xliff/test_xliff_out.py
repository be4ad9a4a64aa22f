"""What a file says beside the texts: what was agreed on, what is context, terms; and the words that are counted."""

import json
import re
from pathlib import Path

from lxml import etree

from concord.guide import read_guide
from repositories import commit
from schemas import check_xliff
from translators import NS, export, give_back, reword, run, target, text, units
from trees import lay, replace


def test_a_file_has_what_was_agreed_on(agreed: Path) -> None:
    replace(agreed / "docs/de/pay.md", "im Mai", "im Juni")
    commit(agreed)
    file = export(agreed, "nl")
    (one,) = (one for one in units(file) if "im Juni" in text(one, "source"))
    (match,) = one.iter("{urn:oasis:names:tc:xliff:matches:2.0}match")
    assert "im Mai" in "".join(match.find(f"{NS}source").itertext())
    assert "in mei" in "".join(match.find(f"{NS}target").itertext())
    assert 40 < float(match.get("similarity")) < 100
    check_xliff(file, "xliff")
    assert "in mei" in text(one, "target")


def test_what_need_not_be_translated_is_marked_and_taken_all_the_same(agreed: Path) -> None:
    replace(agreed / "docs/de/pay.md", "im Mai", "im Juni")
    commit(agreed)
    done = run(agreed, "export", "nl", "--output", "out.xlf")
    file = export(agreed, "nl")
    marked = {text(one, "source"): one.get("translate") for one in units(file)}
    assert [source for source, translate in marked.items() if translate is None] == [
        source for source in marked if "im Juni" in source
    ]
    assert "    1 unit to translate: " in done.stderr and "to be read as context: " in done.stderr
    one = next(one for one in units(file) if one.get("translate") == "no")
    words = target(one).text
    reword(one, words, f"Zzz {words}")
    assert give_back(agreed, file).exit_code == 0
    assert "Zzz" in (agreed / "docs/nl/pay.md").read_text(encoding="utf-8")


def test_titles_go_out_as_terms(tmp_path: Path) -> None:
    said = {"en": "The CFO pays.", "de": "Der Finanzvorstand zahlt.", "nl": "De CFO betaalt."}
    tree = lay(tmp_path, {f"docs/{code}/pay.md": words for code, words in said.items()})
    file = export(tree, "nl", "pay.md", "--all", "--from", "en")
    check_xliff(file, "xliff")
    (entry,) = file.iter("{urn:oasis:names:tc:xliff:glossary:2.0}glossEntry")
    title = read_guide(tree).registry.titles["chief-financial-officer"]
    assert [part.text for part in entry] == [title.labels["en"], title.labels["nl"], *title.usable("nl")]
    older = export(tree, "nl", "pay.md", "--all", "--from", "en", "--format", "xliff12")
    assert f"{title.labels['en']} = {title.labels['nl']}" in etree.tostring(older, encoding="unicode")


def test_the_status_counts_the_same_words(agreed: Path) -> None:
    replace(agreed / "docs/de/pay.md", "im Mai", "im Juni")
    commit(agreed)
    work = json.loads(run(agreed, "status", "nl", "--format", "json").output)["work"]
    words = sum(one["translate"] + one["review"] for one in work if one["state"] == "behind")
    counts = re.findall(r": ([\d,]+) words?\n", run(agreed, "export", "nl", "--output", "out.xlf").stderr)
    assert words == sum(int(count.replace(",", "")) for count in counts) > 0
