"""Present texts and agreements of one section → SectionStatus: where each language stands. Computed, never stored.

`README.md` in this folder has the rules and the reasons for them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Literal

from concord.sync.section_texts import SectionTexts

State = Literal["current", "ahead", "behind", "diverged", "missing", "unstamped"]
Pair = tuple[str, str]  # two languages, the first of which leads the second


@dataclass(frozen=True)
class SectionStatus(SectionTexts):
    """A section in all languages of the guide, with where each of them stands."""

    @cached_property
    def states(self) -> Mapping[str, State]:
        """The state of the section in each language of the guide.

        `missing`: the language does not have the section. `unstamped`: no agreement holds any text of it. `current`:
        the texts of all languages are in step. `diverged`: it leads a language that leads it. `behind`: another
        language leads it. `ahead`: all others.
        """
        if self.is_agreed:
            return dict.fromkeys(self.languages, "current")
        return {language: self._state_of(language) for language in self.languages}

    def state(self, language: str) -> State:
        """The state of the section in `language`; `missing` also where a language is beginning and lacks it."""
        return self.states.get(language, "missing")

    @cached_property
    def is_agreed(self) -> bool:
        """Whether a single agreement holds the present texts of all languages: the usual case, and cheap to compute."""
        everywhere = len(self.present) == len(self.languages)
        return everywhere and any(agreement.hashes == self.present for agreement in self.agreements.values())

    def _state_of(self, language: str) -> State:
        if language not in self.present:
            return "missing"
        if language not in self.confirmed_languages:
            return "unstamped"
        leaders = {one for one, other in self._leads if other == language}
        led = {other for one, other in self._leads if one == language}
        if leaders & led:
            return "diverged"
        is_complete = self.confirmed_languages >= {*self.languages} - self.beginning
        return "behind" if leaders else "current" if is_complete and not self._leads else "ahead"

    @property
    def leading(self) -> list[str]:
        """The languages that are ahead or diverged: they lead another one, or have a section that another lacks."""
        return [code for code, state in self.states.items() if state in ("ahead", "diverged")]

    def leads(self, one: str, other: str) -> bool:
        """Whether `other` has to follow the present text of `one`."""
        return not self.is_agreed and (one, other) in self._leads

    def leaders(self, language: str) -> list[str]:
        """The languages that lead `language`, without those that have to follow another one of them first.

        An unconfirmed text has still the languages to follow that the text before it had: whoever brings it in step has
        looked at those. Those that declared a lead come first, then those with a text that no other one has confirmed,
        then those whose text is another than the one that `language` last took into account.
        """
        found = self._first_leaders(language)
        if self._is_unconfirmed(language):
            found |= self.at(language, self.newest_known(language))._first_leaders(language)

        def rank(code: str) -> tuple[bool | int, ...]:
            is_known = self.agreed_hash(code, language) == self.present[code]
            return not self.declares_lead(code), not self.is_new(code), is_known, self.languages.index(code)

        return sorted(found, key=rank)

    def _first_leaders(self, language: str) -> set[str]:
        found = {other for other in self.languages if self.leads(other, language)}
        return {
            one for one in found if not any(self.leads(other, one) for other in found if not self.leads(one, other))
        }

    def _is_unconfirmed(self, language: str) -> bool:
        """Whether nobody has said what the present text of `language` means, but somebody what an older one does.

        Of a text that another language only left behind, nobody has said what it means.
        """
        return any(language in one.hashes for one in self.agreements.values()) and not self.is_declared(language)

    def languages_to_follow(self, language: str) -> list[str]:
        """The languages whose text the section of `language` has to be brought in step with.

        Where `language` does not have the section, those that have declared a lead.
        """
        if language not in self._to_follow:
            self._to_follow[language] = self._languages_to_follow(language)
        return self._to_follow[language]

    @cached_property
    def _to_follow(self) -> dict[str, list[str]]:
        return {}

    def _languages_to_follow(self, language: str) -> list[str]:
        if language in self.present:
            return self.leaders(language)
        return [other for other in self.present if self.declares_lead(other)]

    def agreed_hash(self, leader: str, language: str) -> str:
        """The hash of the text of `leader` that `language` last took into account; "" for none."""
        own, theirs = self.agreements.get(language), self.agreements.get(leader)
        if own and (known := own.known(leader)):
            return known
        text = self.present.get(language) or (own.hash if own else "")
        if theirs and self.is_text(language, theirs.base.get(language, ""), text):
            return next(iter(theirs.older), "")
        others = (one.hashes for one in self.agreements.values() if leader in one.hashes)
        return next((hashes[leader] for hashes in others if hashes.get(language) == text), "")

    def is_in_step(self, one: str, other: str) -> bool:
        """Whether the present texts of both languages are in step; not where one of them lacks the section."""
        return one == other or (
            {one, other} <= self.confirmed_languages and not {(one, other), (other, one)} & self._leads
        )

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

    def newest_known(self, language: str) -> str:
        """The hash of the newest text of `language` that some agreement holds, "" for none.

        That is the one that `language` itself confirmed, unless another language has followed a later one since: the
        text with the fewest languages to follow is the later one.
        """
        own = self.agreements.get(language)
        others = [one for one in self.agreements.values() if language in one.hashes and one is not own]
        if own:
            others = [one for one in others if own.known(one.language) != one.hash]
            others = [one for one in others if one.hashes[language] not in own.older]
        holders = {one.hashes[language]: one.language for one in others}
        if own:
            holders = {own.hash: language, **holders}

        def count_leaders(text: str) -> tuple[int, int]:
            then = self.at(language, text)
            return then._count_leaders(language), then._count_leaders(holders[text])

        return min(holders, key=count_leaders, default="")

    def _count_leaders(self, language: str) -> int:
        return sum(other == language for _, other in self._leads)

    def has_choice(self, language: str) -> bool:
        """Whether there are languages that lead each other, an unconfirmed text of `language` put aside."""
        if self._is_unconfirmed(language):
            return self.at(language, self.newest_known(language)).has_choice(language)
        return any(pair[::-1] in self._leads for pair in self._leads)

    def at(self, language: str, hash: str) -> "SectionStatus":
        """The same section with another text of `language`."""
        return replace(self, present={**self.present, language: hash})

    @cached_property
    def _leads(self) -> frozenset[Pair]:
        """The pairs of languages of which the first leads the second; where both do, they differ and nobody knows more.

        Where one of two languages in step differs so from a third one, the other one does as well.
        """
        codes = [code for code in self.languages if code in self.confirmed_languages]
        found = {pair for one, other in combinations(codes, 2) for pair in self._leading_pairs(one, other)}
        apart = {pair for pair in found if pair[::-1] in found}
        for one, other in apart:
            in_step = {code for code in codes if code != one and not {(code, one), (one, code)} & found}
            found |= {pair for code in in_step if (other, code) in found for pair in ((other, code), (code, other))}
        return frozenset(found)

    def _leading_pairs(self, one: str, other: str) -> Iterator[Pair]:
        """Which of two languages leads the other: none, one of them, or both."""
        if self.is_direct(one, other) or self.is_through_third(one, other):
            return
        pairs: Sequence[Pair] = ((one, other), (other, one))
        if newer := [pair for pair in pairs if self.is_superseded(*pair)]:
            # Both say so where a text is the same as one of long ago: then it matters what a third language says.
            yield from [pair for pair in newer if self.has_witness(*pair)] or newer
            return
        moved = [pair for pair in pairs if self._has_moved(*pair)]
        yield from moved or pairs

    def _has_moved(self, one: str, other: str) -> bool:
        """Whether `one` has a text that `other` has not taken into account: a new one, or another than the one known.

        Not where it only followed a text that `other` itself has confirmed.
        """
        if self.is_new(one):
            return True
        ours, theirs = self.agreements.get(one), self.last_agreement(other)
        if theirs is None or not theirs.known(one) or self.is_text(one, theirs.known(one), self.present[one]):
            return False
        followed = ours.hashes.get(other) if ours and ours.is_own(self.present[one]) else None
        if not followed or self.is_text(other, followed, theirs.hashes.get(other, "")):
            return not followed
        if self._is_unconfirmed(other) and followed == self.newest_known(other):
            return False
        return theirs.language != other or followed not in theirs.older or one in theirs.hashes
