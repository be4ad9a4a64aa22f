"""PAGE and --section arguments of the command line → the pages and section keys that they mean."""

from collections.abc import Sequence
from pathlib import Path

from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.rules.messages import closest_name
from concord.sync.present_texts import INTERFACE, is_wording
from concord.sync.section_key import DESCRIPTION, SectionKey
from concord.sync.tracker import Tracker


def named_pages(names: Sequence[str], guide: Guide) -> set[str]:
    """The pages that PAGE arguments mean.

    Args:
        names: Each is a file or folder, relative to the working directory, or the path of a page or folder below the
            folder of a language. A folder means all pages below it.
        guide: The guide. Pages that only its lock files still have are known, too.

    Raises:
        ConfigurationError: A name means no page.
    """
    tracker = guide.tracker
    known = {key.page for lock in tracker.locks.values() for key in lock.agreements}
    known |= {key.page for key in tracker.present}
    files = _page_files(known, guide)
    found: set[str] = set()
    for name in names:
        path, file = Path(name).as_posix(), Path(name).resolve().as_posix()
        meant = {page for page in known if page == path or page.startswith(f"{path}/")}
        meant |= {page for other, page in files.items() if other == file or other.startswith(f"{file}/")}
        if not meant:
            raise ConfigurationError(_unknown(name, known, guide))
        found |= meant
    return found


def _unknown(name: str, known: set[str], guide: Guide) -> str:
    """What to say of a name that means no page: which one was probably meant, or how pages are named."""
    if name in guide.corpus.languages:
        return f"{name} is a language, and one has been named already; name pages, such as {min(known)}"
    path = Path(name).as_posix()
    for folder in guide.corpus.folders.values():
        path = path.removeprefix(f"{folder}/")
    by_name = {page.rpartition("/")[2]: page for page in known}
    near = closest_name(path, known) or by_name.get(closest_name(path.rpartition("/")[2], by_name), "")
    return f"there is no page {path}; " + (f"did you mean {near}?" if near else f"a page is named so: {min(known)}")


def _page_files(known: set[str], guide: Guide) -> dict[str, str]:
    """The page by absolute path, for the file of each known page in each language and for each registry file."""
    root = guide.config.root.resolve()
    registry_files = {page for page in known if page.endswith(".yml")}
    files = {(root / guide.config.facts / page).as_posix(): page for page in registry_files}
    files[(root / INTERFACE).as_posix()] = INTERFACE
    for folder in guide.corpus.folders.values():
        files |= {f"{(root / folder).as_posix()}/{page}": page for page in known if not is_wording(page)}
    return files


def named_sections(pages: set[str], id: str | None, language: str, tracker: Tracker) -> list[SectionKey]:
    """The sections of `pages` that some language has, or that the lock file of `language` has; with `id` only these.

    `#` stands for the id "": the description of a page.

    Raises:
        ConfigurationError: No page has a section `id`.
    """
    known = dict.fromkeys([*tracker.present, *tracker.locks[language].agreements])
    keys = [key for key in known if key.page in pages and (id is None or key.section == id.removeprefix(DESCRIPTION))]
    if id is not None and not keys:
        near = closest_name(id, {key.section for key in known if key.page in pages})
        raise ConfigurationError(
            f"there is no section {id!r} on {', '.join(sorted(pages))}" + (f"; did you mean {near}?" if near else "")
        )
    return keys
