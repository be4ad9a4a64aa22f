"""Present texts and agreements of one section → SectionTexts: what the agreements say of the present texts.

`README.md` in this folder has the rules and the reasons for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from concord.sync.lock.agreement import Agreement


@dataclass(frozen=True)
class SectionTexts:
    """A section in all languages of the guide.

    `present` has the hash of the present text by language, for the languages that have the section. `agreements` has
    the latest agreement from each language's lock file, for the languages that have one. `languages` are those that
    have the section or must have it; of those that are `beginning`, the ones that have it. Such a one has no say in
    where the others stand before somebody has confirmed a text of it.
    """

    languages: tuple[str, ...]
    present: Mapping[str, str]
    agreements: Mapping[str, Agreement]
    beginning: frozenset[str] = frozenset()

    @cached_property
    def confirmed_languages(self) -> frozenset[str]:
        """The languages that have the section and of which some agreement holds a text, present or older."""
        return frozenset(code for one in self.agreements.values() for code, _ in one.texts() if code in self.present)

    def is_new(self, language: str) -> bool:
        """Whether `language` has a text that no agreement of two languages holds."""
        return language in self.present and not any(self._holds(group, language) for group in self._groups)

    def is_confirmed(self, language: str) -> bool:
        """Whether the lock file of `language` itself holds its present text: somebody has said what it means."""
        agreement = self.agreements.get(language)
        return agreement is not None and agreement.is_own(self.present.get(language, ""))

    def declares_lead(self, language: str) -> bool:
        """Whether `language` has declared that the others are to follow its present text."""
        return self.is_confirmed(language) and self.agreements[language].is_lead

    def is_declared(self, language: str) -> bool:
        """Whether somebody has said what the present text of `language` means: its translators, or who followed it."""
        return self.is_confirmed(language) or not self.is_new(language)

    def directly_agreed(self, language: str) -> list[str]:
        """The other languages whose present texts mean the same as that of `language` according to one agreement."""
        return [code for code in self.present if code != language and self._is_agreed_on(language, code)]

    def is_direct(self, one: str, other: str) -> bool:
        """Whether somebody has confirmed both present texts with one another."""
        return self._is_agreed_on(one, other) or self._said_already(one, other) or self._said_already(other, one)

    def is_through_third(self, one: str, other: str) -> bool:
        """Whether both present texts were confirmed against the same text of a third language."""
        for third in self.languages:
            if third not in (one, other):
                texts = self._texts_confirmed_against(other, third)
                for text in self._texts_confirmed_against(one, third):
                    if any(self.is_text(third, text, candidate) for candidate in texts):
                        return True
        return False

    def is_superseded(self, one: str, other: str) -> bool:
        """Whether `one` has confirmed that its present text is newer than the present one of `other`."""
        own = self.agreements.get(one)
        return (
            own is not None
            and own.is_own(self.present[one])
            and self.is_text(other, own.base.get(other, ""), self.present[other])
        )

    def has_witness(self, one: str, other: str) -> bool:
        """Whether a third language agrees with `one` and has confirmed that its text is newer than that of `other`."""
        return any(
            self.is_superseded(third, other) and not self.is_superseded(other, third)
            for third in self.directly_agreed(one)
            if third != other
        )

    def last_agreement(self, language: str) -> Agreement | None:
        """The agreement in the language's own lock file; where that is about another text, one about the present one.

        A text that nobody confirmed in its own language may have been followed in another one.
        """
        own = self.agreements.get(language)
        if own and own.is_own(self.present[language]):
            return own
        held = (one for one in self.agreements.values() if len(one.hashes) > 1 and self._holds(one.hashes, language))
        return next(held, own)

    def is_text(self, language: str, one: str, other: str) -> bool:
        """Whether two hashes are of the same text of `language`, or of texts that it says mean the same."""
        if one == other or not one:
            return one == other
        own = self.agreements.get(language)
        return own is not None and own.is_own(one) and own.is_own(other)

    def _is_agreed_on(self, one: str, other: str) -> bool:
        """Whether one agreement holds both present texts."""
        return any(self._holds(group, one) and self._holds(group, other) for group in self._groups)

    def _said_already(self, one: str, other: str) -> bool:
        """Whether `one` has confirmed that its text says already what that of `other` says now."""
        agreement = self.agreements.get(one)
        return (
            agreement is not None
            and agreement.is_own(self.present[one])
            and self.is_text(other, agreement.already.get(other, ""), self.present[other])
        )

    def _texts_confirmed_against(self, language: str, third: str) -> list[str]:
        """The texts of the language `third` that stand in an agreement with the present text of `language`.

        What `language` said already counts for itself; what the third one said already does not count for it.
        """
        found = [group[third] for group in self._groups if third in group and self._holds(group, language)]
        own = self.agreements.get(language)
        if own and third in own.already and own.is_own(self.present[language]):
            found.append(own.already[third])
        return found

    @cached_property
    def _groups(self) -> tuple[Mapping[str, str], ...]:
        """The texts that mean the same according to one agreement, by language."""
        return tuple(one.hashes for one in self.agreements.values() if len(one.hashes) > 1)

    def _holds(self, group: Mapping[str, str], language: str) -> bool:
        """Whether the present text of `language` is among those of a group."""
        return self.is_text(language, group.get(language, ""), self.present[language])
