"""`FactRecord`s → the files of the facts: facts.json, its JSON Schema, and facts.csv for spreadsheets."""

import csv
import io
import json
import re

from concord.site.context import SiteContext
from concord.site.downloads.fact_models import FactRecord, Records
from concord.site.downloads.fact_records import fact_records
from concord.storage.text_file import BOM
from concord.untrusted.printable import printable_json

_WORDS, _LINKS = ("says", "text"), ("address", "explanation")
_EVIDENCE = ("how_sure", "base", "method", "reservation")
_FORMULA = re.compile(r"(^|[;\t\r\n])(?=[=+@\t\r-])")  # at the beginning of a cell, also of one that `;` would end
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def facts_json(context: SiteContext) -> str:
    """The text of `facts.json`."""
    return printable_json(fact_records(context).model_dump_json(indent=1)) + "\n"


def facts_schema(context: SiteContext) -> str:
    """The text of `facts.schema.json`, the JSON Schema of `facts.json`."""
    schema = Records.model_json_schema(mode="serialization")
    head = {"$schema": _DIALECT, "$id": f"{context.site_url}facts.schema.json"}
    return json.dumps(head | schema, ensure_ascii=False, indent=1) + "\n"


def facts_csv(context: SiteContext) -> str:
    """The text of `facts.csv` (RFC 4180), with a row for each fact.

    The columns are the keys of `facts.json`; keys with a text in each language become a column for each language.
    What the facts say comes first, addresses come last. Several values in a cell are separated by semicolons. The
    column `source_addresses` has the addresses of the sources.

    A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula, which may
    run a program. Such a cell gets an apostrophe in front, which makes it text (OWASP, "CSV Injection").
    """
    languages = context.corpus.complete
    plain = [name for name in FactRecord.model_fields if name not in ("id", "languages")]
    words, evidence, links = (
        [(name, code) for code in languages for name in names] for names in (_WORDS, _EVIDENCE, _LINKS)
    )
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(["id", *map("_".join, words), *plain, "source_addresses", *map("_".join, [*links, *evidence])])
    for record in fact_records(context).facts:
        texts, addresses = (
            [getattr(record.languages[code], name) for name, code in keys] for keys in (words, [*links, *evidence])
        )
        values = [_cell(getattr(record, name)) for name in plain]
        sources = [context.registry.sources[id].address for id in record.sources]
        rows.writerow(map(defused, [record.id, *texts, *values, _cell(sources), *addresses]))
    return BOM + file.getvalue()  # without the mark Excel takes UTF-8 for something else


def defused(cell: str) -> str:
    """`cell` with an apostrophe before what a spreadsheet would take for the beginning of a formula."""
    return _FORMULA.sub(r"\1'", cell)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
