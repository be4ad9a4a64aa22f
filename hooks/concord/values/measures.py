"""Units of measure: their names in a language, by CLDR, and their sizes: 1,5 km and 1500 metres are the same."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from babel.units import format_unit

from concord.languages import Language
from concord.values.folding import fold

_TOLERANCE = Decimal("0.1")  # by which a translator rounds who converts miles to kilometres


class Measure(NamedTuple):
    """A unit of measure.

    Attributes:
        base: The unit that all units of its kind are compared in.
        size: How many of `base` it has.
        cldr: Its name in CLDR, "" where that has none.
        symbols: How it is written in every language, in lower case.
        offset: What its zero is in `base`.
        is_metric: Whether a translator may keep its values; the others are often converted, and rounded.
    """

    base: str
    size: Decimal
    cldr: str
    symbols: tuple[str, ...] = ()
    offset: Decimal = Decimal(0)
    is_metric: bool = True


def _measure(base: str, size: str, cldr: str, symbols: str = "") -> Measure:
    return Measure(base, Decimal(size), cldr, tuple(symbols.split()))


_BINARY = {Decimal(1024**power) / 1000**power for power in range(1, 6)}
_DATA = ("byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte")
MEASURES = {
    "nanosecond": _measure("second", "1e-9", "duration-nanosecond", "ns"),
    "microsecond": _measure("second", "1e-6", "duration-microsecond", "µs μs"),
    "millisecond": _measure("second", "0.001", "duration-millisecond", "ms"),
    "second": _measure("second", "1", "duration-second", "s sec"),
    "minute": _measure("second", "60", "duration-minute", "min"),
    "hour": _measure("second", "3600", "duration-hour", "h"),
    "day": _measure("second", "86400", ""),  # `Language.units` names it, and the next ones
    "week": _measure("second", "604800", ""),
    "month": _measure("month", "1", ""),
    "year": _measure("month", "12", ""),
    "fortnight": _measure("second", "1209600", ""),
    "decade": _measure("month", "120", "duration-decade"),
    "century": _measure("month", "1200", "duration-century"),
    "millimetre": _measure("centimetre", "0.1", "length-millimeter", "mm"),
    "centimetre": _measure("centimetre", "1", "length-centimeter", "cm"),
    "metre": _measure("centimetre", "100", "length-meter", "m"),
    "kilometre": _measure("centimetre", "100000", "length-kilometer", "km"),
    "inch": _measure("centimetre", "2.54", "length-inch")._replace(is_metric=False),
    "foot": _measure("centimetre", "30.48", "length-foot")._replace(is_metric=False),
    "mile": _measure("centimetre", "160934.4", "length-mile")._replace(is_metric=False),
    "yard": _measure("centimetre", "91.44", "length-yard")._replace(is_metric=False),
    "square metre": _measure("square metre", "1", "area-square-meter", "m² m2 sqm"),
    "hectare": _measure("square metre", "1e4", "area-hectare", "ha"),
    "square kilometre": _measure("square metre", "1e6", "area-square-kilometer", "km² km2"),
    "square foot": _measure("square metre", "0.0929", "area-square-foot")._replace(is_metric=False),
    "acre": _measure("square metre", "4046.86", "area-acre")._replace(is_metric=False),
    "square mile": _measure("square metre", "2589988", "area-square-mile")._replace(is_metric=False),
    "kilometre per hour": _measure("kilometre per hour", "1", "speed-kilometer-per-hour", "km/h kph kmh"),
    "mile per hour": _measure("kilometre per hour", "1.609344", "speed-mile-per-hour", "mph")._replace(is_metric=False),
    "milligram": _measure("gram", "0.001", "mass-milligram", "mg"),
    "gram": _measure("gram", "1", "mass-gram", "g"),
    "kilogram": _measure("gram", "1000", "mass-kilogram", "kg"),
    "tonne": _measure("gram", "1000000", ""),
    "ounce": _measure("gram", "28.35", "mass-ounce", "oz")._replace(is_metric=False),
    "millilitre": _measure("litre", "0.001", "volume-milliliter", "ml"),
    "litre": _measure("litre", "1", "volume-liter", "l"),
    "cubic metre": _measure("litre", "1000", "volume-cubic-meter", "m³ m3"),
    "gallon": _measure("litre", "3.785", "volume-gallon")._replace(is_metric=False),
    "celsius": _measure("celsius", "1", "temperature-celsius", "°c"),
    "fahrenheit": Measure("celsius", Decimal(5) / 9, "temperature-fahrenheit", ("°f",), Decimal(-160) / 9, False),
    "hertz": _measure("hertz", "1", "frequency-hertz", "hz"),
    "kilohertz": _measure("hertz", "1e3", "frequency-kilohertz", "khz"),
    "megahertz": _measure("hertz", "1e6", "frequency-megahertz", "mhz"),
    "gigahertz": _measure("hertz", "1e9", "frequency-gigahertz", "ghz"),
    "watt": _measure("watt", "1", "power-watt", "w"),
    "kilowatt": _measure("watt", "1e3", "power-kilowatt", "kw"),
    "megawatt": _measure("watt", "1e6", "power-megawatt", "mw"),
    "kilowatt-hour": _measure("kilowatt-hour", "1", "energy-kilowatt-hour", "kwh"),
    "volt": _measure("volt", "1", "electric-volt", "v"),
    "kilocalorie": _measure("kilocalorie", "1", "energy-kilocalorie", "kcal"),
    "percent": _measure("percent", "1", ""),  # `Language.percent_words` names it
    "permille": _measure("percent", "0.1", "concentr-permille", "‰"),
    "pixel": _measure("pixel", "1", "graphics-pixel", "px"),
    "bit": _measure("bit", "1", "digital-bit"),
    "kilobit": _measure("bit", "1e3", "digital-kilobit", "kbit kbps kbit/s"),
    "megabit": _measure("bit", "1e6", "digital-megabit", "mbit mbps mbit/s"),
    "gigabit": _measure("bit", "1e9", "digital-gigabit", "gbit gbps gbit/s"),
    **{
        name: _measure("byte", f"1e{3 * power}", f"digital-{name}", f"{name[0]}b" if power else "")
        for power, name in enumerate(_DATA)
    },
    **{
        f"{name[:2]}bibyte": _measure("byte", str(1024**power), "", f"{name[0]}ib {name[:2]}bibyte {name[:2]}bibytes")
        for power, name in enumerate(_DATA)
        if power
    },
}
"""All units that are compared by their size, by the names that `NumberMention.unit` has."""


@lru_cache
def measure_names(language: Language) -> dict[str, str]:
    """Return the unit of each of its folded names: those of CLDR, the symbols, and those that the language adds."""
    names = {symbol: unit for unit, measure in MEASURES.items() for symbol in measure.symbols}
    for unit, measure in MEASURES.items():
        for number in (1, 2) if measure.cldr else ():
            text = format_unit(number, measure.cldr, length="long", locale=language.locale)
            if measure.cldr not in text:  # Babel's answer where CLDR has no name
                names[fold(text.replace(str(number), "").strip())] = unit
    names |= {fold(name): unit for unit, found in language.prose.measures.items() for name in found}
    return names


def same_measure(value: Decimal, unit: str, other_value: Decimal, other_unit: str) -> bool:
    """Whether two values with a unit say the same: 1.98 metres and 198 centimetres, about 10 miles and 16 km."""
    one, other = MEASURES.get(unit), MEASURES.get(other_unit)
    if one is None or other is None or one.base != other.base:
        return False
    here, there = value * one.size + one.offset, other_value * other.size + other.offset
    if one.base == "byte" and here and there and max(here, there) / min(here, there) in _BINARY:
        return True  # 1 GB is 1024 MB as well as 1000
    if one.is_metric == other.is_metric:
        return here == there
    return abs(here - there) <= _TOLERANCE * max(abs(here), abs(there))
