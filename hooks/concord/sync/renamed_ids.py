"""A lock file and the present pages → hashes of texts in which only ids of headings were renamed that they link to.

The hash of a text contains the ids of the headings that it links to. Where a lock file knows `P#old` and not `P#new`,
and the page P has `new` now and `old` no more, a text with links to `new` may be one that was confirmed with `old`.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice, product

from concord.model import OWN_SCHEMES, Page, Reference, Section
from concord.sync.fingerprint import Home, section_hash
from concord.sync.lock.agreement import Agreement, Text
from concord.sync.lock.format import Lock
from concord.sync.section_key import SectionKey

_MAX_COMBINATIONS = 64  # of former ids that are tried for one section

Former = Mapping[SectionKey, list[str]]  # the present key of a heading → the ids that it may have had


def renamed_texts(lock: Lock, pages: Mapping[str, Page], language: str, home: Home) -> dict[Text, str]:
    """The texts of `language` in a lock file that are present under other ids.

    Args:
        lock: The lock file of any language.
        pages: The present pages of `language` by path.
        language: The code of the language.
        home: Gives the id of the heading of a page.

    Returns:
        By the language and the hash in the lock file, the present hash.
    """
    former = _former_ids(lock, pages)
    if not former:
        return {}
    known = {text for agreement in lock.agreements.values() for text in agreement.texts()}
    found: dict[Text, str] = {}
    for page in pages.values():
        for section in page.by_id.values():
            linked = _linked(section, page.path, former, home)
            hash = section_hash(section, page.path, home) if linked else ""
            if linked and (language, hash) not in known:
                tried = (_hash_with(section, page.path, ids, home) for ids in _combinations(linked, former))
                found |= {(language, one): hash for one in tried if (language, one) in known}
    return found


def with_hashes(agreements: Mapping[SectionKey, Agreement], present: Mapping[Text, str]) -> dict[SectionKey, Agreement]:
    """`agreements` with the hashes that `present` has, in place of those that texts had under other ids."""

    def change(language: str, hash: str) -> str:
        return present.get((language, hash), hash)

    return {key: agreement.with_texts(change) for key, agreement in agreements.items()}


def _former_ids(lock: Lock, pages: Mapping[str, Page]) -> Former:
    """The headings that the lock file does not know, of pages on which it knows some that are gone."""
    former: dict[SectionKey, list[str]] = {}
    for path, page in pages.items():
        known = lock.sections.get(path, frozenset())
        if gone := sorted(known - page.by_id.keys()):
            former |= {SectionKey(path, id): gone for id in page.by_id if id and id not in known}
    return former


def _linked(section: Section, path: str, former: Former, home: Home) -> list[SectionKey]:
    """The headings among those of `former` that a section links to, each once."""
    targets = (key for link in section.references for key in _targets(link, path, home))
    return [key for key in dict.fromkeys(targets) if key in former]


def _targets(link: Reference, path: str, home: Home) -> Iterator[SectionKey]:
    """The headings whose ids are hashed for a link: that of the page, and that of the section if there is one."""
    if link.scheme not in OWN_SCHEMES:
        page, _, id = link.target.partition("#")
        page = posixpath.normpath(posixpath.join(posixpath.dirname(path), page)) if page else path
        yield SectionKey(page, home(page))
        yield SectionKey(page, id)


def _combinations(linked: list[SectionKey], former: Former) -> Iterator[dict[SectionKey, str]]:
    """The former ids to try, by the present key; those of headings with their present id are left out."""
    choices = ([*former[key], key.section] for key in linked)
    for ids in islice(product(*choices), _MAX_COMBINATIONS):
        yield dict(zip(linked, ids, strict=True))


def _hash_with(section: Section, path: str, ids: Mapping[SectionKey, str], home: Home) -> str:
    """The hash of a section, if the headings that it links to had these ids."""

    def renamed(link: Reference) -> Reference:
        if link.scheme in OWN_SCHEMES:
            return link
        *_, key = _targets(link, path, home)
        page, sign, id = link.target.partition("#")
        return link._replace(target=f"{page}{sign}{ids.get(key, id)}")

    def former_home(page: str) -> str:
        return ids.get(SectionKey(page, home(page)), home(page))

    blocks = (block._replace(references=tuple(map(renamed, block.references))) for block in section.blocks)
    return section_hash(replace(section, blocks=tuple(blocks)), path, former_home)
