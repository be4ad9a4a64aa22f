"""Faults in facts/*.yml: each is reported at its line and column, all in one run, and none raises an exception."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from concord.registry import Measured, Registry, read_registry
from concord.values import Day

SOURCES = """\
book:
  title: A book
  language: en
  seen: 2026-11-22
"""
TITLES = """\
boss:
  kind: c-suite
  abbreviations: [CEO]
  labels: {en: boss, de: Chefin, nl: baas}
"""
REST = """\
  sources: [book]
  says: {en: Share, de: Anteil, nl: Aandeel}
"""
PAY = "  kind: money\n  value: 22\n  currency: EUR\n  period: year\n"
GOOD = "good:\n  kind: percent\n  value: 22\n" + REST
Load = Callable[..., Registry]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Reads a registry of three files; None leaves a file out."""

    def load(facts: str | bytes | None, titles: str | None = TITLES, sources: str | None = SOURCES) -> Registry:
        (tmp_path / "facts").mkdir()
        for name, text in (("facts", facts), ("titles", titles), ("sources", sources)):
            if text is not None:
                content = text if isinstance(text, bytes) else text.encode()
                (tmp_path / "facts" / f"{name}.yml").write_bytes(content)
        return read_registry(tmp_path, "facts", ("en", "de", "nl"))

    return load


def places(registry: Registry) -> list[str]:
    """The places of the faults, as `file:line:column`."""
    return [f"{f.location.path}:{f.location.line}:{f.location.column}" for f in registry.faults]


def test_a_good_registry_has_no_fault(load: Load) -> None:
    registry = load(GOOD)
    assert registry.faults == ()
    assert set(registry.facts) == {"good"}
    assert registry.place("facts", "good").line == 1


@pytest.mark.parametrize(
    ("entry", "line", "column", "reason"),
    [
        ("  kind: percnt\n  value: 22\n", 2, 3, "no kind percnt"),
        ("  kind: [percent]\n  value: 22\n", 2, 3, "no kind"),
        ("  value: 22\n", 1, 1, "kind: it is missing"),
        ("  kind: percent\n", 1, 1, "either value, or low and high"),
        ("  kind: percent\n  low: 5\n", 1, 1, "either value, or low and high"),
        ("  kind: percent\n  value: 4\n  low: 5\n  high: 6\n", 1, 1, "either value, or low and high"),
        ("  kind: percent\n  low: 5\n  high: 3\n", 4, 3, "upside down"),
        ("  kind: percent\n  low: 5\n  high: 5\n", 4, 3, "upside down"),
        ("  kind: percent\n  value: true\n", 3, 3, "must be a number"),
        ("  kind: percent\n  value: '22'\n", 3, 3, "must be a number"),
        ("  kind: percent\n  value: [22]\n", 3, 3, "must be a number"),
        ("  kind: count\n  value: 123,000\n", 3, 3, "write its digits alone, 123000, without a separator"),
        ("  kind: count\n  value: 1.234.567\n", 3, 3, "1234567"),
        ("  kind: percent\n  value: 22%\n", 3, 3, "22, without %"),
        ("  knid: percent\n  value: 22\n", 2, 3, "knid: there is no such key; did you mean kind?"),
        ("  kinds: percent\n  value: 22\n", 2, 3, "did you mean kind?"),
        ("  kind: percent\n  value: -1\n", 3, 3, "must be at least 0"),
        ("  kind: percent\n  value: .inf\n", 3, 10, ".inf cannot be read"),
        ("  kind: percent\n  value: 1.0e400\n", 3, 3, "less than"),
        (f"  kind: percent\n  value: {'9' * 5000}\n", 3, 10, "cannot be read"),
        ("  kind: percent\n  value: 22\n  vlaue: 23\n", 4, 3, "no such key"),
        ("  id: other\n  kind: percent\n  value: 22\n", 2, 3, "no such key"),
        ("  kind: percent\n  value: 22\n  bound: abut\n", 4, 3, "at-least"),
        ("  kind: percent\n  value: 22\n  value: 23\n", 4, 3, "value stands here for the second time"),
        ("  kind: percent\n  value: 22\n  [a, b]: 1\n", 4, 3, "a key must be a word"),
        ("  kind: percent\n  value: 22\n  marks: [damaged]\n", 4, 3, "a mark needs dispute"),
        ("  kind: percent\n  value: 22\n  marks: [wrong]\n  dispute: x1\n", 4, 11, "disputed"),
        ("  kind: percent\n  value: 22\n  marks: disputed\n  dispute: x1\n", 4, 3, "must be a list"),
        ("  kind: percent\n  value: 22\n  as_of: yesterday\n", 4, 3, "a year, a month"),
        ("  kind: percent\n  value: 22\n  as_of: 2014-02-30\n", 4, 10, "2014-02-30 cannot be read"),
        ("  kind: date\n  value: 2014\n", 3, 3, "a month (2023-05) or a day"),
        ("  kind: date\n  value: '2014-00-05'\n", 3, 3, "the calendar has no such day"),
        ("  kind: date\n  value: '2014-03-00'\n", 3, 3, "no such day"),
        ("  kind: date\n  low: 2014-03\n  high: 2014-02-28\n", 4, 3, "upside down"),
        ("  kind: year\n  value: 14\n", 3, 3, "1000"),
        ("  kind: year\n  value: 2014.5\n", 3, 3, "must be a whole number"),
        ("  kind: list\n  value: 0\n", 3, 3, "must be at least 1"),
        ("  kind: person\n  value: 5\n", 3, 3, "must be text"),
        ("  kind: person\n  value: !!binary aGk=\n", 3, 10, "binary"),
        ("  kind: person\n  value: !person Ann\n", 3, 10, "!person"),
        ("  kind: count\n  value: !!bool maybe\n", 3, 10, "maybe cannot be read"),
        ("  kind: statement\n  subject: boss\n  relation: reports-to\n  object: [boss, chief]\n", 5, 18, "no chief"),
        ("  kind: statement\n  subject: chief\n  relation: reports-to\n  object: boss\n", 3, 3, "no chief"),
        (f"{PAY}  occupation: boss\n", 6, 3, "occupation and country go together"),
        (f"{PAY}  country: DE\n", 6, 3, "occupation and country go together"),
        (f"{PAY}  occupation: boss\n  country: Germany\n", 7, 3, "a country by ISO 3166"),
        (f"{PAY}  occupation: chief\n  country: DE\n", 6, 3, "no chief"),
        ("  kind: percent\n  value: *other\n", 3, 10, "*other stands for another entry"),
        ("  <<: *other\n  kind: percent\n  value: 22\n", 2, 7, "*other stands for another entry"),
    ],
)
def test_a_wrong_entry_is_one_fault_at_its_place(load: Load, entry: str, line: int, column: int, reason: str) -> None:
    """And the entry is left out, while the valid entry has no fault."""
    registry = load(f"bad:\n{entry}{REST}{GOOD}")
    assert places(registry) == [f"facts/facts.yml:{line}:{column}"]
    assert reason in registry.faults[0].reason
    assert set(registry.facts) == {"good"}
    assert not registry.is_conclusive("facts", "bad")
    assert registry.is_conclusive("facts", "nowhere")


@pytest.mark.parametrize(
    ("rest", "line", "column", "reason"),
    [
        ("  sources: [book, film]\n  says: {en: a, de: b, nl: c}\n", 4, 19, "sources.yml has no film"),
        ("  sources: []\n  says: {en: a, de: b, nl: c}\n", 4, 3, "empty"),
        ("  sources: [7]\n  says: {en: a, de: b, nl: c}\n", 4, 13, "must be text"),
        ("  sources: book\n  says: {en: a, de: b, nl: c}\n", 4, 3, "must be a list"),
        ("  sources: [book]\n  says: {en: a, nl: c}\n", 5, 3, "missing in de"),
        ("  sources: [book]\n  says: {en: a, de: , nl: c}\n", 5, 17, "it is empty"),
        ("  sources: [book]\n  says: {en: a, de: '', nl: c}\n", 5, 17, "empty"),
        ("  sources: [book]\n  says: Share\n", 5, 3, "must have keys"),
        ("  sources: [book]\n", 1, 1, "says: it is missing"),
    ],
)
def test_what_every_fact_needs(load: Load, rest: str, line: int, column: int, reason: str) -> None:
    registry = load(f"bad:\n  kind: percent\n  value: 22\n{rest}{GOOD}")
    assert places(registry) == [f"facts/facts.yml:{line}:{column}"]
    assert reason in registry.faults[0].reason
    assert set(registry.facts) == {"good"}


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("", 1, 1, "empty"),
        ("# nothing yet\n", 1, 1, "empty"),
        ("- good\n- bad\n", 1, 1, "list of keys"),
        ("good\n", 1, 1, "list of keys"),
        (None, 1, 1, "cannot be opened"),
        ("good:\n  value: a: b\n", 2, 11, "no YAML"),
        ("good:\n\tvalue: 22\n", 2, 1, "no YAML"),
        ('good: "22\n', 1, 7, "no YAML"),
        (GOOD + "---\nmore: {}\n", 6, 1, "no YAML"),
        ("good:\n  value: 2\0\n", 2, 11, "no YAML"),
        ("good:\n  value: Müller\n".encode("latin-1"), 2, 11, "not UTF-8"),
        ("gut:\n  wert: ä\n".encode() + b"  x: \xe4\n", 3, 6, "not UTF-8"),
        (b"\xef\xbb\xbfa: \xff\n", 1, 4, "not UTF-8"),
        ("good: x".encode("utf-16"), 1, 1, "not UTF-8"),
        ("good: " + "[" * 5000 + "]" * 5000, 1, 26, "depth"),
        ("good: " + "{a: " * 3000 + "1" + "}" * 3000, 1, 80, "depth"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_fault(
    load: Load, text: str | bytes | None, line: int, column: int, reason: str
) -> None:
    registry = load(text)
    assert places(registry) == [f"facts/facts.yml:{line}:{column}"]
    assert reason in registry.faults[0].reason
    assert registry.unread == {"facts"}
    assert set(registry.titles) == {"boss"}


@pytest.mark.parametrize("sources", ["", None, "book: [\n", "- book\n"])
def test_an_unread_file_does_not_condemn_what_cites_it(load: Load, sources: str | None) -> None:
    registry = load(GOOD, sources=sources)
    assert [place.split(":")[0] for place in places(registry)] == ["facts/sources.yml"]
    assert set(registry.facts) == {"good"}
    assert not registry.is_conclusive("sources", "book")


def test_a_broken_entry_does_not_condemn_what_cites_it(load: Load) -> None:
    registry = load(GOOD, sources="book:\n  title: A book\n  language: en\n  seen: yesterday\n")
    assert places(registry) == ["facts/sources.yml:4:3"]
    assert set(registry.facts) == {"good"}


def test_a_tab_is_called_a_tab(load: Load) -> None:
    [fault] = load("good:\n\tkind: percent\n").faults
    assert (fault.location.line, fault.reason) == (2, "it is no YAML: a tab stands here; indent with spaces")


@pytest.mark.parametrize("day", ["2999-01-01", "2999-01", "2999"])
def test_nobody_looked_at_a_source_in_the_future(load: Load, day: str) -> None:
    registry = load(GOOD, sources=f"book:\n  title: A book\n  language: en\n  seen: {day}\n")
    assert places(registry) == ["facts/sources.yml:4:3"]
    assert "future" in registry.faults[0].reason


def test_everything_is_said_at_once_in_the_order_of_the_files(load: Load) -> None:
    wrong = f"one:\n  kind: money\n  value: yes\n{REST}two: 7\nthree:\n  kind: year\n  value: 1999\n  x: 1\n{REST}"
    titles = (
        TITLES + "  default_for: [CFO]\nchief:\n  kind: other\n  labels: {en: a, de: b, nl: c}\n  related: [nobody]\n"
    )
    registry = load(wrong + GOOD + GOOD, titles, SOURCES + "  address: nowhere\n")
    assert places(registry) == [
        *("facts/facts.yml:1:1", "facts/facts.yml:1:1", "facts/facts.yml:3:3"),  # no currency, no period, no number
        *("facts/facts.yml:6:1", "facts/facts.yml:10:3", "facts/facts.yml:18:1"),
        *("facts/sources.yml:5:3", "facts/titles.yml:5:3", "facts/titles.yml:9:13"),
    ]
    assert not registry.facts
    assert not any(registry.is_conclusive("facts", id) for id in ("one", "two", "three", "good"))


def titled(*names: str) -> str:
    """Titles with only a label, which is the same in all three languages."""
    return "".join(f"{name}:\n  kind: c-suite\n  labels: {{en: {name}, de: {name}, nl: {name}}}\n" for name in names)


def reports(subject: str, object: str, more: str = "") -> str:
    entry = f"  kind: statement\n  subject: {subject}\n  relation: reports-to\n  object: {object}\n"
    return f"{subject}-to-{object}:\n{entry}{more}{REST}"


def test_two_titles_cannot_both_be_the_usual_sense(load: Load) -> None:
    claim = "  abbreviations: [CCO]\n  default_for: [CCO]\n"
    registry = load(GOOD, titles="".join(titled(name) + claim for name in ("customer", "content")))
    assert places(registry) == ["facts/titles.yml:10:17"]
    assert "already the default of customer" in registry.faults[0].reason
    assert set(registry.titles) == {"customer"}


def test_reporting_lines_that_close_a_circle_are_a_fault(load: Load) -> None:
    lines = reports("vp", "cmo") + reports("cmo", "ceo") + reports("ceo", "vp")
    registry = load(lines, titles=titled("vp", "cmo", "ceo"))
    assert places(registry) == ["facts/facts.yml:19:3"]
    assert "ceo would report to itself" in registry.faults[0].reason
    assert set(registry.facts) == {"vp-to-cmo", "cmo-to-ceo"}


def test_a_circle_through_a_sentence_that_is_damaged_is_nobodys_claim(load: Load) -> None:
    damaged = reports("ceo", "vp", "  marks: [damaged]\n  dispute: x3\n")
    assert load(reports("vp", "ceo") + damaged, titles=titled("vp", "ceo")).faults == ()


def test_aliases_neither_recur_nor_multiply(load: Load) -> None:
    laughs = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    registry = load("a0: &a0 {self: *a0}\n" + laughs)
    assert places(registry)[:2] == ["facts/facts.yml:1:16", "facts/facts.yml:2:10"]
    assert not registry.facts


def test_an_anchor_given_twice_is_no_warning(load: Load) -> None:
    assert load(GOOD.replace("percent", "&a percent").replace("22", "&a 22")).faults == ()


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_any_line_ends_and_a_byte_order_mark(load: Load, break_: str) -> None:
    text = f"\ufeffbad:\n  kind: percent\n  value: much\n{REST}{GOOD}".replace("\n", break_)
    registry = load(text)
    assert places(registry) == ["facts/facts.yml:3:3"]
    assert set(registry.facts) == {"good"}


def test_no_half_character_reaches_a_terminal(load: Load) -> None:
    registry = load(f'"\\ud800":\n  kind: percent\n  value: "\\udfff"\n{REST}')
    assert registry.faults
    "".join(fault.reason for fault in registry.faults).encode()


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("percent", "1.50", Decimal("1.50")),
        ("count", "1_000", Decimal(1000)),
        ("year", "1999", Decimal(1999)),
        ("date", "2014-03", Day(2014, 3)),
        ("date", "2014-03-24", Day(2014, 3, 24)),
        ("list", "5", Decimal(5)),
    ],
)
def test_values_as_they_are_written(load: Load, kind: str, written: str, value: object) -> None:
    fact = load(f"good:\n  kind: {kind}\n  value: {written}\n{REST}").facts["good"]
    assert isinstance(fact, Measured)
    assert (fact.quantity.low, fact.quantity.high) == (value, value)
    assert str(fact.quantity.low) == str(value)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_places_are_those_of_an_editor(load: Load, end: str) -> None:
    """With any line ending; YAML also takes a line separator, which is a fault itself, for the end of a line."""
    faulty = GOOD.replace("Share", '"Sh\u2028are"') + f"bad:\n  kind: percentage\n{REST}"
    assert places(load(faulty.replace("\n", end))) == ["facts/facts.yml:5:17", "facts/facts.yml:7:3"]


def test_the_place_of_a_byte_that_is_no_text(load: Load) -> None:
    assert places(load(b"a:\r  b: \xff")) == ["facts/facts.yml:2:6"]
