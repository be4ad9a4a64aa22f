"""Block → its words without what is quoted, and the language that they are in.

The language is identified by py3langid (https://pypi.org/project/py3langid/). Its model takes half a second to load, so
it is to be asked only about text that something else makes suspect.
"""

import re
from functools import lru_cache
from itertools import islice
from typing import Any

from concord.languages import language
from concord.languages.locales import base_language
from concord.model import Block, Reference
from concord.text.masking import BLANK, mask_spans, prose_text

MIN_WORDS = 8  # of a text whose language can be identified
MIN_WORDS_SHORT = 3  # of one that has frequent words of one language only, besides
MAX_CHARACTERS = 2000  # of a text that the model reads; more adds nothing
MIN_PROBABILITY = 0.9  # of the identified language among those of the guide, from 0 to 1

_WORD = re.compile(r"[^\W\d_]{2,}")
_ANY_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUOTED_OR_EMPHASISED = re.compile(  # may be in another language on purpose; several sentences too
    r"“[^“”„]{1,5000}[“”]|„[^“”„]{1,5000}[“”]|«[^«»]{1,5000}»|»[^«»]{1,5000}«|\"[^\"]{1,5000}\""
    r"|[‘‚](?:[^‘’‚]|’(?=\w)){1,5000}[’‘]|(?<!\w)'(?:[^']|(?<=\w)'(?=\w)){1,5000}'(?!\w)"
    r"|(?<![\w*])(\*{1,3})(?=\S)[^*]{1,5000}\1(?!\w)|(?<!\w)(_{1,3})(?=\S)[^_]{1,5000}\2(?!\w)"
)
_QUOTING_MARK = re.compile("[“„«»\"‘‚'*_]")  # a text without one has nothing quoted or emphasised: a quick first test
_PROGRAM_MESSAGE = re.compile(r"\b[A-Z]\w*[a-z](?:Error|Exception): .*")
_LOG_LINE = re.compile(r"(?=[a-z])(?=[^\n]*\b(?:error|failed|fatal|invalid)\b)[^\n.!?]*: [^\n]*")  # no sentence
_NAME = re.compile(r":[\w+-]+:|(?<!\w)@[\w-]+")  # of an icon, or of somebody
_HTML_CODE = re.compile(r"<(code|kbd|samp|tt)\b[^<>]*>[^<>]{1,500}</\1>")


@lru_cache(maxsize=256)  # a block is asked for its sentences one by one
def unquoted_text(block: Block) -> str:
    """Return the text of `block` with blanks for what is no prose of its own; every offset stays.

    That is code, addresses, quotations, emphasised phrases, the titles of sources, the texts of badges, names, and
    messages of programs, such as `TypeError: it is not a function` or `failed to start (error: timeout)`.
    """
    if _LOG_LINE.fullmatch(block.text.lstrip("# ")):
        return " " * len(block.text)
    text = prose_text(block)
    if "</" in block.text:
        text = mask_spans(text, (match.span() for match in _HTML_CODE.finditer(block.text)))
    text = mask_spans(text, (ref.span for ref in block.references if ref.scheme == "source"))
    text = _NAME.sub(lambda match: BLANK * len(match[0]), text)
    text = mask_spans(text, (ref.span for ref in block.references if ref.scheme == "link" and _is_name(ref)))
    if badges := [ref.span for ref in block.references if ref.scheme == "image"]:
        links = [ref.span for ref in block.references if ref.scheme == "link"]
        text = mask_spans(text, [s for s in badges if any(a < s[0] and s[1] < b for a, b in links)] or badges[1:])
    if _QUOTING_MARK.search(text):
        text = _QUOTED_OR_EMPHASISED.sub(lambda match: BLANK * len(match[0]), text)
    if "Error: " in text or "Exception: " in text:
        text = _PROGRAM_MESSAGE.sub(lambda match: BLANK * len(match[0]), text)
    return text.replace(BLANK, " ")


def _is_name(link: Reference) -> bool:
    """Whether the text of a link is one word that its target has as well: `[tls_record](#tls_record)`."""
    text, target = (re.sub(r"[\W_]", "", one).casefold() for one in (link.text, link.target))
    return bool(text) and text in target and not re.search(r"\s", link.text.strip())


def identify(text: str, languages: tuple[str, ...]) -> str:
    """Return the one of `languages` that `text` is in, "" where it is too short or the model is not certain."""
    return _classify(text, languages) if has_words(text) else ""


def identify_short(text: str, code: str, languages: tuple[str, ...]) -> str:
    """Return the one of `languages` that a text of a few words is in, "" where that is not certain, or for a name.

    It must have frequent words of that language, and no more of another one or of the language `code` of its page. A
    name has capitals or a conjunction, so that one frequent word is not enough.
    """
    words = _ANY_WORD.findall(text)
    if len(words) < MIN_WORDS_SHORT:
        return ""
    lower = {word.lower() for word in words}
    frequent = {other: lower & language(other).common_words for other in languages}
    best = max(languages, key=lambda other: (len(frequent[other]), other != code))
    if best == code or not frequent[best]:
        return ""
    others = [word for word in words[1:] if word.lower() not in frequent[best]]
    is_name = (
        sum(word[0].isupper() for word in others) * 2 >= len(others) or frequent[best] <= language(best).conjunctions
    )
    if is_name and len(frequent[best]) < 2:
        return ""
    return best if _classify(text, languages) == best else ""


def looks_foreign(text: str, code: str, languages: tuple[str, ...]) -> bool:
    """Whether more frequent words of another language stand in `text` than of the language `code`: a quick test.

    Where no frequent words of `code` are known, any text that is long enough does.
    """
    words = set(text.lower().split())
    common_words = language(code).common_words
    if not common_words:
        return len(words) >= MIN_WORDS
    count = len(words & common_words)
    return any(len(words & language(other).common_words) > count for other in languages if other != code)


def likeliness(text: str, code: str, other: str, languages: tuple[str, ...]) -> float:
    """Return how likely a text of some words is in the language `code` rather than in the `other`, from 0 to 1.

    Where the model does not know both, it is 0.5. `languages` are those of the guide.
    """
    if not is_known(code, languages) or not is_known(other, languages):
        return 0.5
    found = dict(_model(languages).rank(text))
    own, their = (float(found[base_language(one)]) for one in (code, other))
    return own / (own + their) if own + their else 0.5


def has_words(text: str) -> bool:
    """Whether `text` has at least `MIN_WORDS` words of two letters or more."""
    return sum(1 for _ in islice(_WORD.finditer(text), MIN_WORDS)) == MIN_WORDS


def is_known(code: str, languages: tuple[str, ...]) -> bool:
    """Whether the model knows the language `code`."""
    base = base_language(code)
    return base in _model(languages).labels and [*map(base_language, languages)].count(base) == 1


def _classify(text: str, languages: tuple[str, ...]) -> str:
    found, probability = _model(languages).classify(" ".join(text.split())[:MAX_CHARACTERS])
    meant = [code for code in languages if base_language(code) == found] if probability >= MIN_PROBABILITY else []
    return meant[0] if len(meant) == 1 else ""  # nothing tells zh-CN from zh-TW


@lru_cache
def _model(languages: tuple[str, ...]) -> Any:
    """The model of py3langid, limited to those of `languages` that it knows; loaded on first use."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages([code for code in {*map(base_language, languages)} if code in model.labels])
    return model
