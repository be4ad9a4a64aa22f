"""Links of aligned blocks → those that some languages have nowhere in the section."""

from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

from concord.alignment.addresses import common_names, is_own_picture, is_own_version
from concord.alignment.minority import Split, split_languages
from concord.model import Block, Location

Blocks = Mapping[str, Block]  # the aligned blocks, by language


class Link(NamedTuple):
    """A link or an image: what it is compared by, its address as a message has it, its place and its blocks.

    `plain` is the same in all languages or not, `neutral` is the address without its own language.
    """

    plain: str
    neutral: str
    shown: str
    place: Location
    blocks: Blocks


class Unshared(NamedTuple):
    """The links of one row of blocks that the same languages lack, with the links of the first that has them."""

    split: Split
    links: list[Link]
    places: dict[str, Location]


def unshared_links(links: Mapping[str, list[Link]]) -> list[Unshared]:
    """The links that some languages have nowhere in the section, without those in blocks that a language lacks."""
    names = common_names({code: [(link.plain, link.neutral) for link in listed] for code, listed in links.items()})
    _join_versions(names, links)
    having: dict[str, dict[str, Link]] = {}
    for code, listed in links.items():
        for link in listed:
            having.setdefault(names[code][link.plain], {}).setdefault(code, link)
    found: dict[tuple[int, tuple[str, ...]], Unshared] = {}
    for by_code in having.values():
        complete = [link for link in by_code.values() if len(link.blocks) == len(links)]
        typed = [code for code in links if complete and _is_typed(complete[0], code)]
        split = split_languages(links, [*by_code, *typed])
        if split and complete:
            link = complete[0]
            places = {code: block.location for code, block in link.blocks.items()}
            places |= {code: one.place for code, one in by_code.items()}
            entry = found.setdefault((id(link.blocks), split.having), Unshared(split, [], places))
            entry.links.append(link)
    return list(found.values())


def _is_typed(link: Link, code: str) -> bool:
    """Whether the block of a language has the address of `link` as a text, such as code."""
    return "://" in link.shown and link.shown in link.blocks[code].text


def _join_versions(names: dict[str, dict[str, str]], links: Mapping[str, list[Link]]) -> None:
    """Gives one name to addresses in the same blocks of two languages that may lead to one page in each language."""
    for one, other in combinations(links, 2):
        here, there = set(names[one].values()), set(names[other].values())
        theirs: dict[int, list[Link]] = {}
        for link in links[other]:
            if names[other][link.plain] not in here:
                theirs.setdefault(id(link.blocks), []).append(link)
        for link in links[one] if theirs else ():
            candidates = theirs.get(id(link.blocks), []) if names[one][link.plain] not in there else []
            for version in candidates:
                if _may_be_versions((link.shown, one), (version.shown, other)):
                    candidates.remove(version)
                    _rename(names, names[other][version.plain], names[one][link.plain])
                    break


def _may_be_versions(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two addresses, each with the language of its page, may lead to the same in each language."""
    (name, code), (other_name, other_code) = one, other
    is_version = is_own_version if "/" in name + other_name else is_own_picture
    return is_version(name, code, other_name) or is_version(other_name, other_code, name)


def _rename(names: dict[str, dict[str, str]], old: str, new: str) -> None:
    for known in names.values():
        known.update({plain: new for plain, name in known.items() if name == old})
