"""What somebody names on the command line → the pages of the tracker, and their sections."""

from collections.abc import Sequence
from pathlib import Path

from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.sync.lock.format import Key, page_of
from concord.sync.tracker import INTERFACE, Tracker


def named_pages(names: Sequence[str], guide: Guide) -> set[str]:
    """The pages that `names` mean, which are files or folders from where the user is, or paths in a language's folder.

    A folder means all that is known below it. Raises `ConfigurationError` where there is none.
    """
    tracker = guide.tracker
    known = {page_of(key) for lock in tracker.locks.values() for key in lock.agreements}
    known |= {page_of(key) for key in tracker.present}
    top = guide.config.root.resolve()
    words = {page for page in known if page.endswith(".yml")}
    files = {(top / guide.config.facts / page).as_posix(): page for page in words}
    files[(top / INTERFACE).as_posix()] = INTERFACE
    for folder in tracker.corpus.folders.values():
        own = (top / folder).as_posix()
        files |= {f"{own}/{page}": page for page in known - words - {INTERFACE}}
    found: set[str] = set()
    for name in names:
        inside = (Path(name).as_posix(), f"{Path(name).as_posix()}/")
        outside = (Path(name).resolve().as_posix(), f"{Path(name).resolve().as_posix()}/")
        meant = {page for page in known if page == inside[0] or page.startswith(inside[1])}
        meant |= {page for file, page in files.items() if file == outside[0] or file.startswith(outside[1])}
        if not meant:
            raise ConfigurationError(f"there is no page {name!r}; `concord status` lists them")
        found |= meant
    return found


def named_sections(found: set[str], id: str | None, language: str, tracker: Tracker) -> list[Key]:
    """The sections of the pages `found` that there are, or that the lock file of `language` knows; with `id` that one.

    Raises `ConfigurationError` where no page has a section `id`.
    """
    known = dict.fromkeys([*tracker.present, *tracker.locks[language].agreements])
    keys = [key for key in known if page_of(key) in found and (id is None or key == f"{page_of(key)}#{id}")]
    if id is not None and not keys:
        raise ConfigurationError(f"there is no section {id!r} on {', '.join(sorted(found))}")
    return keys
