"""Addresses in several languages → which of them lead to the same, each in its own language.

`https://example.org/start/` and `https://example.org/de/start/` on a German page are the same address; so are
`en.wikipedia.org/wiki/Bridge` and `de.wikipedia.org/wiki/Brücke`, whose pages each language names in its own words.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import unquote

from concord.languages.locales import base_language, country_of

_FALLBACK = "en"
_MOBILE = re.compile(r"(?:^|(?<=\.))m\.")  # the same site for telephones
_COUNTRY = re.compile(r"[a-z]{2}")  # in place of a language: /us/
_NAME = re.compile(r"\w")
_FILE_END = re.compile(r"\.\w{1,8}$")
_PAGE_END = re.compile(r"(?:(?:^|/)index)?\.(?:mdx?|html?)$|(?:^|/)index$")
_HOSTS = frozenset(("www", "com", "docs", "github", "gitlab", "netlify", "vercel", "pages", "readthedocs"))
_MIN_NAME = 3  # letters of what a site is called
_ORIGIN = re.compile(r"(?:utm_\w+|_gl|_ga|gclid|fbclid)=")
_ADDRESS = re.compile(r"(?:https?:)?//(?:[^/?#@]*@)?([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.IGNORECASE)


def plain_address(address: str) -> str:
    """`address` without what makes no difference.

    That is http or https, `www.` and `m.`, capitals in the host, the last slash, and where a reader comes from.
    """
    match = _ADDRESS.fullmatch(address)
    if not match:
        return address
    host, path, query, fragment = match.groups("")
    site = _MOBILE.sub("", host.lower().removeprefix("www."))
    return f"//{site}{unquote(path).rstrip('/')}{_without_origin(query)}{fragment}"


def _without_origin(query: str) -> str:
    """`query` without what says only where a reader came from."""
    kept = [part for part in query[1:].split("&") if part and not _ORIGIN.match(part)]
    return f"?{'&'.join(kept)}" if kept else ""


def neutral_address(address: str, language: str) -> str:
    """`address` without the parts of it that are the code of `language`.

    A site that has no pages in the language is linked to in English, so that `/en/` at another site tells as little.
    """
    match = _ADDRESS.fullmatch(address)
    is_own = _own_part(language)
    if not match:
        path, sign, fragment = address.partition("#")
        kept = [part for part in path.rstrip("/").split("/") if not is_own.fullmatch(part)]
        return f"{'/'.join(kept)}{sign}{fragment}"
    host, path, query, fragment = match.groups("")
    parts = unquote(path).rstrip("/").split("/")
    query = re.sub(rf"[?&]\w+=(?:{is_own.pattern}|{_FALLBACK})(?=&|$)", "", query, flags=re.IGNORECASE)
    left = [part for part in parts if not is_own.fullmatch(part) and part != _FALLBACK]
    named = rf"(?i)[-_.](?:{is_own.pattern}|{country_of(language) or is_own.pattern})(?=\.\w+$)"
    left[-1:] = [re.sub(named, "", part) for part in left[-1:]]  # download-de.html, README-cn.md
    if fragment.startswith("#/"):  # a page of a site that is one program
        fragment = "/".join(part for part in fragment.split("/") if not is_own.fullmatch(part))
    return f"//{host.lower()}{'/'.join(left)}{_without_origin(query)}{fragment}"


def is_own_version(address: str, language: str, other: str) -> bool:
    """Whether `address`, on a page in `language`, may lead to what `other` leads to in another language.

    So it is where both are at one site, the first names its own language, and the names of the pages are words, which
    each language has its own of: `/de/verwalten-von-lesezeichen` and `/en/bookmark-management`.
    """
    matches = _ADDRESS.fullmatch(address), _ADDRESS.fullmatch(other)
    if not matches[0] or not matches[1]:
        return _is_same_page(address, language, other)
    is_own, fallback = _own_part(language), _own_part(_FALLBACK)
    (host, path, *_), (other_host, other_path, *_) = (match.groups("") for match in matches if match)
    labels, other_labels = (name.lower().removeprefix("www.").split(".") for name in (host, other_host))
    if any(is_own.fullmatch(label) for label in labels[:-1]):
        site, other_site = ([one for one in names if not is_own.fullmatch(one)] for names in (labels, other_labels))
        if site == [one for one in other_site if not fallback.fullmatch(one)]:
            return True
    if path.rstrip("/") == other_path.rstrip("/") and _is_own_site(labels, language, other_labels):
        return True
    parts, names = path.rstrip("/").split("/"), other_path.rstrip("/").split("/")
    parts[-1:] = [_FILE_END.sub("", part) for part in parts[-1:]]  # languages/de.md
    if labels != other_labels or not any(is_own.fullmatch(part) for part in parts):
        return False
    differing = {*parts, *names} - ({*parts} & {*names})
    words = [part for part in differing if not is_own.fullmatch(part) and not fallback.fullmatch(part)]
    return not words or not any(names) or any("-" in word for word in words) or all(map(_COUNTRY.fullmatch, words))


def _is_own_site(labels: Sequence[str], language: str, other_labels: Sequence[str]) -> bool:
    """Whether a host names its language or the country of it, and is called like the other: `cn.a.dev`, `a-docs.cn`."""
    own = {part for label in labels for part in label.split("-")} & {_base(language), country_of(language)}
    names, others = ({*"-".join(found[:-1]).split("-")} for found in (labels, other_labels))
    return bool(own) and any(len(name) >= _MIN_NAME for name in (names & others) - _HOSTS)


def _is_same_page(address: str, language: str, other: str) -> bool:
    """Whether two addresses, of which one at least is a path from the top of the site, lead to the same page of it.

    The name of a section is a word of the language, if the path in front of it says the language.
    """
    paths = [_ADDRESS.sub(r"\2\4", one) for one in (address, other)]
    if not any(path.startswith("/") for path in paths):
        return False
    (path, sign, section), (other_path, other_sign, other_section) = (one.partition("#") for one in paths)
    parts, other_parts = (_PAGE_END.sub("", one).strip("/").split("/") for one in (path, other_path))
    own = [part for part in parts if not _own_part(language).fullmatch(part)]
    named = len(own) < len(parts)
    others = [part for part in other_parts if part != _FALLBACK]
    is_in_tree = not other_path.startswith("/") and bool(_NAME.search(other_path))
    is_page = own[-len(others) :] == others if is_in_tree and others else own == others
    return is_page and (section == other_section or (named and bool(sign) and bool(other_sign)))


def neutral_name(name: str, language: str) -> str:
    """The `name` of a picture without the code of `language`, or of English, in it.

    So it is in `menu_de.png`, `menu-de-2.png`, `de menu.png`, `menude.png` and `menuDE.png`.
    """
    own, name = _own_part(language).pattern, unquote(name)
    name = re.sub(rf"(?:^|[-_. ])(?:{own}|{_FALLBACK}(?:[-_][a-z]{{2,4}})?)(?=[-_. ])", "", name, flags=re.IGNORECASE)
    codes = f"{_base(language)}|{_base(language).upper()}|{_FALLBACK.upper()}"
    return re.sub(rf"(?<=[^\W_])(?:{codes})(?=\.\w+$)", "", name)


def is_own_picture(name: str, language: str, other: str) -> bool:
    """Whether the picture `name` says its own language and `other` does not, so that it may be that one's version."""
    own = re.compile(
        rf"(?:^|[-_. ])(?i:{_own_part(language).pattern})(?=[-_. ])|(?<=[^\W_]){_base(language)}(?=\.\w+$)"
    )
    return bool(own.search(unquote(name))) and not own.search(unquote(other))


@lru_cache
def _own_part(language: str) -> re.Pattern[str]:
    """What is a code of `language`: `de`, `de-AT`, `de_at`; of one named by a country also that country's: `CN`."""
    codes = "|".join(sorted({_base(language), re.escape(re.split("[-_]", language)[0])}))
    return re.compile(rf"(?:{codes})(?:[-_][a-z]{{2,4}})?", re.IGNORECASE)


def _base(language: str) -> str:
    return re.escape(base_language(language))


def common_names(keys: Mapping[str, Iterable[tuple[str, str]]]) -> dict[str, dict[str, str]]:
    """For each language and each of its addresses, a name that it shares with those that lead to the same.

    Args:
        keys: For each language, its addresses: each as compared between all languages, and without its own language.
            Two are the same if they have either in common.
    """
    names: dict[str, str] = {}

    def find(key: str) -> str:
        while names.setdefault(key, key) != key:
            names[key] = names[names[key]]
            key = names[key]
        return key

    for pairs in keys.values():
        for plain, neutral in pairs:
            one, other = find(f"={plain}"), find(f"~{neutral}")
            names[max(one, other)] = min(one, other)
    return {code: {plain: find(f"={plain}") for plain, _ in pairs} for code, pairs in keys.items()}
