"""Aligned blocks → findings where links or images differ between the languages (`link-drift`, `image-drift`)."""

import html
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from concord.alignment.addresses import is_own_picture, neutral_address, neutral_name, plain_address
from concord.alignment.headings import heading_numbers
from concord.alignment.minority import deviating
from concord.alignment.sections import AlignedSection, aligned_sections
from concord.alignment.unshared_links import Blocks, Link, Unshared, unshared_links
from concord.finding import Finding
from concord.model import Block, Page, Reference
from concord.pages.corpus import Corpus
from concord.pages.html_links import html_references
from concord.pages.link_targets import LinkTargets, Target
from concord.pages.memo import once
from concord.registry import Registry
from concord.rules.language_names import english_names

_NO_END = ".,:;!?'\"*_"  # what may stand behind an address in a sentence
_OF_EAST_ASIA = re.compile(r"[\u2e80-\uffef].*", re.DOTALL)  # what is written without a space behind an address
_BADGES, _BADGE_LABEL = "shields.io/badge/", re.compile(r"^(?:[^-]|--)*-")  # a badge has its text in its address
_PAGE_END = re.compile(r"(?:/?(?:README|index))?\.mdx?(?=#|\Z)|/(?:README|index)?(?=#|\Z)")  # a page by another name
_SHOWN = 3  # targets in a message
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `link-drift` and `image-drift`, apart from sections of other pages that links lead to."""
    for aligned in aligned_sections(corpus):
        addresses = _Addresses(LinkTargets(corpus), aligned.pages)
        rows = _rows(aligned)
        links = {code: [*addresses.links(code, rows)] for code in aligned.sections}
        yield from _compare(aligned, "link-drift", links)
        images = {code: [*_images(code, rows)] for code in aligned.sections}
        yield from _compare(aligned, "image-drift", images)
        yield from _check_alternatives(aligned, images)


def check_whole(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `link-drift` for links to sections of other pages that are not the same in each language."""
    targets = LinkTargets(corpus)
    for path in corpus.paths:
        fragments = {code: _fragments(page) for code, page in corpus.versions(path).items() if not page.problems}
        if len(fragments) < 2 or len({*fragments.values()}) == 1:
            continue
        for aligned in aligned_sections(corpus.only([path])):
            addresses = _Addresses(targets, aligned.pages, of_other_pages=True)
            rows = _rows(aligned)
            links = {code: [*addresses.links(code, rows)] for code in aligned.sections}
            yield from _compare(aligned, "link-drift", links)


def _rows(aligned: AlignedSection) -> list[Blocks]:
    """The aligned blocks of a section with a link or an image in a language, also those that a language lacks."""
    return [blocks for row in aligned.rows for blocks in row.blocks if any(map(_references, blocks.values()))]


def _fragments(page: Page) -> frozenset[tuple[str, str]]:
    """The links of `page` to sections of other pages, each with the id of the section that it is in."""

    def compute() -> frozenset[tuple[str, str]]:
        return frozenset(
            (section.id, reference.target)
            for section, reference in page.references
            if reference.scheme == "link" and reference.target.find("#") > 0 and ":" not in reference.target
        )

    return once(page, _fragments, (), compute)


class _Addresses:
    """The links on the versions of a page: all of them, or only those to sections of other pages."""

    def __init__(self, targets: LinkTargets, pages: Mapping[str, Page], *, of_other_pages: bool = False) -> None:
        self._targets, self._pages, self._of_other_pages = targets, pages, of_other_pages
        self._numbers: dict[str, dict[tuple[str, int], int]] = {}

    def links(self, code: str, rows: Iterable[Blocks]) -> Iterator[Link]:
        """The links in `rows` in the language `code`, in order, each address once."""
        seen: dict[str, set[str]] = {}
        found: set[str] = set()
        for blocks in rows:
            for reference in _references(blocks[code]) if code in blocks else ():
                if reference.scheme != "link":
                    continue
                link = self._link(code, reference, blocks, seen)
                if link and link.plain not in found:
                    found.add(link.plain)
                    yield link

    def _link(self, code: str, reference: Reference, blocks: Blocks, seen: dict[str, set[str]]) -> Link | None:
        """A link; `seen` has the addresses so far that only their order tells apart, by what they have in common."""
        page = self._pages[code]
        address = html.unescape(_ESCAPE.sub(r"\1", reference.target))
        target = self._targets.resolve(page, reference.target)
        if self._is_to_another_language(page, address, target):
            return None
        is_by_name = self._targets.corpus.is_by_name
        plain = _shown_by_name(page, address, target) if is_by_name else _shown(page, address)
        is_in_tree = target.kind not in ("elsewhere", "scheme", "absolute")
        is_to_section = is_in_tree and bool(target.fragment)
        is_of_other_page = is_to_section and (target.kind, target.path) != ("page", page.path)
        if self._of_other_pages and (not is_of_other_page or target.kind != "page"):
            return None
        in_order = ""
        if is_of_other_page and not self._of_other_pages:
            in_order = plain.partition("#")[0]  # `check_whole` compares the sections
        elif is_to_section:
            neutral = self._section(page, plain, target)
        elif is_in_tree:
            neutral = neutral_name(neutral_address(plain, code), code) if is_by_name else plain
        else:
            neutral = neutral_address(plain, code)
        if in_order:
            numbered = seen.setdefault(in_order, set())
            numbered.add(plain)
            neutral = f"{in_order} {len(numbered)}"
        if is_in_tree and not self._targets.corpus.is_published:
            neutral = _PAGE_END.sub("", neutral)
        return Link(plain_address(plain), neutral, plain, reference.location, blocks)

    def _is_to_another_language(self, page: Page, address: str, target: Target) -> bool:
        """Whether a link leads from one language of a page to another, or to itself among such links."""
        if target.kind == "page" and target.path == page.path:
            return target.language != page.language or (self._targets.corpus.is_by_name and not target.fragment)
        if target.kind == "absolute":
            parts = [part for part in address.strip("/").split("/") if part not in self._targets.corpus.languages]
            return "/".join(parts) == posixpath.splitext(page.path)[0]
        names = {posixpath.basename(version.file) for version in self._pages.values()}
        is_by_name = self._targets.corpus.is_by_name and len(names) > 1
        return is_by_name and target.kind == "elsewhere" and posixpath.basename(address) in names

    def _section(self, page: Page, plain: str, target: Target) -> str:
        """The page and the heading that a link leads to, the same in each language; `plain` where there is none."""
        home = self._targets.corpus.pages.get(page.language, {}).get(target.path) if target.kind == "page" else None
        section = self._targets.anchors(home).section(target.fragment) if home else None
        if not section or section.id or not home:
            return plain
        if target.path not in self._numbers:
            self._numbers[target.path] = heading_numbers(self._targets.corpus.versions(target.path))
        number = self._numbers[target.path].get((page.language, section.location.line))
        return plain if number is None else f"{target.path}# {number}"


def _references(block: Block) -> Sequence[Reference]:
    """The links and images of `block`, in Markdown, in HTML, and as an address that a reader sees."""
    if not block.spans or not any(kind in ("html", "address") for _, _, kind in block.spans):
        return block.references
    return [*block.references, *html_references(block), *_plain_addresses(block)]


def _plain_addresses(block: Block) -> Iterator[Reference]:
    """The addresses of the web and of mail in the text of `block` that are no link."""
    for start, end, kind in block.spans:
        text = _OF_EAST_ASIA.sub("", block.text[start:end].strip("<>")).rstrip(_NO_END)
        is_mail = "@" in text and "/" not in text
        if kind == "address" and (is_mail or text.startswith(("http://", "https://"))):
            place, target = block.span(start, end), f"mailto:{text}" if is_mail else text
            yield Reference("link", target, text, place, place, span=(start, end))


def _shown(page: Page, address: str) -> str:
    """The address of a link on `page`, relative to the folder of the page's language.

    One into the folder of another language keeps the name of that folder.
    """
    if ":" in address.partition("/")[0] or address.startswith("/"):
        return address
    path, sign, fragment = address.partition("#")
    inside = page.path
    if path:
        whole = posixpath.normpath(posixpath.join(page.language, posixpath.dirname(page.path), path))
        inside = "." if whole == page.language else whole.removeprefix(f"{page.language}/")
    return f"{inside}{sign if fragment else ''}{fragment}"


def _shown_by_name(page: Page, address: str, target: Target) -> str:
    """The address of a link on `page`, whose name says its language: of a page its path, else the file."""
    path, sign, fragment = address.partition("#")
    if target.kind == "page":
        return f"{target.path}{sign if fragment else ''}{fragment}"
    if target.kind in ("elsewhere", "scheme", "absolute"):
        return address
    return (
        f"{posixpath.normpath(posixpath.join(posixpath.dirname(page.file), path))}{sign if fragment else ''}{fragment}"
    )


def _images(code: str, rows: Iterable[Blocks]) -> Iterator[Link]:
    """The pictures in `rows` in the language `code`, in order."""
    for number, blocks in enumerate(rows):
        in_folders = Counter[str]()
        for reference in _references(blocks[code]) if code in blocks else ():
            if reference.scheme in ("image", "picture"):
                name, folder = posixpath.basename(reference.target), posixpath.dirname(reference.target)
                neutral = _BADGE_LABEL.sub("", name) if _BADGES in reference.target else neutral_name(name, code)
                label = f"{reference.text}."  # of one word, it may say the language: menu-de
                if " " not in label and is_own_picture(label, code, ""):
                    neutral = neutral_name(label, code)
                elif "://" not in folder and (common := neutral_address(folder, code)) != folder:
                    in_folders[common] += 1  # in a folder of the language, each has a name of its own
                    neutral = f"{common.lstrip('./')} {number} {in_folders[common]}"
                yield Link(name, neutral, name, reference.location, blocks)


def _compare(aligned: AlignedSection, rule: str, links: Mapping[str, list[Link]]) -> Iterator[Finding]:
    """Yields a finding of `rule` for the links in each row of blocks that some languages lack.

    Where the languages without them have others there, all are one finding.
    """
    if len({frozenset(link.plain for link in listed) for listed in links.values()}) == 1:
        return
    by_blocks: dict[int, list[Unshared]] = {}
    for found in unshared_links(links):
        by_blocks.setdefault(id(found.links[0].blocks), []).append(found)
    for unshared in by_blocks.values():
        for rare, usual in _in_place_of_each_other(unshared):
            yield _finding(aligned, rule, rare, usual)


def _in_place_of_each_other(unshared: Sequence[Unshared]) -> Iterator[tuple[Unshared, Unshared | None]]:
    """Yields the links of one row that some languages lack, each with those that most have in their place, or None.

    They are in place of each other where exactly the languages that lack the one have the other, or where each language
    has some of them.
    """
    left = list(unshared)
    while left:
        found = left.pop(0)
        others = [one for one in left if one.split.having == found.split.lacking][:1]
        if not others and {code for one in (found, *left) for code in one.split.having} == {*found.links[0].blocks}:
            others = list(left)
        left = [one for one in left if one not in others]
        rare, *rest = sorted([found, *others], key=lambda one: (len(one.split.having), -unshared.index(one)))
        yield rare, rest[-1] if rest else None


def _finding(aligned: AlignedSection, rule: str, found: Unshared, usual: Unshared | None) -> Finding:
    """A finding for links that some languages lack; with `usual`, in place of which the others have these."""
    code, *others = found.split.minority
    places = found.places
    data = {"target": _listed(found.links)} | found.split.message_data
    if usual:
        code, others = found.split.having[0], list(usual.split.having)
        places = {**usual.places, code: found.places[code]}
        data |= {"case": "instead", "theirs": _listed(usual.links), "having": english_names(usual.split.having)}
    related = [places[other] for other in (others or found.split.having)]
    starts = [block.location for block in found.links[0].blocks.values()]
    subject = aligned.subject(code, places[code])
    return subject.finding(rule, places[code], data, related=related, group=starts)


def _listed(links: Sequence[Link]) -> str:
    shown = ", ".join(link.shown for link in links[:_SHOWN])
    return f"{shown} and {len(links) - _SHOWN} more" if len(links) > _SHOWN else shown


def _check_alternatives(aligned: AlignedSection, images: Mapping[str, list[Link]]) -> Iterator[Finding]:
    """Yields `image-drift` where an image has a text for those who do not see it in some languages only."""
    for blocks in {id(link.blocks): link.blocks for listed in images.values() for link in listed}.values():
        texts = {
            code: {_name(one): one for one in _references(block) if _is_image(one)} for code, block in blocks.items()
        }
        for name in set.intersection(*(set(found) for found in texts.values())):
            shown = {code: texts[code][name] for code in blocks}
            code, others = deviating({one: bool(image.text.strip()) for one, image in shown.items()})
            if others:
                data = {"case": "described" if shown[code].text.strip() else "bare", "target": name}
                data["having"] = english_names(others)
                related = [shown[other].location for other in others]
                subject = aligned.subject(code, shown[code].location)
                group = [block.location for block in blocks.values()]
                yield subject.finding("image-drift", shown[code].location, data, related=related, group=group)


def _is_image(reference: Reference) -> bool:
    return reference.scheme == "image"


def _name(reference: Reference) -> str:
    return posixpath.basename(reference.target)
