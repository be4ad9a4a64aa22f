"""The family `allowance`: what a page's comments silence, and the comments that silence nothing."""

from collections.abc import Iterable

from concord.finding import Finding, on
from concord.model import Allowance, Page
from concord.pages.corpus import Corpus


def apply(findings: Iterable[Finding], corpus: Corpus, rules: Iterable[str]) -> list[Finding]:
    """`findings` without those that a page allows, and with an `allowance-unused` for each comment in vain."""
    known = set(rules)
    standing = [(page, allowance) for page in corpus for allowance in page.allowances]
    used: set[int] = set()
    kept = []
    for finding in findings:
        silencing = [index for index, (page, allowance) in enumerate(standing) if _silences(page, allowance, finding)]
        used.update(silencing)
        if not silencing:
            kept.append(finding)
    for index, (page, allowance) in enumerate(standing):
        if index not in used:
            fault = allowance.fault or ("" if allowance.rule in known else f"there is no rule {allowance.rule}")
            case = {"case": "fault", "fault": fault} if fault else {}
            kept.append(on(page, None, "allowance-unused", allowance.location, {"allowed": allowance.rule} | case))
    return kept


def _silences(page: Page, allowance: Allowance, finding: Finding) -> bool:
    if allowance.fault or finding.rule != allowance.rule or finding.page != page.path:
        return False
    if allowance.scope == "page":
        return True
    if allowance.scope == "section":
        return finding.section == allowance.section
    first, last = allowance.lines
    return any(
        place.path == page.file and first <= place.line <= last
        for place in (finding.location, *finding.related, *finding.group)
    )
