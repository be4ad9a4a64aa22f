"""What an entry of `titles.yml` says of its terms: what limits them, and which of them are admitted."""

import pytest
from pydantic import ValidationError

from concord.registry import Title


def title(**more: object) -> Title:
    entry = {
        "id": "cio",
        "kind": "c-suite",
        "labels": {"de": "Chief Information Officer"},
        "others": {"de": ["IT-Leiter", "IT-Vorstand", "IT-Mensch", "Informationschef"]},
        "status": {"IT-Vorstand": "with-seat", "IT-Mensch": "unusual", "Informationschef": "in-part"},
    }
    return Title.model_validate(entry | more, context={"languages": ("de",)})


def test_a_term_with_a_seat_is_admitted_and_not_established() -> None:
    assert title().usable("de") == ("IT-Leiter", "IT-Vorstand")
    assert title().established("de") == ("IT-Leiter",)
    assert title().terms("de")[1:] == ("IT-Leiter", "IT-Vorstand", "IT-Mensch", "Informationschef")


@pytest.mark.parametrize(
    "status", [{"IT-Chef": "unusual"}, {"Chief Information Officer": "unusual"}, {"IT-Leiter": "rare"}]
)
def test_a_status_is_one_of_three_and_of_a_further_name(status: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        title(status=status)


@pytest.mark.parametrize(
    ("more", "addresses"),
    [
        ({}, ()),
        ({"esco": "82f90e87"}, ()),
        (
            {"esco": "82f90e87-de92-4678-adae-61d3e5f7e1e4", "wikidata": "Q1"},
            (
                "http://data.europa.eu/esco/occupation/82f90e87-de92-4678-adae-61d3e5f7e1e4",
                "http://www.wikidata.org/entity/Q1",
            ),
        ),
    ],
)
def test_only_a_whole_identifier_leads_to_the_same_concept(more: dict[str, str], addresses: tuple[str, ...]) -> None:
    assert title(**more).same_as() == addresses
