"""Corpus → findings where a link or an image leads nowhere (`link-broken`), or a page is in no menu (`page-unlisted`).

What is wrong alike in several languages is one finding.
"""

import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from concord.finding import Finding, Subject
from concord.model import OWN_SCHEMES, Location, Page, Reference, Section
from concord.pages.corpus import Corpus
from concord.pages.html_links import html_references
from concord.pages.link_targets import SCHEMES, LinkTargets, Target
from concord.pages.memo import once
from concord.registry import Registry
from concord.rules.messages import UNSURE, closest_name, near_case

_OWN_SCHEME_FROM = 3  # addresses that begin with a scheme which is like no other: then it is one of the tree's own
_UNRESOLVED = ("missing", "scheme", "absolute")
_MOST_GUESSES = 100  # of what was meant; a tree in which more is broken has another cause


class _Suspect(NamedTuple):
    """A link that leads to nothing in the tree, or to a fragment of a page, which may not be there."""

    section: Section
    reference: Reference
    target: Target


class _Broken(NamedTuple):
    """A link that leads nowhere, with its page and section; `data` are those of its finding."""

    page: Page
    section: Section
    place: Location
    data: dict[str, str]


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `link-broken` and `page-unlisted`."""
    found: dict[tuple[str, str], list[_Broken]] = {}
    for broken in _Search(corpus, registry).all():
        found.setdefault((broken.page.path, broken.data["target"]), []).append(broken)
    addresses = {group[0].data["target"]: group[0].data.get("scheme", "") for group in found.values()}
    schemes = Counter() if registry.facts else Counter(addresses.values())
    for first, *others in found.values():
        if first.data["case"] == "scheme" and schemes[first.data["scheme"]] >= _OWN_SCHEME_FROM:
            continue
        related = [other.place for other in others]
        yield Subject(first.page, first.section).finding("link-broken", first.place, first.data, related=related)
    yield from _check_menu(corpus)


class _Search:
    """The search for links of a corpus that lead nowhere."""

    def __init__(self, corpus: Corpus, registry: Registry) -> None:
        self._corpus, self._registry = corpus, registry
        self._targets = LinkTargets(corpus)
        self._guesses = _MOST_GUESSES

    def all(self) -> Iterator[_Broken]:
        """The links and images that lead nowhere, page by page, each address of a page once."""
        for page in self._corpus:
            for section, reference, target in self._suspects(page) if not page.problems else ():
                if data := self._fault(page, reference, target):
                    shown = {"target": reference.target, "file": page.file}
                    yield _Broken(page, section, reference.location, shown | data)

    def _suspects(self, page: Page) -> Sequence[_Suspect]:
        """The links of `page` that may lead nowhere, each address once; kept until pages or files come or go."""

        def compute() -> Sequence[_Suspect]:
            first: dict[str, _Suspect] = {}
            for section in page.sections:
                for one in _references(section):
                    if one.target not in first:
                        first[one.target] = _Suspect(section, one, self._targets.resolve(page, one.target))
            return [found for found in first.values() if found.target.fragment or found.target.kind in _UNRESOLVED]

        return once(page, _Suspect, self._targets.tree, compute)

    def _fault(self, page: Page, reference: Reference, target: Target) -> dict[str, str]:
        """What is wrong with a link, as data of a finding; {} for nothing."""
        if target.kind == "page":
            return self._fragment_fault(page, target)
        if target.kind == "missing" and not self._is_beside_site(page, reference):
            return {"case": "file"} | self._meant_file(page, target)
        if target.kind == "scheme":
            return {"case": "scheme", "scheme": target.path} | self._meant_scheme(reference.target, target.path)
        if target.kind == "absolute" and self._corpus.is_published:
            return {"case": "absolute"}
        return {}

    def _is_beside_site(self, page: Page, reference: Reference) -> bool:
        """Whether a tag of HTML leads to a file from where the page lies on the site, in a folder of its own name."""
        is_tag = reference.location == reference.text_location
        folder = posixpath.join(posixpath.dirname(page.file), posixpath.splitext(posixpath.basename(page.path))[0])
        return is_tag and posixpath.normpath(posixpath.join(folder, reference.target)) in (self._corpus.files or ())

    def _fragment_fault(self, page: Page, target: Target) -> dict[str, str]:
        """What is wrong with the fragment of a link to a page; {} for nothing."""
        if not target.fragment or target.fragment.startswith(":~:"):
            return {}
        home = self._corpus.pages[target.language][target.path]
        anchors = self._targets.anchors(home)
        if home.problems or anchors.has(target.fragment) or self._is_drawn(home, target.fragment):
            return {}
        meant = closest_name(target.fragment, anchors.names) if self._may_guess() else ""
        near = {"case": "fragment-near", "near": f"#{meant}"} if meant else {"case": "fragment"}
        return near | {"fragment": f"#{target.fragment}", "page": home.file}

    def _is_drawn(self, page: Page, fragment: str) -> bool:
        """Whether the site itself makes the place: an entry of the registry, or a part of the page's form."""
        kind, _, id = fragment.partition("-")
        known = {"fact": self._registry.facts, "source": self._registry.sources, "title": self._registry.titles}
        return id in known.get(kind, ())

    def _meant_file(self, page: Page, target: Target) -> dict[str, str]:
        """The file that was probably meant, as the link would have it."""
        candidates = self._targets.with_name(target.path)
        if not candidates and self._may_guess():
            candidates = [closest_name(target.path, self._near(page))]
        own = f"{self._corpus.folders[page.language]}/"
        best = min(candidates, key=lambda name: not name.startswith(own), default="")
        if not best:
            return {}
        return {"case": "file-near", "near": posixpath.relpath(best, posixpath.dirname(page.file) or ".")}

    def _near(self, page: Page) -> Iterator[str]:
        yield from (other.file for other in self._corpus.pages[page.language].values())
        yield from (self._corpus.files or ())

    def _meant_scheme(self, address: str, scheme: str) -> dict[str, str]:
        known = (*OWN_SCHEMES, "picture", "evidence", *SCHEMES) if self._registry.facts else SCHEMES
        near = near_case(scheme, known) if self._may_guess() else {}
        return {"case": "scheme-near", "near": f"{near['near']}{address[len(scheme) :]}"} if near else {}

    def _may_guess(self) -> bool:
        self._guesses -= 1
        return self._guesses >= 0


def _references(section: Section) -> Iterator[Reference]:
    for block in section.blocks:
        yield from (one for one in block.references if one.scheme in ("link", "image"))
        if any(kind == "html" for _, _, kind in block.spans):
            yield from html_references(block)


def _check_menu(corpus: Corpus) -> Iterator[Finding]:
    """Yields `page-unlisted` for a page that no menu has, and for a page in the menu that does not exist.

    A menu that has fewer than half of the pages is a choice of them, unless the guide is published; elsewhere a page
    may be left out of it on purpose, as MkDocs has it.
    """
    menu = corpus.menu
    listed = sum(path in menu.titles for path in corpus.paths)
    if not menu.titles or not listed:
        return
    is_whole = corpus.is_published or 2 * listed >= len(corpus.paths)
    for path in corpus.paths if is_whole else ():
        if path in menu.titles or _is_left_out(path, menu.left_out):
            continue
        first, *others = corpus.versions(path).values()
        places = [Location(page.file) for page in others]
        data = {"path": path, "menu": corpus.menu_file} | ({} if corpus.is_published else {UNSURE: "yes"})
        yield Subject(first).finding("page-unlisted", Location(first.file), data, related=places)
    for path in menu.titles:
        if path not in corpus.paths:
            near = closest_name(path, corpus.paths)
            data = {"case": "near" if near else "absent", "path": path, "near": near, "menu": corpus.menu_file}
            yield Finding("page-unlisted", Location(corpus.menu_file, menu.lines.get(path, 1)), data)


def _is_left_out(path: str, patterns: Sequence[str]) -> bool:
    """Whether `not_in_nav` has `path`: a folder with a slash behind it, or a pattern as in a .gitignore."""
    for pattern in patterns:
        bare = pattern.strip("/")
        anchored = "/" in pattern.rstrip("/")
        if pattern.endswith("/"):
            inside = path.startswith(f"{bare}/") or (not anchored and f"/{bare}/" in f"/{path}")
        else:
            name = path if anchored else posixpath.basename(path)
            inside = fnmatchcase(name, bare) or path.startswith(f"{bare}/")
        if inside:
            return True
    return False
