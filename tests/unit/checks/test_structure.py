"""What stands in a container is compared as what stands outside it, and one cause is one finding at its place."""

from pathlib import Path

import pytest

from foreign import findings

CONTAINERS = {  # the beginning of a container, the indentation of what is in it
    "box": ('!!! note "X"\n\n', "    "),
    "details": ('??? note "X"\n\n', "    "),
    "tab": ('=== "X"\n\n', "    "),
    "quotation": ("> X\n>\n", "> "),
    "item": ("1. X\n\n", "    "),
    "definition": ("X\n:   X\n\n", "    "),
    "nested": ('- X\n\n    !!! note "X"\n\n', "        "),
}


def inside(container: str, text: str) -> str:
    start, indent = CONTAINERS[container]
    return f"# P\n\n{start}" + "".join(f"{indent}{line}".rstrip() + "\n" for line in text.splitlines())


TEXTS = {  # the rule → a text and its faulty version
    "code-drift": ("A.\n\n```sh\nbox --open\n```\n", "A.\n\n```sh\nbox --burn\n```\n"),
    "list-drift": ("A.\n\n- AB 1\n- CD 2\n- EF 3\n", "A.\n\n- AB 1\n- EF 3\n"),
    "table-drift": ("| A | B |\n|---|---|\n| C | 1 |\n| D | 2 |\n", "| A | B |\n|---|---|\n| C | 1 |\n"),
    "block-drift": ("AB 1.\n\nCD 2.\n\nEF 3.\n", "AB 1.\n\nEF 3.\n"),
    "link-drift": ("See [x](https://a.example/).\n", "See [x](https://b.example/).\n"),
    "number-drift": ("AB 4.\n", "AB 5.\n"),
}


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("rule", TEXTS)
def test_what_stands_in_a_container_is_compared(container: str, rule: str, tmp_path: Path) -> None:
    right, wrong = (inside(container, text) for text in TEXTS[rule])
    assert [one.rule for one in findings(tmp_path / "a", en=right, de=wrong)] == [rule]
    assert findings(tmp_path / "b", en=right, de=right) == []


SAME_CAUSE = {  # English, German, the rule of the one finding, its line in German
    "kind of a box": ("!!! danger\n    A.\n", "!!! note\n    A.\n", "block-drift", 1),
    "kind of details": ("??? tip\n    A.\n", "!!! tip\n    A.\n", "block-drift", 1),
    "kind of a box in an item": (
        "- X\n\n    !!! tip\n        A.\n",
        "- X\n\n    !!! note\n        A.\n",
        "block-drift",
        3,
    ),
    "state of a task": ("- [x] A\n- [ ] B\n", "- [ ] A\n- [ ] B\n", "list-drift", 1),
    "no task": ("- [x] A\n- [x] B\n", "- [x] A\n- B\n", "list-drift", 2),
    "state of a task in a list": ("- A\n    - [x] B\n", "- A\n    - [ ] B\n", "list-drift", 2),
    "language of a listing": ("```sh\nmake\n```\n", "```python\nmake\n```\n", "code-drift", 2),
    "keys to press": ("Press ++ctrl+s++.\n", "Drücken Sie ++ctrl+x++.\n", "code-drift", 1),
    "swapped items": ("- AB 1\n- CD 2\n- EF 3\n", "- CD 2\n- AB 1\n- EF 3\n", "list-drift", 1),
    "swapped rows": (
        "| A | B |\n|---|---|\n| Ann | 1 |\n| Bob | 2 |\n",
        "| A | B |\n|---|---|\n| Bob | 2 |\n| Ann | 1 |\n",
        "table-drift",
        3,
    ),
    "swapped entries": ("AB\n:   Ann 1\n\nCD\n:   Bob 2\n", "CD\n:   Bob 2\n\nAB\n:   Ann 1\n", "list-drift", 1),
    "a tab too few": ('=== "A"\n\n    A 1.\n\n=== "B"\n\n    B 2.\n', '=== "A"\n\n    A 1.\n', "block-drift", 3),
    "an entry too few": ("AB\n:   Ann 1\n\nCD\n:   Bob 2\n", "AB\n:   Ann 1\n", "list-drift", 2),
    "a footnote too few": (
        "A[^1] B[^2]\n\n[^1]: One 1.\n[^2]: Two 2.\n",
        "A[^1] B\n\n[^1]: One 1.\n",
        "block-drift",
        3,
    ),
    "a column too few": ("| A | B |\n|---|---|\n| 1 | 2 |\n", "| A |\n|---|\n| 1 |\n", "table-drift", 1),
    "an empty cell": ("| A | B |\n|---|---|\n| x | 2 |\n", "| A | B |\n|---|---|\n| x | |\n", "table-drift", 3),
    "a replaced link": ("[a](https://a.example/)\n", "[a](https://b.example/)\n", "link-drift", 1),
    "five links less": (
        "".join(f"[{n}](https://{n}.example/) " for n in "abcde") + "\n",
        "a b c d e\n",
        "link-drift",
        1,
    ),
    "a heading of another level": ("## A\n\nX.\n", "### A\n\nX.\n", "section-drift", 1),
    "three paragraphs less": ("AB 1.\n\nX.\n\nY.\n\nZ.\n\nCD 2.\n", "AB 1.\n\nCD 2.\n", "block-drift", 1),
    "a picture in HTML": ('<img src="a.svg" alt="A">\n', '<img src="b.svg" alt="A">\n', "image-drift", 1),
    "pictures in paragraphs of their own": (
        '<img src="a.svg" alt="A">\n\nAB 1.\n\nCD 2.\n',
        '<img src="a.svg" alt="A">\n\nAB 1.\n',
        "block-drift",
        3,
    ),
    "a link in HTML": (
        '<p><a href="https://a.example">A</a></p>\n',
        '<p><a href="https://b.example">A</a></p>\n',
        "link-drift",
        1,
    ),
    "items with links that have changed places": (
        "- [What XY is](https://a.example/1)\n- [What XY does](https://a.example/2)\n- [More](https://a.example/3)\n"
        "- [Why](https://a.example/4)\n- [What XY earns](https://a.example/5)\n",
        "- [Was XY ist](https://a.example/1)\n- [Mehr](https://a.example/3)\n- [Was XY tut](https://a.example/2)\n"
        "- [Warum](https://a.example/4)\n- [Was XY verdient](https://a.example/5)\n",
        "list-drift",
        2,
    ),
    "an option in code": ("Call `door --open` now.\n", "Rufen Sie `door --close` auf.\n", "code-drift", 1),
    "a number in the title of a link": (
        '[x](https://a.example "Of 2019")\n',
        '[x](https://a.example "Von 2018")\n',
        "number-drift",
        1,
    ),
    "a number in the text of a picture in HTML": (
        '<img src="a.svg" alt="30 doors">\n',
        '<img src="a.svg" alt="40 Türen">\n',
        "number-drift",
        1,
    ),
    "an address in the text": (
        "See https://a.example/x now.\n",
        "Siehe https://a.example/y jetzt.\n",
        "link-drift",
        1,
    ),
    "an address of mail": ("Ask a@b.example.\n", "Fragen Sie a@c.example.\n", "link-drift", 1),
    "code in HTML": ("Set <code>a_b</code>.\n", "Setzen Sie <code>a_c</code>.\n", "code-drift", 1),
    "a sign in front of a text": ("✅ done\n", "❌ erledigt\n", "number-drift", 1),
    "a frame": (
        '<iframe src="https://a.example/1"></iframe>\n',
        '<iframe src="https://a.example/2"></iframe>\n',
        "link-drift",
        1,
    ),
    "a video": ('<video src="a.svg"></video>\n', '<video src="b.svg"></video>\n', "image-drift", 1),
    "a yes in a table": (
        "| A | B |\n|---|---|\n| x | yes |\n",
        "| A | B |\n|---|---|\n| x | nein |\n",
        "number-drift",
        3,
    ),
    "a sign in a table": ("| A | B |\n|---|---|\n| x | ✓ |\n", "| A | B |\n|---|---|\n| x | ✗ |\n", "number-drift", 3),
    "a negation in a table": (
        "| A | B |\n|---|---|\n| x | not required |\n",
        "| A | B |\n|---|---|\n| x | erforderlich |\n",
        "number-drift",
        3,
    ),
    "an answer": ("No, you may not.\n", "Ja, das dürfen Sie nicht.\n", "number-drift", 1),
    "a number in HTML": ("<div>It costs 15 euros.</div>\n", "<div>Es kostet 25 Euro.</div>\n", "number-drift", 1),
    "a picture without a text": ("![A](a.svg)\n", "![](a.svg)\n", "image-drift", 1),
    "many numbers in a table": (
        "| A | B |\n|---|---|\n" + "".join(f"| r{n} | {n} |\n" for n in range(10, 30)),
        "| A | B |\n|---|---|\n" + "".join(f"| r{n} | {n + 40} |\n" for n in range(10, 30)),
        "number-drift",
        3,
    ),
}


@pytest.mark.parametrize("name", SAME_CAUSE)
def test_one_cause_is_one_finding_at_its_place(name: str, tmp_path: Path) -> None:
    english, german, rule, line = SAME_CAUSE[name]
    files = {"en/a.svg": "", "de/a.svg": "", "en/b.svg": "", "de/b.svg": ""}
    [found] = findings(tmp_path, files, en=f"# P\n\n{english}", de=f"# P\n\n{german}")
    assert found.rule == rule
    places = [(place.path, place.line - 2) for place in (found.location, *found.related)]
    assert ("docs/de/a.md", line) in places


SILENT = {
    "a picture in front of a text and in it": (
        "![A](a.svg) AB 1 has more text.\n\nCD 2.\n",
        "![A](a.svg)\n\nAB 1 hat mehr Text.\n\nCD 2.\n",
    ),
    "no and none": ("| A | B |\n|---|---|\n| x | none |\n", "| A | B |\n|---|---|\n| x | keine |\n"),
    "a yes and a sign for it": ("| A | B |\n|---|---|\n| x | yes |\n", "| A | B |\n|---|---|\n| x | ✅ |\n"),
    "number five": ("| A | B |\n|---|---|\n| x | No. 5 |\n", "| A | B |\n|---|---|\n| x | Nr. 5 |\n"),
    "a negation in other words": ("It does not matter.\n", "Es ist egal.\n"),
    "an address and a link to it": ("See https://a.example/x.\n", "Siehe [hier](https://a.example/x).\n"),
    "prose in a listing of plain text": (
        "```text\nThis is a sentence that a program prints.\n```\n",
        "```text\nDas ist ein Satz, den ein Programm druckt.\n```\n",
    ),
    "a path to be replaced": ("Write `/path/to/key.pub`.\n", "Schreiben Sie `/PFAD/ZUM/SCHLÜSSEL.PUB`.\n"),
    "lists sorted by the alphabet": ("- Ann 1\n- Bob 2\n- Zoe 3\n", "- Anna 2\n- Bernd 3\n- Zora 1\n"),
    "items in another order within a sentence": ("A 1, B 2.\n", "B 2, A 1.\n"),
    "tight and loose lists": ("- A 1\n- B 2\n", "- A 1\n\n- B 2\n"),
    "numbered and not": ("- A 1\n- B 2\n", "1. A 1\n2. B 2\n"),
    "items that begin with a small word of both languages": (
        "- In one day?\n- Which year?\n- So?\n",
        "- Wer an einem Tag?\n- In welchem Jahr?\n- Also?\n",
    ),
    "the same where it is another word": ("- An hour\n- A day\n", "- Eine Stunde\n- An dem Tag\n"),
    "the same in a longer list": ("- So it goes\n- On it goes\n- Up\n", "- Es geht\n- So geht es weiter\n- Hinauf\n"),
    "a box with a title of its own": ('!!! note "First"\n    A.\n', '!!! note "Erstes"\n    A.\n'),
}


@pytest.mark.parametrize("name", SILENT)
def test_what_is_the_same_is_not_reported(name: str, tmp_path: Path) -> None:
    english, german = SILENT[name]
    assert findings(tmp_path, {"en/a.svg": "", "de/a.svg": ""}, en=f"# P\n\n{english}", de=f"# P\n\n{german}") == []


ORIGINAL = "One should not say that every bridge of this town needs new paint each year."
BOX = '<div markdown="1">\n<img src="x.png" alt="x">\n{}\n</div>\n'


def test_the_original_of_a_quotation_may_be_kept_beside_its_translation(tmp_path: Path) -> None:
    german = "Man sollte nicht sagen, dass jede Brücke dieser Stadt jedes Jahr neue Farbe braucht."
    texts = {"en": BOX.format(ORIGINAL), "de": BOX.format(f"\n{german}\n\n_{ORIGINAL}_\n")}
    assert findings(tmp_path, {"en/x.png": "", "de/x.png": ""}, **texts) == []
    [found] = findings(tmp_path, **(texts | {"de": texts["de"].replace("bridge", "house")}))
    assert found.rule == "block-drift"


def test_an_original_within_another_paragraph_is_found_again_by_the_next_check(tmp_path: Path) -> None:
    english = "In 1999 the [mayor](a.md) of this town, who was fond of its 7 bridges, wrote a letter to the newspaper:"
    german = "Im Jahr 1999 schrieb der [Bürgermeister](a.md) der Stadt, der ihre 7 Brücken mochte, an die Zeitung:"
    texts = {"en": f"{english}\n\n{ORIGINAL}", "de": f"{german} {ORIGINAL}"}
    for _ in range(2):
        assert [one for one in findings(tmp_path, **texts) if one.rule == "block-drift"] == []


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Dial `7`.", "Wählen Sie 7."),
        ("The town has many doors and 20 million windows.", "The town has many doors and 20 million windows."),
        (
            "The bridge is old. Nobody paints it, and it weighs 70 tons.",
            "Die Brücke ist alt.\n\nNiemand streicht sie, und sie wiegt 70 Tonnen.",
        ),
        ('![The door says "push 3 times and wait for 2 minutes"](a.png)', "![Tür](a.png)"),
        ("See http://a.example/2011/x.", "Siehe Http://a.example/2011/x."),
    ],
)
def test_a_number_that_stands_elsewhere_is_no_finding(english: str, german: str, tmp_path: Path) -> None:
    found = findings(tmp_path, {"en/a.png": "", "de/a.png": ""}, en=english, de=german)
    assert [one for one in found if one.rule == "number-drift"] == []
