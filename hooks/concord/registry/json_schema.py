"""What an entry may say, as JSON Schema: so that an editor completes the registry's files, checks and explains them."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import DEFAULT_REF_TEMPLATE, GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def write(shape: TypeAdapter[Any], languages: tuple[str, ...]) -> str:
    """The schema of a file whose entries have that shape, for a guide in `languages`."""

    class InLanguages(_ForEditors):
        codes = languages

    entry = shape.json_schema(schema_generator=InLanguages, ref_template=DEFAULT_REF_TEMPLATE)
    parts = entry.pop("$defs", {})
    pattern = _without_id(entry, parts)
    schema = {
        "$schema": _DIALECT,
        "type": "object",
        "propertyNames": {"pattern": pattern},
        "additionalProperties": entry,
        "$defs": parts,
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _without_id(entry: JsonSchemaValue, parts: Mapping[str, JsonSchemaValue]) -> str:
    """Takes the id out of each shape, since the entry's key has it; returns the pattern of such a key."""
    pattern = ""
    for shape in (entry, *parts.values()):
        if "id" in shape.get("properties", {}):
            pattern = shape["properties"].pop("id")["pattern"]
            shape["required"].remove("id")
    return pattern


class _ForEditors(GenerateJsonSchema):
    """Says what stands in a file, and nothing of what Python makes of it: no null, no defaults, no names of classes."""

    codes: tuple[str, ...] = ()

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        shape = super().model_schema(schema)
        shape.pop("title", None)
        shape["properties"] = {k: v for k, v in shape["properties"].items() if v != {"type": "null"}}
        return shape

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        number: JsonSchemaValue = {"type": "number"}
        self.update_with_validations(number, schema, self.ValidationsMapping.numeric)
        return number

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Words by language: a text in each of them, lists of names where there are some."""
        value = self.generate_inner(schema["values_schema"])
        words: JsonSchemaValue = {"type": "object", "properties": dict.fromkeys(self.codes, value)}
        if value["type"] == "string":
            words["required"] = list(self.codes)
        return words | {"additionalProperties": value}
