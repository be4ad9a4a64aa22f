"""Code of a language → what is wrong with its file in `languages/`, key by key: what is missing or of no use."""

import string
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from concord.errors import LanguageError
from concord.finding import Finding
from concord.languages import REFERENCE, Language, language, own_words
from concord.languages.content import CATEGORIES, path, read_content, with_split_forms
from concord.languages.prose import Prose
from concord.registry.yaml_source import Fault, Key, YamlSource, read_yaml_source
from concord.untrusted.validation_reasons import near_key, reason
from concord.values.numbers import write_words

_COMPLETE = ("currencies", "units", "bounds")  # keys under which a language has the same keys as English
_KEYS = [*Language.model_fields]
_FRAMES: Mapping[str, set[str]] = {"money": {"sign", "number"}, "percent": {"number"}}


def language_findings(code: str, root: Path, with_interface: bool) -> list[Finding]:
    """`language-invalid` for each fault of the file of the language `code`.

    Args:
        code: The language, which has a file.
        root: The folder of the guide, from which places are shown.
        with_interface: Whether the words of the site's interface are needed.
    """
    if _is_fine(code, with_interface):
        return []
    file = path(code)
    shown = file.relative_to(root.resolve()) if file.is_relative_to(root.resolve()) else Path(*file.parts[-3:])
    faults = language_faults(read_yaml_source(file, shown.as_posix()), with_interface)
    return [Finding("language-invalid", fault.location, {"reason": fault.reason}, code) for fault in faults]


def is_usable(code: str) -> bool:
    """Whether the file of the language `code` can be read, so that pages can be checked in it."""
    try:
        language(code)
    except LanguageError:
        return False
    return True


def language_faults(source: YamlSource, with_interface: bool = True) -> list[Fault]:
    """All faults of a language's file, in order of their place."""
    if not source.whole:
        return source.faults
    faults = [*source.faults, *_key_faults(source), *_inner_faults(source), *_form_faults(source)]
    faults += _interface_faults(source) if with_interface else ()
    return sorted(faults, key=lambda fault: fault.location.start)


def _is_fine(code: str, with_interface: bool) -> bool:
    """Whether a look at the places of the file can be spared, which takes longer than reading it."""
    if not is_usable(code):
        return False
    lang, english = language(code), language(REFERENCE)
    is_complete = all({*getattr(english, key)} <= {*getattr(lang, key)} for key in _COMPLETE)
    if not is_complete or any(_frame_fault(getattr(lang, key), names) for key, names in _FRAMES.items()):
        return False
    words = own_words(code)
    has_words = words.keys() == english.interface.keys() and not any(map(_word_fault, words, words.values()))
    forms = {**lang.unit_forms, **lang.interface_forms}
    return (has_words or not with_interface) and not forms and not _number_words_fault(lang)


def _key_faults(source: YamlSource) -> Iterator[Fault]:
    """What is wrong with a key by itself, and the keys that are missing."""
    words = source.data.get("interface")
    texts = {key: text for key, text in words.items() if isinstance(text, str)} if isinstance(words, dict) else words
    try:
        lang = Language.model_validate(with_split_forms({**source.data, "code": "x", "interface": texts}))
    except ValidationError as error:
        details = error.errors(include_url=False)
        misspelt = {near_key(str(one["loc"][-1]), _KEYS) for one in details if one["type"] == "extra_forbidden"}
        for detail in details:
            loc: Key = detail["loc"]
            known = [*Prose.model_fields] if loc[0] == "prose" else _KEYS
            follows = detail["type"] == "missing" and str(loc[-1]) in misspelt
            if not follows and not _has_forms(source, loc):
                yield _fault(source, loc, reason(detail, known))
    else:
        if wrong := _number_words_fault(lang):
            yield _fault(source, ("number_words",), wrong)
    if source.data.get("code"):
        yield _fault(source, ("code",), "there is no such key: the name of the file is the code")
    for key, names in _FRAMES.items():
        if isinstance(frame := source.data.get(key), str) and (wrong := _frame_fault(frame, names)):
            yield _fault(source, (key,), wrong)


def _inner_faults(source: YamlSource) -> Iterator[Fault]:
    """The currencies, units and bounds that are missing or have no words."""
    for key in _COMPLETE:
        own = source.data.get(key)
        if not isinstance(own, dict):
            continue
        for name in read_content(REFERENCE)[key]:
            if name not in own:
                yield _fault(source, (key, name), "it is missing")
            elif isinstance(own[name], list) and len(own[name]) < (2 if key == "units" else 1):
                wrong = "it needs the singular and the plural: [day, days]" if key == "units" else "it is empty"
                yield _fault(source, (key, name), wrong)


def _form_faults(source: YamlSource) -> Iterator[Fault]:
    """What is wrong with the forms of a plural: a category that CLDR does not have, or none for all other numbers."""
    for above in ("units", "interface"):
        own = source.data.get(above)
        for name, forms in own.items() if isinstance(own, dict) else ():
            if not isinstance(forms, dict):
                continue
            for category, text in forms.items():
                if category not in CATEGORIES:
                    yield _fault(source, (above, name, category), f"a plural form is one of {', '.join(CATEGORIES)}")
                elif not isinstance(text, str) or not text:
                    yield _fault(source, (above, name, category), "it must be text")
            if "other" not in forms:
                yield _fault(
                    source, (above, name), "other is missing, the form for all numbers without one of their own"
                )


def _interface_faults(source: YamlSource) -> Iterator[Fault]:
    """The words of the interface that are missing, unknown, or do not have the same places to fill as in English."""
    english, own = read_content(REFERENCE)["interface"], source.data.get("interface")
    if not isinstance(own, dict):
        return
    misspelt = {key: near for key in own if key not in english and (near := near_key(key, {*english} - {*own}))}
    for key in english:
        if key not in own and key not in misspelt.values():
            yield _fault(source, ("interface", key), f"it is missing; in English: {' '.join(english[key].split())}")
    for key, word in own.items():
        if key not in english:
            remedy = f"; did you mean {misspelt[key]}?" if key in misspelt else ""
            yield _fault(source, ("interface", key), f"there is no such word{remedy}")
        elif not isinstance(word, dict) and (wrong := _word_fault(key, word)):
            yield _fault(source, ("interface", key), wrong)


def _word_fault(key: str, word: Any) -> str:
    """What is wrong with a word of the interface; "" for nothing."""
    if word is None or word == "":
        return "it is empty"
    if not isinstance(word, str):
        return "it must be text; put it in quotation marks"
    wanted, found = _places(read_content(REFERENCE)["interface"].get(key, "")), _places(word)
    if found is None:
        return "its braces are not in pairs"
    if missing := sorted((wanted or set()) - found):
        return f"{{{missing[0]}}} is missing, in the place of which the site puts a value"
    unknown = sorted(found - (wanted or set()))
    return f"the site has no value for {{{unknown[0]}}}" if unknown else ""


def _places(text: str) -> set[str] | None:
    """The names in braces in `text`; None where the braces are not in pairs."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def _frame_fault(frame: str, names: set[str]) -> str:
    """What is wrong with the order of a sign and a number; "" for nothing."""
    found = _places(frame)
    if found is None or not names <= found or not found <= {"sign", "number"}:
        return f"it must have {' and '.join(f'{{{name}}}' for name in sorted(names))}, and _ for a no-break space"
    return ""


def _number_words_fault(lang: Language) -> str:
    try:
        write_words(Decimal(2), lang)
    except (NotImplementedError, LookupError):
        return f"num2words and text2num do not know {lang.number_words}"
    return ""


def _has_forms(source: YamlSource, loc: Key) -> bool:
    """Whether an error is about the forms of a plural, which are looked at by themselves."""
    return loc[:1] == ("units",) and len(loc) > 1 and isinstance(source.data["units"].get(loc[1]), dict)


def _fault(source: YamlSource, loc: Key, text: str) -> Fault:
    name = ".".join(str(step + 1 if isinstance(step, int) else step) for step in loc)
    return Fault(source.place(loc), f"{name}: {text}")
