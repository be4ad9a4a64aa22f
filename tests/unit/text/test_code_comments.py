"""What of a listing has to be the same in every language: its code, without comments and labels."""

import pytest

from concord.text.code_comments import comparable_code
from processor_time import processor_time


def same(one: str, other: str, fence: str, *, is_fenced: bool = True) -> bool:
    return comparable_code(one, fence, is_fenced=is_fenced) == comparable_code(other, fence, is_fenced=is_fenced)


@pytest.mark.parametrize(
    ("fence", "one", "other"),
    [
        ("sh", "make door  # slow", "make door  # langsam"),
        ("python", "# the door\nx = 1", "# die Tür\nx = 1"),
        ("js", "open(); // the door", "open(); // die Tür"),
        ("css", "a { } /* red */", "a { } /* rot */"),
        ("html", "<!-- one\n two --><b>", "<!-- eins\n zwei --><b>"),
        ("sql", "-- all\nselect 1", "-- alles\nselect 1"),
        ("ini", "# note\na=1", "# Hinweis\na=1"),
        ("lisp", ";; a door\n(f)", ";; eine Tür\n(f)"),
        ("", "x = 1  # the door", "x = 1  # die Tür"),
        ("mermaid", "graph LR\n a[Order] --> b{Paid?}", "graph LR\n a[Auftrag] --> b{Bezahlt?}"),
        ("mermaid", "sequenceDiagram\n A->>B: Hello", "sequenceDiagram\n A->>B: Hallo"),
        ("mermaid", 'pie title Pets\n "Dogs": 3', 'pie title Tiere\n "Hunde": 3'),
        ("plantuml", "title A\nBob -> Eve : Hi", "title B\nBob -> Eve : Hallo"),
        ("dot", 'a [label="Order"]; a -> b', 'a [label="Auftrag"]; a -> b'),
    ],
)
def test_comments_and_labels_may_be_translated(fence: str, one: str, other: str) -> None:
    assert same(one, other, fence)


@pytest.mark.parametrize(
    ("fence", "one", "other"),
    [
        ("c", "#include <alpha.h>", "#include <beta.h>"),
        ("css", "#door { color: green }", "#door { color: brown }"),
        ("sh", "git checkout main -- a.txt", "git checkout main -- b.txt"),
        ("", "#include <alpha.h>", "#include <beta.h>"),
        ("leaf", "#if(title):", "#if(titel):"),
        ("js", "fetch('https://a.example')", "fetch('https://b.example')"),
        ("md", "# Title {#a}", "# Titel {#b}"),
        ("mermaid", "graph LR\n a --> b", "graph LR\n a --> c"),
        ("mermaid", "pie\n", "gantt\n"),
        ("dot", "a -> b", "b -> a"),
    ],
)
def test_code_may_not(fence: str, one: str, other: str) -> None:
    assert not same(one, other, fence)


@pytest.mark.parametrize(
    ("text", "is_prose"),
    [
        ("The line carries a low voltage, and nobody should open the box.", True),
        ("Die Leitung führt eine niedrige Spannung (siehe unten).", True),
        ("Zet eerst het raam open en wacht dan even.", True),
        ("for door in doors: door.open(key=1)", False),
        ("make site && make test", False),
        ("a = open the door and go in.", False),
    ],
)
def test_an_indented_sentence_is_no_code(text: str, is_prose: bool) -> None:
    assert (comparable_code(text, "", is_fenced=False) == "") == is_prose
    assert comparable_code(text, "") == text


@pytest.mark.parametrize("sign", ["[", "(", "/*", "<!--", '"', "|", "# ", "a ", ": "])
def test_a_long_line_takes_no_long_time(sign: str) -> None:
    start = processor_time()
    for fence in ("mermaid", "html", ""):
        comparable_code(sign * 100_000, fence, is_fenced=False)
    assert processor_time() - start < 5
