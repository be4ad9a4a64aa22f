"""The check on news sentences in three languages, a pair at a time: clean text, and errors put into it."""

import re
from collections.abc import Mapping
from itertools import combinations
from random import Random

from benchmarks.accuracy.corpora import FIELD, small
from benchmarks.mutator.mutation import ERRORS, Spot
from concord.finding import Finding

MOST_REPORTED, LEAST_FOUND = 0.02, 0.98
SEEDED = ("digit changed", "digit added", "digit dropped", "separator", "scale", "number word")
_AMOUNT = (
    r"(?<!\w)(?:\d[\d.,]*|an?|ein(?:e[mnrs]?)?|een|two|three|six|zwei|drei|sechs|twee|drie|zes|anderhalve|anderthalb)"
    r"(?:\s|-)?(?:square |Quadrat|vierkante )?"
)
_FEET = re.compile(
    rf"(?i){_AMOUNT}"
    r"(miles?|meilen?|mijl|mph|feet|foot|ft|fuß|fuss|voet|inch(?:es)?|zoll|yards?|pounds?|lbs?|pfund|pond|ounces?|unzen|"
    r"gallons?|gallonen|acres?|fahrenheit|°f|degrees?|horsepower|hp)\b"
)
_METRE = re.compile(
    rf"(?i){_AMOUNT}"
    r"(km/?h?|kilometers?|kilometern?|kilometres?|meters?|metern?|metres?|m|cm|centimeters?|zentimetern?|millimeters?|"
    r"kilo|kilogramm?|kg|gramm?|tonnen|ton|liters?|litern?|hectare|hektar|celsius|[°º]c|graden|grad|ps|pk)\b"
)


def measure(show: bool) -> bool:
    """Prints a line a pair of languages: what is reported on clean text, and what is found of seeded errors."""
    lines = {
        code: (FIELD / "ntrex" / f"{code}.txt").read_text(encoding="utf-8").splitlines() for code in ("en", "de", "nl")
    }
    good = True
    for first, second in combinations(lines, 2):
        (witness,) = lines.keys() - {first, second}
        segments = [{first: a, second: b} for a, b in zip(lines[first], lines[second], strict=True)]
        reported = _check(segments)
        good &= _clean(segments, lines[witness], reported, show)
        good &= _seeded([s for i, s in enumerate(segments) if i not in reported], show)
    return good


def _clean(
    segments: list[dict[str, str]], witness: list[str], reported: Mapping[int, list[Finding]], show: bool
) -> bool:
    digits = [i for i, segment in enumerate(segments) if re.search(r"\d", "".join(segment.values()))]
    drift = [i for i, findings in reported.items() if any(f.rule == "number-drift" for f in findings)]
    units = [i for i in drift if converted(segments[i])]
    third = [i for i in drift if i not in units and both_converted(segments[i], witness[i])]
    alarms = [i for i in drift if i not in units and i not in third]
    with_digits = [i for i in alarms if i in set(digits)]
    share = len(with_digits) / len(digits)
    names = "-".join(segments[0])
    others = sum(any(f.rule != "number-drift" for f in findings) for findings in reported.values())
    print(
        f"ntrex {names}: {len(with_digits)} of {len(digits)} segments with digits reported ({share:.1%}), "
        f"conversions of units {len(units)}, of the third language’s units on both sides {len(third)}, "
        f"without digits {len(alarms) - len(with_digits)}, by other rules {others}"
    )
    for index in sorted(reported) if show else ():
        kind = "conversion" if index in units else "two conversions" if index in third else "reported"
        rules = sorted({f"{f.rule} {dict(f.data)}" for f in reported[index]})
        print(f"  {kind} {index + 1}: " + " | ".join([*rules, *segments[index].values()]))
    return share <= MOST_REPORTED


def converted(segment: Mapping[str, str]) -> bool:
    """Whether the two languages measure in different systems, each with its unit beside a number."""
    a, b = segment.values()
    return any(
        _FEET.search(x) and _METRE.search(y) and not (_METRE.search(x) and _FEET.search(y)) for x, y in ((a, b), (b, a))
    )


def both_converted(segment: Mapping[str, str], witness: str) -> bool:
    """Whether both convert what the third language measures in the other system: 20 miles, 32 and 30 kilometres."""
    return all(converted({"witness": witness, language: text}) for language, text in segment.items())


def _seeded(segments: list[dict[str, str]], show: bool) -> bool:
    """One error in each segment that has a place for it, a class at a time, in the one or the other language."""
    applied = found = 0
    parts = []
    for name in SEEDED:
        random = Random(name)
        changed, texts = [], []
        for index, segment in enumerate(segments):
            language = random.choice(list(segment))
            others = {other: text for other, text in segment.items() if other != language}
            change = ERRORS[name].apply(Spot(language, segment[language], "prose", others), random)
            texts.append({**segment, **(change or {})})
            if change:
                changed.append(index)
        reported = _check(texts)
        hit = [i for i in changed if any(f.rule == "number-drift" for f in reported.get(i, []))]
        applied, found = applied + len(changed), found + len(hit)
        parts.append(f"{name} {len(hit)}/{len(changed)}")
        for index in sorted(set(changed) - set(hit)) if show else ():
            print(f"  missed, {name}: " + " | ".join(texts[index].values()))
    print(f"  seeded errors found: {found} of {applied} ({found / max(1, applied):.1%}): {', '.join(parts)}")
    return found >= LEAST_FOUND * applied


def _check(segments: list[dict[str, str]]) -> dict[int, list[Finding]]:
    """The findings of what each segment says, by its index; a segment is a section of one block."""
    texts = {language: "" for language in segments[0]}
    for index, segment in enumerate(segments):
        for language, text in segment.items():
            texts[language] += f"## Segment {{ #s{index} }}\n\n{_plain(text)}\n\n"
    reported: dict[int, list[Finding]] = {}
    for finding in small(texts):
        if finding.rule != "quotation-marks" and (match := re.fullmatch(r"s(\d+)", finding.section)):
            reported.setdefault(int(match[1]), []).append(finding)
    return reported


def _plain(text: str) -> str:
    """A line that Markdown reads as a paragraph."""
    return re.sub(
        r"^(\d+)([.)])(?=\s)", r"\1\\\2", re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text).replace("\t", " ")
    ).lstrip()
