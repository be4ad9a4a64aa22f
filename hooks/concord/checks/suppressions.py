"""Findings and the comments `<!-- concord: allow RULE: why -->` → findings without those that a comment suppresses."""

from collections.abc import Iterable, Iterator

from concord import rules
from concord.finding import Finding, Subject
from concord.model import Page, Suppression
from concord.pages.corpus import Corpus
from concord.rules.former_names import FORMER_NAMES, current_name

_OF_THE_PUBLISHED = frozenset({"html-unsafe", "page-metadata", "page-unreadable"})


def apply(findings: Iterable[Finding], corpus: Corpus) -> list[Finding]:
    """Applies the comments of all pages to `findings`.

    Where the guide is published, no comment suppresses what a page must not have: whoever wrote that wrote the comment.

    Returns:
        The findings that no comment suppresses, then `suppression-unused` for each comment that suppresses none, then
        `rule-renamed` for each comment that names a rule by a former name.
    """
    comments = [(page, suppression) for page in corpus for suppression in page.suppressions]
    used: set[int] = set()
    kept = []
    for finding in findings:
        is_fixed = corpus.is_published and finding.rule in _OF_THE_PUBLISHED
        candidates = () if is_fixed else enumerate(comments)
        matching = [index for index, comment in candidates if _suppresses(*comment, finding)]
        used.update(matching)
        if not matching:
            kept.append(finding)
    kept += [_unused(*comment) for index, comment in enumerate(comments) if index not in used]
    return [*kept, *_renamed(comments)]


def _suppresses(page: Page, suppression: Suppression, finding: Finding) -> bool:
    """Whether `suppression` on `page` holds for `finding`: its rule, its page, and the scope of the comment."""
    if suppression.fault or finding.rule != current_name(suppression.rule) or finding.page != page.path:
        return False
    if suppression.scope == "page":
        return True
    if suppression.scope == "section":
        return finding.section == suppression.section
    first, last = suppression.lines
    return any(
        place.path == page.file and first <= place.line <= last
        for place in (finding.location, *finding.related, *finding.group)
    )


def _unused(page: Page, suppression: Suppression) -> Finding:
    rule = suppression.rule
    is_known = current_name(rule) in rules.names()
    fault = suppression.fault or ("" if is_known else f"there is no rule {rule}")
    case = {"case": "fault", "fault": fault} if fault else {}
    return Subject(page).finding("suppression-unused", suppression.location, {"allowed": rule} | case)


def _renamed(comments: Iterable[tuple[Page, Suppression]]) -> Iterator[Finding]:
    for page, suppression in comments:
        old = suppression.rule
        if old in FORMER_NAMES:
            data = {"old": old, "new": current_name(old)}
            yield Subject(page).finding("rule-renamed", suppression.location, data)
