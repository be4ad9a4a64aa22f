"""Present texts and agreements → where each language stands with a section. Computed, never stored.

Texts joined by agreements, over all languages' files, are in step, also through a third language. A leads B where
their present texts are not joined, and A's is new, or B's entry holds a text of A that is not in step with its
present one, while A's own entry does not hold its present text together with one of B. Where that holds in neither
direction between those in step with A and those in step with B, each leads the other: one has gone back to what it
said before, and nobody can tell which.
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
    """A section in all languages: the hash of its `present` text in each that has it, and its agreements by file."""

    languages: tuple[str, ...]
    present: Mapping[str, str]
    agreements: Mapping[str, Agreement]

    @cached_property
    def states(self) -> Mapping[str, State]:
        if self.is_agreed:
            return dict.fromkeys(self.languages, "current")
        return {language: self.state(language) for language in self.languages}

    @cached_property
    def is_agreed(self) -> bool:
        """Whether one agreement holds the present texts of all languages, which is quickly told."""
        everywhere = len(self.present) == len(self.languages)
        return everywhere and any(one.hashes == self.present for one in self.agreements.values())

    def state(self, language: str) -> State:
        if language not in self.present:
            return "missing"
        if language not in self.stamped:
            return "unstamped"
        others = [other for other in self.languages if other != language]
        if all(self.joined(language, other) for other in others):
            return "current"
        followed = {other for other in others if self.leads(other, language)}
        if any(self.leads(language, other) for other in followed):
            return "diverged"
        return "behind" if followed else "ahead"

    @property
    def leading(self) -> list[str]:
        """The languages that lead another, or have what another lacks."""
        return [code for code, state in self.states.items() if state in ("ahead", "diverged")]

    def leaders(self, language: str) -> list[str]:
        """The languages that `language` has to follow: of those that lead it, those that no other of them leads."""
        found = [other for other in self.languages if self.leads(other, language)]
        return [
            one for one in found if not any(self.leads(other, one) for other in found if not self.leads(one, other))
        ]

    def followed(self, language: str) -> list[str]:
        """The languages whose text the section of `language` is to be brought in step with; none where it is not."""
        if language in self.present:
            return self.leaders(language)
        return [other for other in self.present if self.declares(other)]

    def agreed(self, one: str, other: str) -> str:
        """The hash of the text of `one` that `other` agreed with, if only through a third language; "" for none."""
        theirs = self._entry(other) if other in self.present else self.agreements.get(other)
        if theirs is None or one in theirs.hashes:
            return theirs.hashes[one] if theirs else ""
        text = (other, theirs.hashes[other])
        known = [own.hashes[one] for own in self.agreements.values() if one in own.hashes]
        return next((hash for hash in known if self._group[one, hash] == self._group[text]), "")

    def leads(self, one: str, other: str) -> bool:
        """Whether `other` has to follow `one`."""
        if not {one, other} <= self.stamped or self.joined(one, other):
            return False
        if self._moved(one, other):
            return True
        pairs = product(self._in_step(one), self._in_step(other))
        return not any(self._moved(a, b) or self._moved(b, a) for a, b in pairs)

    def _in_step(self, one: str) -> list[str]:
        return [code for code in self.languages if code in self.stamped and self.joined(one, code)]

    def _moved(self, one: str, other: str) -> bool:
        """Whether `one` says something that `other` cannot have followed, as far as these two are concerned."""
        if self.is_new(one):
            return True
        theirs, own = self._entry(other), self.agreements.get(one)
        if theirs is None or one not in theirs.hashes or self.knows_as_one(theirs, one, one):
            return False
        return not (own and own.own == self.present[one] and other in own.hashes)

    def _entry(self, language: str) -> Agreement | None:
        """What `language` confirmed last; where it never did, what another confirmed of its present text."""
        others = (one for one in self.agreements.values() if one.hashes.get(language) == self.present[language])
        return self.agreements.get(language) or next(others, None)

    def joined(self, one: str, other: str) -> bool:
        """Whether the present texts of both are in step."""
        if not {one, other} <= self.present.keys():
            return False
        return other == one or self._group[one, self.present[one]] == self._group[other, self.present[other]]

    def knows_as_one(self, agreement: Agreement, language: str, other: str) -> bool:
        """Whether the text of `language` in `agreement` is in step with the present text of `other`."""
        text = (language, agreement.hashes[language])
        return self._group.get(text, text) == self._group[other, self.present[other]]

    def is_new(self, language: str) -> bool:
        """Whether the present text of `language` is in no agreement of two languages."""
        text = self.present[language]
        return not any(one.hashes.get(language) == text and not one.is_lead for one in self.agreements.values())

    def declares(self, language: str) -> bool:
        """Whether `language` has said that the others are to follow its present text."""
        own = self.agreements.get(language)
        return own is not None and own.is_lead and own.own == self.present.get(language)

    @cached_property
    def is_led(self) -> bool:
        """Whether a lead has been declared that not every language has followed."""
        if self.is_agreed:
            return False
        pairs = ((code, other) for code in filter(self.declares, self.present) for other in self.languages)
        return any(self.leads(*pair) or self._never_had(pair[1]) for pair in pairs)

    def _never_had(self, language: str) -> bool:
        """Whether a section is missing that was not deleted."""
        return language not in self.present and language not in self.agreements

    @cached_property
    def stamped(self) -> frozenset[str]:
        """The languages with a text, of which some agreement knows one."""
        return frozenset(code for one in self.agreements.values() for code in one.hashes if code in self.present)

    @cached_property
    def _group(self) -> dict[Text, Text]:
        """For each text that is known, one that stands for all that it is joined with."""
        found: dict[Text, Text] = {text: text for text in self.present.items()}
        for one in self.agreements.values():
            texts = list(one.hashes.items())
            for first, second in pairwise([texts[0], *texts]):
                _join(found, first, second)
        return {text: _root(found, text) for text in found}


def _join(groups: dict[Text, Text], first: Text, second: Text) -> None:
    for text in (first, second):
        groups.setdefault(text, text)
    groups[_root(groups, first)] = _root(groups, second)


def _root(groups: Mapping[Text, Text], text: Text) -> Text:
    while groups[text] != text:
        text = groups[text]
    return text
