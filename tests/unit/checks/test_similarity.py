"""How similar two elements are: what many have tells less than what one alone has."""

from concord.alignment.similarity import Similarity
from concord.alignment.tree import Element
from concord.model import Block

NAMES = ("Abox", "Abox", "Abox", "Corner", "-", "-", "-")


def _elements(code: str) -> list[Element]:
    blocks = (
        Block("p", f"~~ {name} is here", f"{code}.md", 0, "p", number, ((0, number + 1, 1),))
        for number, name in enumerate(NAMES)
    )
    return [Element("p", [block], code) for block in blocks]


def test_what_many_have_tells_less() -> None:
    ours, theirs = _elements("en"), _elements("de")
    similarity = Similarity(ours, theirs)
    rare, common = (similarity.of_any([ours[n]], theirs[n]) for n in (3, 0))
    nothing = similarity.of_any([ours[4]], theirs[4])
    assert rare == 4
    assert nothing < common < 3
