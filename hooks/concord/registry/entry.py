"""What every entry of the registry shares: its key, texts in each language, and rules between several of its keys."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

TEXTS = ("says", "labels", "flaws", "population", "method", "tried", "reason")  # keys with a text in each language


class WrongKey(ValueError):
    """A rule between several keys of an entry is broken; `key` is the key to report."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key


class Worded(BaseModel):
    """What says something, says it in each language of the guide."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1, defer_build=True)

    @field_validator(*TEXTS, check_fields=False)
    @classmethod
    def _check_languages(cls, words: Mapping[str, str], info: ValidationInfo) -> Mapping[str, str]:
        languages = (info.context or {}).get("languages", ())
        missing = [language for language in languages if language not in words]
        if missing and words:
            raise ValueError(f"it is missing in {', '.join(missing)}")
        return words


class Entry(Worded):
    """What every entry shares: its key."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
