"""Present texts and agreements of one section → SectionStatus: where each language stands. Computed, never stored.

Two texts are in step where one agreement holds both, or where a chain of agreements joins them, in the lock files of
all languages. So two languages can be in step through a third one.

Language A leads language B, which then has to follow A, where their present texts are not in step and one of these
holds:

1. The present text of A is new: no agreement of two languages holds it.
2. The latest agreement of B holds a text of A that is not in step with the present text of A. The exception: the
   latest agreement of A holds the present text of A together with some text of B.

Where neither 1 nor 2 holds in either direction between the languages in step with A and those in step with B, A and B
lead each other: a text went back to an older version, and which of the two is right cannot be computed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import Literal

from concord.sync.lock.format import Agreement

State = Literal["current", "ahead", "behind", "diverged", "missing", "unstamped"]
Text = tuple[str, str]  # a language and the hash of a text in it


@dataclass(frozen=True)
class SectionStatus:
    """A section in all languages of the guide.

    `present` has the hash of the present text by language, for the languages that have the section. `agreements` has
    the latest agreement from each language's lock file, for the languages that have one.
    """

    languages: tuple[str, ...]
    present: Mapping[str, str]
    agreements: Mapping[str, Agreement]

    @cached_property
    def states(self) -> Mapping[str, State]:
        """The state of the section in each language of the guide."""
        if self.is_agreed:
            return dict.fromkeys(self.languages, "current")
        return {language: self.state(language) for language in self.languages}

    @cached_property
    def is_agreed(self) -> bool:
        """Whether a single agreement holds the present texts of all languages: the usual case, and cheap to compute."""
        everywhere = len(self.present) == len(self.languages)
        return everywhere and any(agreement.hashes == self.present for agreement in self.agreements.values())

    def state(self, language: str) -> State:
        """The state of the section in `language`.

        `missing`: the language does not have the section. `unstamped`: no agreement holds any text of it.
        `current`: in step with all others. `diverged`: it leads a language that leads it. `behind`: another language
        leads it. `ahead`: all others.
        """
        if language not in self.present:
            return "missing"
        if language not in self.confirmed_languages:
            return "unstamped"
        others = [other for other in self.languages if other != language]
        if all(self.is_in_step(language, other) for other in others):
            return "current"
        leaders = {other for other in others if self.leads(other, language)}
        if any(self.leads(language, other) for other in leaders):
            return "diverged"
        return "behind" if leaders else "ahead"

    @property
    def leading(self) -> list[str]:
        """The languages that are ahead or diverged: they lead another one, or have a section that another lacks."""
        return [code for code, state in self.states.items() if state in ("ahead", "diverged")]

    def leaders(self, language: str) -> list[str]:
        """The languages that lead `language`, without those that have to follow another one of them first."""
        found = [other for other in self.languages if self.leads(other, language)]
        return [
            one for one in found if not any(self.leads(other, one) for other in found if not self.leads(one, other))
        ]

    def languages_to_follow(self, language: str) -> list[str]:
        """The languages whose text the section of `language` has to be brought in step with.

        Where `language` does not have the section, those that have declared a lead.
        """
        if language in self.present:
            return self.leaders(language)
        return [other for other in self.present if self.declares_lead(other)]

    def agreed_hash(self, leader: str, language: str) -> str:
        """The hash of the text of `leader` that `language` agreed with, if only through a third one; "" for none."""
        agreement = self._latest_agreement(language) if language in self.present else self.agreements.get(language)
        if agreement is None:
            return ""
        if leader in agreement.hashes:
            return agreement.hashes[leader]
        text = (language, agreement.hashes[language])
        known = [other.hashes[leader] for other in self.agreements.values() if leader in other.hashes]
        return next((hash for hash in known if self._groups[leader, hash] == self._groups[text]), "")

    def leads(self, one: str, other: str) -> bool:
        """Whether `one` leads `other`, as defined at the top of this module."""
        if not {one, other} <= self.confirmed_languages or self.is_in_step(one, other):
            return False
        if self._has_moved(one, other):
            return True
        pairs = product(self._languages_in_step(one), self._languages_in_step(other))
        return not any(self._has_moved(a, b) or self._has_moved(b, a) for a, b in pairs)

    def _languages_in_step(self, language: str) -> list[str]:
        return [code for code in self.languages if code in self.confirmed_languages and self.is_in_step(language, code)]

    def _has_moved(self, one: str, other: str) -> bool:
        """Whether condition 1 or 2 of the definition holds: `one` has a text that `other` has not followed."""
        if self.is_new(one):
            return True
        theirs, ours = self._latest_agreement(other), self.agreements.get(one)
        if theirs is None or one not in theirs.hashes or self.holds_text_in_step(theirs, one, one):
            return False
        return not (ours and ours.hash == self.present[one] and other in ours.hashes)

    def _latest_agreement(self, language: str) -> Agreement | None:
        """The agreement in the language's own lock file; without one, another language's with its present text."""
        present = self.present[language]
        others = (agreement for agreement in self.agreements.values() if agreement.hashes.get(language) == present)
        return self.agreements.get(language) or next(others, None)

    def is_in_step(self, one: str, other: str) -> bool:
        """Whether the present texts of both languages are in step; not where one of them lacks the section."""
        if not {one, other} <= self.present.keys():
            return False
        return other == one or self._groups[one, self.present[one]] == self._groups[other, self.present[other]]

    def holds_text_in_step(self, agreement: Agreement, language: str, other: str) -> bool:
        """Whether the text of `language` that `agreement` holds is in step with the present text of `other`."""
        text = (language, agreement.hashes[language])
        return self._groups.get(text, text) == self._groups[other, self.present[other]]

    def is_new(self, language: str) -> bool:
        """Whether no agreement of two languages holds the present text of `language`."""
        text = self.present[language]
        return not any(one.hashes.get(language) == text and not one.is_lead for one in self.agreements.values())

    def declares_lead(self, language: str) -> bool:
        """Whether `language` has declared that the others are to follow its present text."""
        agreement = self.agreements.get(language)
        return agreement is not None and agreement.is_lead and agreement.hash == self.present.get(language)

    @cached_property
    def is_led(self) -> bool:
        """Whether a language has declared a lead that another one has not followed yet."""
        if self.is_agreed:
            return False
        pairs = ((code, other) for code in filter(self.declares_lead, self.present) for other in self.languages)
        return any(self.leads(*pair) or self._never_had(pair[1]) for pair in pairs)

    def _never_had(self, language: str) -> bool:
        """Whether `language` lacks the section and has not deleted it: its lock file does not have it either."""
        return language not in self.present and language not in self.agreements

    @cached_property
    def confirmed_languages(self) -> frozenset[str]:
        """The languages that have the section and of which some agreement holds a text, present or older."""
        return frozenset(code for one in self.agreements.values() for code in one.hashes if code in self.present)

    @cached_property
    def _groups(self) -> dict[Text, Text]:
        """For each known text, the text that represents its group: texts in step with each other have the same."""
        parents: dict[Text, Text] = {text: text for text in self.present.items()}
        for agreement in self.agreements.values():
            texts = list(agreement.hashes.items())
            for first, second in pairwise([texts[0], *texts]):
                _join(parents, first, second)
        return {text: _root(parents, text) for text in parents}


def _join(parents: dict[Text, Text], first: Text, second: Text) -> None:
    """Union of the groups of two texts; `parents` is a disjoint-set forest."""
    for text in (first, second):
        parents.setdefault(text, text)
    parents[_root(parents, first)] = _root(parents, second)


def _root(parents: Mapping[Text, Text], text: Text) -> Text:
    while parents[text] != text:
        text = parents[text]
    return text
