"""Model of an entry → JSON Schema, with which an editor completes, checks and explains the registry's files."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import DEFAULT_REF_TEMPLATE, GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def write(entry_type: TypeAdapter[Any], languages: tuple[str, ...], complete: tuple[str, ...] = ()) -> str:
    """The JSON Schema of a file whose entries are of `entry_type`, for a guide in `languages`, as text.

    A text is required in those that are `complete`, by default in all.
    """

    class InLanguages(_ForEditors):
        codes, required = languages, complete or languages

    entry = entry_type.json_schema(schema_generator=InLanguages, ref_template=DEFAULT_REF_TEMPLATE)
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
    """Removes the id from each schema, as the key of the entry is its id; returns the pattern of such a key."""
    pattern = ""
    for shape in (entry, *parts.values()):
        if "id" in shape.get("properties", {}):
            pattern = shape["properties"].pop("id")["pattern"]
            shape["required"].remove("id")
    return pattern


class _ForEditors(GenerateJsonSchema):
    """Describes what stands in a file, without what only the Python models have: null, defaults, names of classes."""

    codes: tuple[str, ...] = ()
    required: tuple[str, ...] = ()

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A model without the name of its class and without keys that must not be given."""
        shape = super().model_schema(schema)
        shape.pop("title", None)
        shape["properties"] = {k: v for k, v in shape["properties"].items() if v != {"type": "null"}}
        return shape

    def field_title_should_be_set(self, schema: Any) -> bool:
        """False: a key has no title but its name."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A key with a default, without the default."""
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """An optional key, without null: it is left out instead."""
        return self.generate_inner(schema["schema"])

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """A number; pydantic's own schema would allow a text as well."""
        number: JsonSchemaValue = {"type": "number"}
        self.update_with_validations(number, schema, self.ValidationsMapping.numeric)
        return number

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Texts or lists of names by language; a text is required in each complete language of the guide."""
        value = self.generate_inner(schema["values_schema"])
        words: JsonSchemaValue = {"type": "object", "properties": dict.fromkeys(self.codes, value)}
        if value["type"] == "string":
            words["required"] = list(self.required)
        return words | {"additionalProperties": value}
