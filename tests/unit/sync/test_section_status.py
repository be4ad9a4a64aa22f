"""Ten thousand walks of a team over one section: what is in step means the same, and nobody is alarmed in vain.

A text is modelled by its meaning and its wording. People edit, confirm, forget to confirm, mend slips, declare leads,
follow, revert, pick commits of another branch, and merge. Honest people confirm what is true of the texts in front of
them; careless ones confirm what they have not read.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations, permutations

import pytest

from concord.sync.confirm import confirm_all, confirm_followed, confirm_lead, confirm_unchanged
from concord.sync.lock.agreement import Agreement
from concord.sync.refusals import ConfirmationRefused, Refusal
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus

LANGUAGES = ("en", "de", "nl")
KEY = SectionKey("page.md", "section")
WALKS, STEPS = 2_000, 20
TEAMS = {
    "all confirm": {},
    "in branches": {"branches"},
    "some forget to confirm": {"branches", "forgetful"},
    "with reverts and picked commits": {"branches", "forgetful", "reverts"},
    "some confirm unread": {"branches", "forgetful", "reverts", "careless"},
}
How = Callable[[SectionStatus], Agreement | None]


@dataclass(frozen=True)
class Text:
    """A text: what it means, how it is worded, and the work that it came from (a slip of the pen is no new work)."""

    work: int
    meaning: int
    wording: int = 0

    @property
    def hash(self) -> str:
        return f"{self.work}/{self.meaning}/{self.wording}"


Commit = tuple[Text, Agreement]


@dataclass
class Branch:
    """A section in three languages, what each lock file says, and the commits of each language."""

    texts: dict[str, Text]
    locks: dict[str, Agreement]
    commits: dict[str, list[Commit]]

    def status(self) -> SectionStatus:
        return SectionStatus(LANGUAGES, {code: text.hash for code, text in self.texts.items()}, self.locks)

    def copy(self) -> "Branch":
        commits = {code: list(commits) for code, commits in self.commits.items()}
        return Branch(dict(self.texts), dict(self.locks), commits)


class Walk:
    """A team at work. `is_confirmed` is whether every edit was confirmed, and nothing was reverted."""

    def __init__(self, seed: int, habits: set[str]) -> None:
        self.random, self.habits, self.count = random.Random(seed), habits, 0
        self.ancestors = {0: frozenset({0})}  # of each meaning: those that its author knew
        self.wrong_works: set[int] = set()  # works that were confirmed unread
        self.wrong_texts: set[tuple[str, int]] = set()  # unchanged ones that were confirmed unread, by their language
        self.is_confirmed = True
        texts = dict.fromkeys(LANGUAGES, Text(0, 0))
        locks = {code: Agreement(code, KEY, {one: texts[one].hash for one in LANGUAGES}) for code in LANGUAGES}
        self.main = Branch(texts, locks, {code: [(texts[code], locks[code])] for code in LANGUAGES})
        self.base, self.other = self.main.copy(), self.main.copy()
        usual = [self.lead] * 2 + [self.slip] * 2 + [self.follow] * 6 + [self.already] * 2
        self.actions = [*usual, self.forget, self.forget, self.confirm_again, self.together, self.declare]
        self.actions += [self.revert, self.pick, self.branch_off, self.switch, self.merge]

    def step(self) -> None:
        action, code = self.random.choice(self.actions), self.random.choice(LANGUAGES)
        action(code)
        self.main.commits[code].append((self.main.texts[code], self.main.locks[code]))

    def new(self) -> int:
        self.count += 1
        return self.count

    def new_meaning(self, code: str) -> int:
        meaning = self.new()
        self.ancestors[meaning] = self.ancestors[self.main.texts[code].meaning] | {meaning}
        return meaning

    def write(self, code: str, meaning: int) -> None:
        self.main.texts[code] = Text(self.new(), meaning)

    def confirm(self, code: str, how: How) -> None:
        try:
            agreement = how(self.main.status())
        except ConfirmationRefused:
            return
        if agreement:
            self.main.locks[code] = agreement

    def lead(self, code: str) -> None:
        self.write(code, self.new_meaning(code))
        self.declare(code)

    def declare(self, code: str) -> None:
        self.confirm(code, lambda status: confirm_lead(status, KEY, code))

    def forget(self, code: str) -> None:
        """Somebody gives it a new meaning and does not say so."""
        if "forgetful" in self.habits:
            self.write(code, self.new_meaning(code))
            self.is_confirmed = False

    def slip(self, code: str) -> None:
        """A slip is mended; what was changed before that and by whom, `concord confirm` shows."""
        text = self.main.texts[code]
        self.main.texts[code] = Text(text.work, text.meaning, self.new())
        if "forgetful" in self.habits and self.random.random() < 0.2:
            self.is_confirmed = False
            return
        before = self.main.status().newest_known(code)
        if int(before.split("/")[1]) != text.meaning:
            self.is_confirmed = False
            if self.is_last_step(code, before) or "careless" not in self.habits or self.random.random() < 0.7:
                return
            text = self.main.texts[code]
            self.main.texts[code] = Text(self.new(), text.meaning, text.wording)
            self.wrong_works.add(self.main.texts[code].work)
        self.confirm(code, lambda status: confirm_unchanged(status, KEY, code, "a slip"))

    def is_last_step(self, code: str, before: str) -> bool:
        """Whether the text that was agreed on stands right before the present one."""
        past = [text.hash for text, _ in reversed(self.main.commits[code]) if text != self.main.texts[code]]
        return bool(past) and past[0] == before

    def follow(self, code: str) -> None:
        """It is brought in step with a language that leads it, which is named where `concord diff` says so."""
        status = self.main.status()
        if not (leaders := status.leaders(code)):
            return
        has_choice = status.has_choice(code) or not all(status.is_in_step(leaders[0], one) for one in leaders)
        leader = self.random.choice(leaders) if has_choice else leaders[0]
        is_wrong = "careless" in self.habits and self.random.random() < 0.15
        self.write(code, self.new_meaning(code) if is_wrong else self.main.texts[leader].meaning)
        if is_wrong:
            self.wrong_works.add(self.main.texts[code].work)

        def how(now: SectionStatus) -> Agreement | None:
            try:
                return confirm_followed(now, KEY, code, leader if has_choice else "")
            except ConfirmationRefused as refused:
                if refused.reason is not Refusal.LEADERS_DIFFER:
                    raise
                return confirm_followed(now, KEY, code, leader)

        self.confirm(code, how)

    def already(self, code: str) -> None:
        """It is confirmed as it is: it says what a leader says, or somebody believes so."""
        status = self.main.status()
        if not (leaders := status.leaders(code)):
            return
        other, text = self.random.choice(leaders), self.main.texts[code]
        if self.main.texts[other].meaning != text.meaning:
            if "careless" not in self.habits or self.random.random() < 0.5:
                return
            if status.is_new(code) and not status.is_confirmed(code):
                self.main.texts[code] = text = Text(self.new(), text.meaning, text.wording)
                self.wrong_works.add(text.work)
            else:
                self.wrong_texts.add((code, text.work))
        self.confirm(code, lambda now: confirm_followed(now, KEY, code, other, already=True))

    def confirm_again(self, code: str) -> None:
        """Somebody confirms a page as it is; honest people only where the texts mean the same."""
        status, means = self.main.status(), {one: text.meaning for one, text in self.main.texts.items()}

        def how(now: SectionStatus) -> Agreement | None:
            agreement = confirm_followed(now, KEY, code)
            others = agreement.hashes if agreement else {}
            is_true = all(status.present[one] == hash and means[one] == means[code] for one, hash in others.items())
            return agreement if is_true else None

        self.confirm(code, how)

    def together(self, code: str) -> None:
        """One person edits all three languages, and confirms them at once."""
        meaning = self.new_meaning(code)
        for one in LANGUAGES:
            self.write(one, meaning)
        status = self.main.status()
        self.main.locks = {one: confirm_all(status, KEY, one) or self.main.locks[one] for one in LANGUAGES}

    def revert(self, code: str) -> None:
        """Its last commits are taken back, mostly with its lock file."""
        commits = self.main.commits[code]
        if "reverts" in self.habits and len(commits) > 1:
            text, agreement = commits[-1 - self.random.randint(1, min(3, len(commits) - 1))]
            self.main.texts[code] = text
            if self.random.random() < 0.7:
                self.main.locks[code] = agreement
            self.is_confirmed = False

    def pick(self, code: str) -> None:
        """What the other branch says in one language is taken from there."""
        if "reverts" in self.habits:
            self.main.texts[code], self.main.locks[code] = self.other.texts[code], self.other.locks[code]
            self.is_confirmed = False

    def branch_off(self, code: str) -> None:
        if "branches" in self.habits:
            self.base, self.other = self.main.copy(), self.main.copy()

    def switch(self, code: str) -> None:
        if "branches" in self.habits:
            self.main, self.other = self.other, self.main

    def merge(self, code: str) -> None:
        """Each language comes from the branch that changed it, where one alone did."""
        if "branches" not in self.habits:
            return
        merged = self.main.copy()
        for code in LANGUAGES:
            branches = (self.main, self.base, self.other)
            ours, base, theirs = ((branch.texts[code], branch.locks[code]) for branch in branches)
            if base not in (ours, theirs) and ours != theirs:
                return
            if ours == base:
                merged.texts[code], merged.locks[code] = theirs
                merged.commits[code] = list(self.other.commits[code])
        self.main = merged
        self.base, self.other = merged.copy(), merged.copy()

    def check(self, branch: Branch) -> None:
        status = branch.status()
        for one, other in combinations(LANGUAGES, 2):
            if status.is_in_step(one, other) and branch.texts[one].meaning != branch.texts[other].meaning:
                assert self.is_excused(branch, one, other), f"{one} and {other} are in step and differ"
        states = {*status.states.values()}
        assert states == {"current"} or {"behind", "diverged"} & states, "nobody has to do anything"
        if self.is_confirmed and "careless" not in self.habits:
            is_agreed = len({text.meaning for text in branch.texts.values()}) == 1
            assert not is_agreed or states == {"current"}, f"a false alarm: {status.states}"
            for one, other in permutations(LANGUAGES, 2):
                if status.leads(one, other) and not status.leads(other, one):
                    older, newer = branch.texts[one].meaning, branch.texts[other].meaning
                    assert older == newer or older not in self.ancestors[newer], f"{one} leads with an older text"

    def is_excused(self, branch: Branch, one: str, other: str) -> bool:
        """Whether somebody confirmed one of the texts unread.

        Who confirms an unchanged text unread is wrong about it alone. A new text that was confirmed unread may be
        followed by others, who are right about the two texts in front of them.
        """
        if {(one, branch.texts[one].work), (other, branch.texts[other].work)} & self.wrong_texts:
            return True
        hashes = [hash for lock in branch.locks.values() for hash in lock.hashes.values()]
        works = {int(hash.split("/")[0]) for hash in hashes} | {text.work for text in branch.texts.values()}
        return bool(works & self.wrong_works)


@pytest.mark.parametrize("team", TEAMS)
def test_what_is_in_step_means_the_same_and_nobody_is_alarmed_in_vain(team: str) -> None:
    for seed in range(WALKS):
        walk = Walk(seed, set(TEAMS[team]))
        for step in range(STEPS):
            walk.step()
            try:
                walk.check(walk.main)
            except AssertionError as error:
                raise AssertionError(f"walk {seed}, step {step}: {error}") from error
