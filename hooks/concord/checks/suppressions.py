"""The family `suppression`: what a page's comments silence, and the comments that silence nothing."""

from collections.abc import Iterable

from concord.finding import Finding, page_finding
from concord.model import Page, Suppression
from concord.pages.corpus import Corpus


def apply(findings: Iterable[Finding], corpus: Corpus, rules: Iterable[str]) -> list[Finding]:
    """`findings` without those that a page allows, and with an `suppression-unused` for each comment in vain."""
    known = set(rules)
    comments = [(page, suppression) for page in corpus for suppression in page.suppressions]
    used: set[int] = set()
    kept = []
    for finding in findings:
        silencing = [
            index for index, (page, suppression) in enumerate(comments) if _silences(page, suppression, finding)
        ]
        used.update(silencing)
        if not silencing:
            kept.append(finding)
    for index, (page, suppression) in enumerate(comments):
        if index not in used:
            fault = suppression.fault or ("" if suppression.rule in known else f"there is no rule {suppression.rule}")
            case = {"case": "fault", "fault": fault} if fault else {}
            kept.append(
                page_finding(
                    page, None, "suppression-unused", suppression.location, {"allowed": suppression.rule} | case
                )
            )
    return kept


def _silences(page: Page, suppression: Suppression, finding: Finding) -> bool:
    if suppression.fault or finding.rule != suppression.rule or finding.page != page.path:
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
