"""The pages that have charts."""

PAGES = (
    "pay/salary/",
    "adoption/figures/",
    "role/reporting/",
    "role/history/",
    "role/in-practice/",
    "role/organisation/",
    "work/ai/",
)
