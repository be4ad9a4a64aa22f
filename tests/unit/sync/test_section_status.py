"""Three languages that edit, follow, confirm, lead and merge: a section is `current` only where they mean the same.

A text is modelled by two numbers: its meaning and its wording. A language that follows another takes over its meaning,
in a new wording. A text may be deleted, come back, and return to an older version. Confirmations are honest: a language
is confirmed with others only where it has the same meaning.
"""

from dataclasses import dataclass, field, replace

from hypothesis import assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from concord.sync.confirm import ConfirmationRefused, confirm_followed, confirm_lead, confirm_unchanged
from concord.sync.lock.format import Agreement
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus

LANGUAGES = ("en", "de", "nl")
KEY = SectionKey("page.md", "section")
CODES = st.sampled_from(LANGUAGES)


@dataclass
class Branch:
    """A section in three languages: what each means, how it is worded, and what each lock file says."""

    means: dict[str, int]
    worded: dict[str, int]
    locks: dict[str, Agreement] = field(default_factory=dict)

    def status(self) -> SectionStatus:
        present = {code: f"{self.means[code]}/{self.worded[code]}" for code in self.means}
        return SectionStatus(LANGUAGES, present, self.locks)

    def copy(self) -> "Branch":
        return replace(self, means=dict(self.means), worded=dict(self.worded), locks=dict(self.locks))


class Team(RuleBasedStateMachine):
    """What a team does to one section, in a main branch and at times in another."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.said = {code: [(0, 0)] for code in LANGUAGES}
        start = Branch(dict.fromkeys(LANGUAGES, 0), dict.fromkeys(LANGUAGES, 0))
        for code in LANGUAGES:
            start.locks[code] = Agreement(code, KEY, start.status().present)
        self.main, self.base, self.other = start, start.copy(), start.copy()

    def fresh(self) -> int:
        self.count += 1
        return self.count

    @rule(code=CODES)
    def correct(self, code: str) -> None:
        """It comes to mean something new."""
        assume(code in self.main.means)
        self.put(code, self.fresh(), self.main.worded[code])

    @rule(code=CODES, back=st.integers(1, 3))
    def go_back(self, code: str, back: int) -> None:
        """It says again what it said before."""
        assume(code in self.main.means)
        said = self.said[code]
        self.main.means[code], self.main.worded[code] = said[max(0, len(said) - 1 - back)]

    @rule(code=CODES)
    def delete(self, code: str) -> None:
        assume(len(self.main.means) > 1)
        self.main.means.pop(code, None)

    @rule(code=CODES, other=CODES)
    def write_anew(self, code: str, other: str) -> None:
        assume(code not in self.main.means and other in self.main.means)
        self.put(code, self.main.means[other], self.fresh())

    def put(self, code: str, means: int, worded: int) -> None:
        self.main.means[code], self.main.worded[code] = means, worded
        self.said[code].append((means, worded))

    @rule(code=CODES)
    def reword(self, code: str) -> None:
        assume(code in self.main.means)
        self.put(code, self.main.means[code], self.fresh())
        self.write(code, lambda status: confirm_unchanged(status, KEY, code, "a slip"))

    @rule(code=CODES)
    def declare(self, code: str) -> None:
        self.write(code, lambda status: confirm_lead(status, KEY, code))

    @rule(code=CODES)
    def bring_in(self, code: str) -> None:
        """It follows those that lead it, in words of its own, and says so."""
        leaders = self.main.status().leaders(code)
        assume(leaders and len({self.main.means[leader] for leader in leaders}) == 1)
        self.put(code, self.main.means[leaders[0]], self.fresh())
        self.write(code, lambda status: confirm_followed(status, KEY, code))

    @rule(code=CODES)
    def confirm(self, code: str) -> None:
        """It says so without having been changed."""
        self.write(code, lambda status: confirm_followed(status, KEY, code))

    @rule(code=CODES, other=CODES)
    def confirm_with(self, code: str, other: str) -> None:
        assume(code != other)
        self.write(code, lambda status: confirm_followed(status, KEY, code, other))

    def write(self, code: str, how) -> None:  # type: ignore[no-untyped-def]
        """Only what is true is written down."""
        before = self.main.status()
        assume(code in before.present)
        try:
            new = how(before)
        except ConfirmationRefused:
            return
        if new and all(self.main.means[other] == self.main.means[code] for other in new.hashes):
            self.main.locks[code] = new

    @rule()
    def branch_off(self) -> None:
        self.base, self.other = self.main.copy(), self.main.copy()

    @rule()
    def change_branches(self) -> None:
        self.main, self.other = self.other, self.main

    @rule(code=CODES)
    def merge(self, code: str) -> None:
        """Each language's text and lock file come from the branch that changed them, where one alone did."""
        merged = self.main.copy()
        for own in LANGUAGES:
            ours, base, theirs = (self.part(branch, own) for branch in (self.main, self.base, self.other))
            assume(base in (ours, theirs) or ours == theirs)  # no conflict
            means, merged.worded[own], merged.locks[own] = theirs if ours == base else ours
            merged.means.pop(own, None)
            if means is not None:
                merged.means[own] = means
        assume(merged.means)
        self.main = merged
        self.base, self.other = merged.copy(), merged.copy()

    @staticmethod
    def part(branch: Branch, code: str) -> tuple[int | None, int, Agreement]:
        return branch.means.get(code), branch.worded[code], branch.locks[code]

    @invariant()
    def current_means_the_same(self) -> None:
        for branch in (self.main, self.other):
            states = branch.status().states
            current = [code for code, state in states.items() if state == "current"]
            assert len(current) in (0, len(LANGUAGES)), (branch, states)
            if current:
                assert len(set(branch.means.values())) == 1, (branch, states)

    @invariant()
    def whoever_differs_has_somebody_to_follow_or_to_wait_for(self) -> None:
        states = self.main.status().states
        if {"current"} != {*states.values()} and "missing" not in states.values():
            assert {"behind", "diverged"} & {*states.values()}, (self.main, states)
        if "behind" in states.values():
            assert self.main.status().leading
        for code, state in states.items():
            assert (state in ("behind", "diverged")) == bool(self.main.status().leaders(code) or state == "diverged")


TestTeam = Team.TestCase
TestTeam.settings = settings(max_examples=300, stateful_step_count=30, deadline=None)
