"""Errors in the words beside a number, or in numbers written as words."""

from random import Random

from benchmarks.mutator.mutation import VALUES, Spot, error, matches, numbers, put, words

_ONES = {
    "en": ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "de": ["", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
    "nl": ["", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"],
}
_TENS = {
    "en": ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    "de": ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"],
    "nl": ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"],
}
_TEENS = {
    "en": ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"],
    "de": ["zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn"],
    "nl": ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien"],
}
_ORDINALS = {
    "en": ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "tenth"],
    "de": ["zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "zehnte"],
    "nl": ["tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "tiende"],
}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
MONTHS = {language: names.split() for language, names in _MONTHS.items()}


def _compound(language: str, tens: int, ones: int) -> str:
    ten, one = _TENS[language][tens], _ONES[language][ones]
    if language == "en":
        return f"{ten}-{one}"
    if language == "de":
        return f"{one}und{ten}"
    return f"{one}{'ën' if one.endswith('e') else 'en'}{ten}"


_COMPOUNDS = {
    language: {_compound(language, a, b): 10 * a + b for a in range(2, 10) for b in range(1, 10)} for language in _ONES
}
_SMALL = {
    language: {word: value for value, word in enumerate(_ONES[language]) if value > 1}
    | {word: value for value, word in enumerate(_TEENS[language], start=10)}
    | {word: 10 * value for value, word in enumerate(_TENS[language]) if value > 1}
    for language in _ONES
}
_WORD = {lang: r"(?i)(?<![\w-])(?:" + "|".join(small) + r")(?![\w-])" for lang, small in _SMALL.items()}


def _times(language: str, text: str, value: int) -> int:
    """How often a text says a value, in words or in digits."""
    said = sum(_SMALL[language][match[0].lower()] == value for match in matches(_WORD[language], text))
    return said + sum(number.value == value for number in numbers(language, text))


@error("number word", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    """Only a word whose number every language says: in the others it may be an idiom."""
    small = _SMALL[spot.language]
    hits = list(matches(_WORD[spot.language], spot.text))
    for match in random.sample(hits, len(hits)):
        value = small[match[0].lower()]
        said = {_times(lang, text, value) for lang, text in {spot.language: spot.text, **spot.others}.items()}
        if said == {1}:
            new = random.choice([w for w, other in small.items() if abs(other - value) in (1, 2, 10)])
            return put(spot.text, match.start(), match.end(), new)
    return None


@error("tens and ones swapped", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    """zweiundvierzig for vierundzwanzig."""
    table = _COMPOUNDS[spot.language]
    hits = [m for m in matches(r"(?i)(?<!\w)(?:" + "|".join(table) + r")(?!\w)", spot.text)]
    for match in random.sample(hits, len(hits)):
        tens, ones = divmod(table[match[0].lower()], 10)
        if tens != ones and ones > 1:
            return put(spot.text, match.start(), match.end(), _compound(spot.language, ones, tens))
    return None


@error("ordinal", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    stems = _ORDINALS[spot.language]
    pattern = rf"(?i)(?<!\w)({'|'.join(stems)})([nrsm]?)(?!\w)"
    hits = [
        match
        for match in matches(pattern, spot.text)
        if all(
            len(list(matches(rf"(?i)(?<!\w){_ORDINALS[lang][stems.index(match[1].lower())]}[nrsm]?(?!\w)", text))) == 1
            for lang, text in spot.others.items()
        )
    ]
    if not hits:
        return None
    match = random.choice(hits)
    new = random.choice([stem for stem in stems if stem != match[1].lower()])
    return put(spot.text, match.start(), match.end(), new + match[2])


@error("day and month swapped", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    months = MONTHS[spot.language]
    hits = []
    for match in matches(rf"(?<!\d)(\d\d?)(\.? )({'|'.join(months)})(?!\w)", spot.text):
        day, month = int(match[1]), months.index(match[3]) + 1
        if day <= 12 and day != month:
            hits.append((match, f"{month}{match[2]}{months[day - 1]}"))
    for match in matches(r"(?<!\d)(\d{4}-)?(\d\d)([.-])(\d\d)(?=[.-]\d{4}|(?<=\d{4}-\d\d-\d\d))(?!\d)", spot.text):
        if match[2] != match[4] and max(int(match[2]), int(match[4])) <= 12:
            hits.append((match, f"{match[1] or ''}{match[4]}{match[3]}{match[2]}"))
    if not hits:
        return None
    match, new = random.choice(hits)
    return put(spot.text, match.start(), match.end(), new)


@error("month", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    months = MONTHS[spot.language]
    hits = list(matches(rf"(?<!\w)({'|'.join(months)})(?= \d)|(?<=\d )({'|'.join(months)})(?!\w)", spot.text))
    if not hits:
        return None
    match = random.choice(hits)
    return put(spot.text, match.start(), match.end(), random.choice([m for m in months if m != match[0]]))


@error("time of day", *VALUES)
def _(spot: Spot, random: Random) -> str | None:
    """7 p.m. for 7 a.m., 7 Uhr for 19 Uhr."""
    pattern = {
        "en": r"(?<=\d )([ap])(\.m\.)",
        "de": r"(?<!\d)(\d\d?)((?::\d\d)? Uhr)",
        "nl": r"(?<!\d)(\d\d?)(\.\d\d uur)",
    }
    hits = list(matches(pattern[spot.language], spot.text))
    if not hits:
        return None
    match = random.choice(hits)
    half = {"a": "p", "p": "a"}.get(match[1]) or str((int(match[1]) + 12) % 24)
    return put(spot.text, match.start(), match.end(), half + match[2])


words(
    "scale", *VALUES,
    table={
        "en": [(r"\b(?:million|billion|trillion)\b(?! (?:and|or))", ["thousand", "million", "billion", "trillion"])],
        "de": [(r"\b(?:Millionen|Milliarden|Billionen)\b", ["Millionen", "Milliarden", "Billionen", "Tausend"])],
        "nl": [(r"\b(?:miljoen|miljard|biljoen)\b", ["miljoen", "miljard", "biljoen", "duizend"])],
    },
)  # fmt: skip
words(
    "billion for Billion", *VALUES,
    table={
        "en": [(r"\bbillion\b", "trillion"), (r"\btrillion\b", "billion")],
        "de": [(r"\bMilliarden\b", "Billionen"), (r"\bBillionen\b", "Milliarden")],
        "nl": [(r"\bmiljard\b", "biljoen"), (r"\bbiljoen\b", "miljard")],
    },
)  # fmt: skip
words(
    "half", *VALUES,
    table={
        "en": [
            (r"\bhalf past (?:seven|eight|nine)\b", ["half past six", "half past ten", "seven"]),
            (r"\b(?i:one|two|three|four) and a half\b", ["one and a half", "two and a half", "five and a half"]),
        ],
        "de": [
            (r"\bhalb (?:acht|neun|zehn)\b", ["halb sieben", "halb elf", "sieben"]),
            (r"(?i)\b(?:andert|zweiein|dreiein|vierein)(halb\w*)", [r"fünfein\1", r"sechsein\1"]),
        ],
        "nl": [
            (r"\bhalf (?:acht|negen|tien)\b", ["half zeven", "half elf", "zeven"]),
            (r"(?i)\b(?:ander|tweeën|drieën|vieren)(hal\w+)", [r"vijfen\1", r"zesen\1"]),
        ],
    },
)  # fmt: skip
words(
    "currency", *VALUES,
    table={
        language: [(r"[€$£](?=\s?\d)|(?<=\d )[€$£]|(?<=\d\u00a0)[€$£]", ["€", "$", "£"])] for language in _ONES
    } ,
)  # fmt: skip
_UNITS = {
    "en": [["hours", "days", "weeks", "months", "years"], ["metres", "kilometres"], ["grams", "kilograms", "tonnes"]],
    "de": [["Stunden", "Tage", "Wochen", "Monate", "Jahre"], ["Meter", "Kilometer"], ["Gramm", "Kilogramm", "Tonnen"]],
    "nl": [["uur", "dagen", "weken", "maanden", "jaar"], ["meter", "kilometer"], ["gram", "kilogram", "ton"]],
}
words(
    "unit", *VALUES,
    table={
        lang: [(rf"(?<=\d ){word}(?!\w)", [w for w in row if w != word]) for row in rows for word in row]
        for lang, rows in _UNITS.items()
    },
)  # fmt: skip
words(
    "percentage points", *VALUES,
    table={
        "en": [(r" percentage points?", "%"), (r"(?<=\d)%", " percentage points")],
        "de": [(r"Prozentpunkten?", "%"), (r"(?<=\d )%", "Prozentpunkte")],
        "nl": [(r" procentpunte?n?", "%"), (r"(?<=\d)%", " procentpunten")],
    },
)  # fmt: skip
_MONEY = r"[€$£]"
words(
    "per year, per month", *VALUES, where=_MONEY,
    table={
        "en": [  # "without a year" says that the year is not known
            (r"(?<!without )\b(a|per) year\b", r"\1 month"), (r"\b(a|per) month\b", r"\1 year"),
        ],
        "de": [  # "im Jahr 2014" is a date, and "im Monat 2014" no German
            (r"\bim Jahr\b(?!\s\[?\d{4})", "im Monat"), (r"\bim Monat\b", "im Jahr"),
            (r"\bpro (Jahr|Monat)\b", "pro Tag"),
        ],
        "nl": [(r"\bper jaar\b", "per maand"), (r"\bper maand\b", "per jaar")],
    },
)  # fmt: skip
words(
    "gross, net", *VALUES, where=_MONEY,
    table={
        "en": [(r"(?<= )gross\b", "net"), (r"(?<= )net\b", "gross")],
        "de": [(r"\bbrutto\b", "netto"), (r"\bnetto\b", "brutto")],
        "nl": [(r"\bbruto\b", "netto"), (r"\bnetto\b", "bruto")],
    },
)  # fmt: skip
words(
    "at least, at most", *VALUES,
    table={
        "en": [
            (r"(?i)\bat least(?= [€$£\d])", "at most"), (r"(?i)\bat most(?= [€$£\d])", "at least"),
            (r"(?i)\bmore than(?= [€$£\d])", ["fewer than", "at most"]),
            (r"(?i)\b(fewer|less) than(?= [€$£\d])", ["more than", "at least"]),
        ],
        "de": [
            (r"(?i)\bmindestens(?= \d)", "höchstens"), (r"(?i)\bhöchstens(?= \d)", "mindestens"),
            (r"(?i)\bmehr als(?= \d)", ["weniger als", "höchstens"]), (r"(?i)\bweniger als(?= \d)", "mehr als"),
        ],
        "nl": [
            (r"(?i)\bminstens(?= [€$£\d])", "hoogstens"), (r"(?i)\bhoogstens(?= [€$£\d])", "minstens"),
            (r"(?i)\bmeer dan(?= [€$£\d])", ["minder dan", "hoogstens"]),
            (r"(?i)\bminder dan(?= [€$£\d])", "meer dan"),
        ],
    },
)  # fmt: skip
words(
    "rose, fell",
    table={
        "en": [(r"\brose\b", "fell"), (r"\bfell\b", "rose"), (r"\bhigher\b", "lower")],
        "de": [(r"\bstieg(en)?\b", "sank"), (r"\bsank\b", "stieg"), (r"\bhöher\b", "niedriger")],
        "nl": [(r"\bsteeg\b", "daalde"), (r"\bdaalde\b", "steeg"), (r"\bhoger\b", "lager")],
    },
)  # fmt: skip
words(
    "negation",
    table={
        "en": [(r"\bnot ", ""), (r"\b(is|are|was|has|does)\b(?! not)", r"\1 not")],
        "de": [(r"\bnicht ", ""), (r"\b(ist|sind|war)\b(?! nicht)", r"\1 nicht"), (r"\bkeine?\b", "eine")],
        "nl": [(r"\bniet ", ""), (r"\b(is|zijn|was)\b(?! niet)", r"\1 niet"), (r"\bgeen ", "")],
    },
)  # fmt: skip
words(
    "term",
    table={
        "en": [(r"\bcustomers\b", "suppliers"), (r"\bcompany\b", "department"), (r"\bcontract\b", "offer")],
        "de": [(r"\bKunden\b", "Lieferanten"), (r"\bUnternehmen\b", "Abteilungen"), (r"\bVertrag\b", "Vorschlag")],
        "nl": [(r"\bklanten\b", "leveranciers"), (r"\bbedrijf\b", "afdeling"), (r"\bcontract\b", "voorstel")],
    },
)  # fmt: skip
