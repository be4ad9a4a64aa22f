"""The model of the entries of `titles.yml`. Class docstrings and descriptions go into the JSON Schema."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, model_validator

from concord.registry.entry import Entry, WrongKey
from concord.registry.field_types import Regions, Reservations, WikidataItem, Words

_WHOLE_ID = 36  # characters of a UUID


class Title(Entry):
    """A title, by what it means and never by its letters."""

    kind: Literal["c-suite", "other", "governance"] = Field(description="Where the title belongs in the glossary.")
    rows: tuple[str, ...] = Field((), description="The rows of the inventory that this title carries.")
    abbreviations: tuple[str, ...] = Field((), description="Its abbreviations, the same in each language: CFO.")
    default_for: tuple[str, ...] = Field(
        (), description="Those of its abbreviations that mean this title unless a page says otherwise."
    )
    labels: Words = Field(description="What the guide calls the title, in each language.")
    others: Mapping[str, tuple[str, ...]] = Field({}, description="Further names, by language.")
    forms: Mapping[str, tuple[str, ...]] = Field(
        {}, description="Inflected forms, by language, that its suffixes do not give: Vorstände."
    )
    foreign: Mapping[str, tuple[str, ...]] = Field(
        {}, description="Words that a text may use for it, by language, without being terms for it; exported nowhere."
    )
    regions: Regions = Field(
        {}, description="Where a term is used, if not wherever its language is: Verwaltungsrat: [CH]."
    )
    status: Reservations = Field(
        {},
        description="What keeps a further name from being admitted everywhere: it needs a seat in the management body, "
        "means the title only in part, or is not established.",
    )
    core: bool = Field(False, description="Whether readers of the guide meet it: then it comes first.")
    replaces: tuple[str, ...] = Field(
        (), description="Former keys of this file, the titles of which it has taken over."
    )
    related: tuple[str, ...] = Field((), description="Titles close to it: keys of this file.")
    not_same_as: tuple[str, ...] = Field((), description="Titles that it is taken for: keys of this file.")
    esco: str = Field(
        "", description="The identifier in ESCO of its occupation; only its beginning for one that is wider or close."
    )
    wikidata: WikidataItem = Field("", description="Its item in Wikidata.")
    reviewed: Mapping[str, bool] = Field({}, description="false for a language whose name no source settles.")

    @model_validator(mode="after")
    def _check_default_for(self) -> "Title":
        if unknown := [name for name in self.default_for if name not in self.abbreviations]:
            raise WrongKey("default_for", f"it names {unknown[0]}, which is none of its abbreviations")
        return self

    @model_validator(mode="after")
    def _check_terms(self) -> "Title":
        terms = {language: {*self.terms(language)} for language in self.labels}
        if unknown := [term for term in self.regions if not any(term in known for known in terms.values())]:
            raise WrongKey("regions", f"it names {unknown[0]}, which is none of its labels and others")
        if unknown := [term for term in self.status if not any(term in known for known in self.others.values())]:
            raise WrongKey("status", f"it names {unknown[0]}, which is none of its others")
        for language, words in self.foreign.items():
            if twice := [word for word in words if word in terms.get(language, ())]:
                raise WrongKey(
                    "foreign", f"{twice[0]} is a term in {language} already; keep it in one of the two lists"
                )
        return self

    def terms(self, language: str) -> tuple[str, ...]:
        """What stands for the title in `language`: its label, then other names."""
        label = (self.labels[language],) if language in self.labels else ()
        return (*label, *self.others.get(language, ()))

    def usable(self, language: str) -> tuple[str, ...]:
        """Those of its other names in `language` that are admitted, be it only for holders with a seat."""
        names = dict.fromkeys(self.others.get(language, ()))
        return tuple(name for name in names if self.status.get(name, "with-seat") == "with-seat")

    def established(self, language: str) -> tuple[str, ...]:
        """Those of its other names in `language` that are admitted without a condition."""
        return tuple(name for name in self.usable(language) if name not in self.status)

    def same_as(self) -> tuple[str, ...]:
        """The addresses of the same concept elsewhere: in ESCO and in Wikidata."""
        esco = f"http://data.europa.eu/esco/occupation/{self.esco}" if len(self.esco) == _WHOLE_ID else ""
        wikidata = f"http://www.wikidata.org/entity/{self.wikidata}" if self.wikidata else ""
        return tuple(filter(None, (esco, wikidata)))

    def label_with_regions(self, language: str) -> str:
        """Its label in `language`, with the countries where it is so called, if not wherever the language is."""
        label = self.labels[language]
        return f"{label} ({', '.join(self.regions[label])})" if label in self.regions else label

    def names(self, language: str) -> tuple[str, ...]:
        """What a text in `language` may call it: its terms, inflected forms, foreign words and abbreviations."""
        words = (*self.forms.get(language, ()), *self.foreign.get(language, ()))
        return (*self.terms(language), *words, *self.abbreviations)
