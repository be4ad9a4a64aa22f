"""The facts as files for other systems: facts.json, its schema, and facts.csv for a spreadsheet."""

import csv
import io
import json

from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.site.downloads.fact_records import FactRecord, Records, fact_records
from concord.storage.text_file import BOM

_WORDS, _LINKS = ("says", "text"), ("address", "explanation")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def facts_json(registry: Registry, corpus: Corpus, site: str) -> str:
    """The text of `facts.json` for the site at `site`."""
    return fact_records(registry, corpus, site).model_dump_json(indent=1) + "\n"


def facts_schema(registry: Registry, corpus: Corpus, site: str) -> str:
    """The text of `facts.schema.json`, the JSON Schema of `facts.json`."""
    schema = Records.model_json_schema(mode="serialization")
    head = {"$schema": _DIALECT, "$id": f"{site}facts.schema.json"}
    return json.dumps(head | schema, ensure_ascii=False, indent=1) + "\n"


def facts_csv(registry: Registry, corpus: Corpus, site: str) -> str:
    """The text of `facts.csv` (RFC 4180): a row a fact, the keys of `facts.json` as columns, those of words a language.

    What the facts say stands in front, addresses at the end. Of several values in a cell a semicolon parts them;
    `source_addresses` has the addresses of the sources.
    """
    plain = [name for name in FactRecord.model_fields if name not in ("id", "languages")]
    words, links = ([(name, code) for code in corpus.languages for name in names] for names in (_WORDS, _LINKS))
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(["id", *map("_".join, words), *plain, "source_addresses", *map("_".join, links)])
    for record in fact_records(registry, corpus, site).facts:
        said, linked = ([getattr(record.languages[code], name) for name, code in pairs] for pairs in (words, links))
        values = [_cell(getattr(record, name)) for name in plain]
        addresses = [registry.sources[id].address for id in record.sources]
        rows.writerow([record.id, *said, *values, _cell(addresses), *linked])
    return BOM + file.getvalue()  # without the mark Excel takes UTF-8 for something else


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
