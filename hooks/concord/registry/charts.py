"""The models of the entries of `pictures.yml`. Class docstrings and descriptions go into the JSON Schema."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from concord.registry.entry import Entry, Worded
from concord.registry.field_types import Names, Positive, Words
from concord.registry.schema import Of


class ChartRow(Worded):
    """A fact with its label."""

    fact: str = Field(description="Which fact: a key of facts.yml.")
    of: Positive | None = Field(None, description="The whole that a count is a part of, among percentages: 500.")
    says: Mapping[str, str] = Field({}, description="Its label in each language; without it, who says so.")


class Amounts(Entry):
    """Amounts side by side on one axis: a range as a bar, a single value as a dot; `years` puts them by year."""

    kind: Of[Literal["amounts", "years"]]
    says: Words = Field(description="What the picture shows, in each language.")
    rows: Annotated[tuple[ChartRow, ...], Field(min_length=1, description="The facts, all of them in one unit.")]

    def wordings(self, code: str) -> list[str]:
        """The texts of the chart in the language `code`: its title, then the labels of the rows that have one."""
        own = [self.says, *(row.says for row in self.rows)]
        return [texts[code] for texts in own if code in texts]


class Reporting(Entry):
    """Whom each of the `subjects` reports to, by every statement that says so."""

    kind: Of[Literal["reporting"]]
    says: Words = Field(description="What the picture shows, in each language.")
    subjects: Names = Field(description="Whose reporting lines it shows: keys of titles.yml.")

    def wordings(self, code: str) -> list[str]:
        """The texts of the chart in the language `code`: its title."""
        return [self.says[code]] if code in self.says else []


Chart = Amounts | Reporting
AnyChart = Annotated[Chart, Field(discriminator="kind")]
