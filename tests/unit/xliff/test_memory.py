"""`concord memory`: a translation memory of all that is in step."""

from pathlib import Path
from typing import Any

from lxml import etree
from translate.storage.tmx import tmxfile

from schemas import tmx_definition
from translators import run
from trees import copy_of_the_guide, replace

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def memory(tree: Path, *arguments: str) -> Any:
    done = run(tree, "memory", *arguments, "--output", "out.tmx")
    assert done.exit_code == 0, done.output
    return etree.parse(tree / "out.tmx", etree.XMLParser(load_dtd=False, no_network=True)).getroot()


def texts(unit: Any) -> dict[str, str]:
    """The words of a unit by language, without codes."""
    words = {}
    for one in unit.iter("tuv"):
        seg = one.find("seg")
        words[one.get(LANGUAGE)] = "".join([seg.text or "", *((code.tail or "") for code in seg)])
    return words


def test_the_memory_of_the_guide_is_valid_and_others_read_it(tmp_path: Path) -> None:
    tree = copy_of_the_guide(tmp_path)
    root = memory(tree, "nl", "pay", "glossary/chief-financial-officer.md", "facts.yml")
    definition = tmx_definition()
    assert definition.validate(root), definition.error_log
    assert {*texts(root.find("body/tu"))} == {"en", "de", "nl"}
    found = list(root.iter("tu"))
    for unit in found:
        for codes in ([code.get("i") for code in one.iter(tag)] for one in unit.iter("tuv") for tag in ("bpt", "ept")):
            assert len({*codes}) == len(codes)
    with (tree / "out.tmx").open("rb") as file:
        assert len(tmxfile(file, "en", "nl").units) == len(found) > 100


def test_what_is_in_step_is_in_it_and_nothing_else(agreed: Path) -> None:
    whole = [texts(unit) for unit in memory(agreed, "nl").iter("tu")]
    (one,) = (unit for unit in whole if "in mei" in unit["nl"])
    assert "im Mai" in one["de"] and {*one} == {"en", "de", "nl"}
    replace(agreed / "docs/de/pay.md", "im Mai", "im Juni")
    (one,) = (texts(unit) for unit in memory(agreed, "nl").iter("tu") if "in mei" in texts(unit)["nl"])
    assert {*one} == {"en", "nl"}
    assert {code for unit in memory(agreed, "nl", "--from", "de").iter("tu") for code in texts(unit)} == {"de", "nl"}
    assert not [unit for unit in memory(agreed, "nl", "--from", "de").iter("tu") if "in mei" in texts(unit)["nl"]]
