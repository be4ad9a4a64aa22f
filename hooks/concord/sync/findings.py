"""What the book has to say beside the checks: who is behind, what nobody has agreed on, what a lock file lost."""

from collections.abc import Iterable, Iterator

from concord.finding import Finding
from concord.model import Location
from concord.sync.agreements import NAME, Key
from concord.sync.book import INTERFACE, Book

STRUCTURE = frozenset(
    {
        *("page-missing", "section-drift", "block-drift", "list-drift", "table-drift"),
        *("link-drift", "code-drift", "image-drift", "fact-drift", "title-drift"),
    }
)


def settle(found: Iterable[Finding], book: Book) -> list[Finding]:
    """`found` with what the book says. Where a lead is declared, what differs in structure is its being behind."""
    if not book.is_kept:
        return list(found)
    led = {key for key, standing in book.standings.items() if any(map(standing.declares, standing.present))}
    pages = {key.partition("#")[0] for key in led if _leads_all(key, book)}
    kept = [finding for finding in found if not (finding.rule in STRUCTURE and _is_of(finding, led, pages))]
    return [*kept, *_damage(book), *_behind(book)]


def _leads_all(key: Key, book: Book) -> bool:
    """Whether the page of `key` exists in one language only, which has declared it."""
    page = key.partition("#")[0] + "#"
    own = {code for other, texts in book.present.items() if other.startswith(page) for code in texts}
    return len(own) < len(book.corpus.languages) and any(map(book.standings[key].declares, own))


def _is_of(finding: Finding, led: set[Key], pages: set[str]) -> bool:
    if finding.rule == "page-missing":
        return finding.page in pages
    named = {finding.section, finding.data.get("id", ""), finding.data.get("theirs", "")}
    return any(f"{finding.page}#{id}" in led for id in named)


def _damage(book: Book) -> Iterator[Finding]:
    for code, lock in book.locks.items():
        path = f"{book.corpus.folders[code]}/{NAME}"
        for damage in lock.damage:
            yield Finding(
                "sync-invalid", Location(path, damage.line), {"reason": damage.reason, "language": code}, code
            )


def _behind(book: Book) -> Iterator[Finding]:
    for key, standing in book.standings.items():
        page, _, id = key.partition("#")
        for code, state in standing.states.items():
            leaders = standing.leaders(code) if state in ("behind", "diverged") else []
            if state == "missing":
                leaders = [other for other in standing.present if standing.declares(other)]
            if not leaders and state != "unstamped":
                continue
            place = _place(key, code if code in standing.present else leaders[0], book)
            related = tuple(_place(key, leader, book) for leader in leaders)
            data = {"key": key, "page": page, "language": code, "leaders": " and ".join(leaders)}
            rule = "sync-unstamped" if state == "unstamped" else "sync-behind"
            yield Finding(rule, place, data, code, page, id, related=tuple(r for r in related if r != place))


def _place(key: Key, code: str, book: Book) -> Location:
    """Where the text of the language `code` stands."""
    path, _, id = key.partition("#")
    page = book.corpus.pages[code].get(path)
    if page:
        return next(section.location for section in page.sections if section.id == id)
    kind = path.removesuffix(".yml")
    if path == INTERFACE or (kind, id) not in book.registry.places:
        return Location(f"{book.corpus.folders[code]}/{NAME}")
    return book.registry.place(kind, id)
