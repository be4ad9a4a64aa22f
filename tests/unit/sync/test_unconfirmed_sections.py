"""A section that nobody has confirmed yet: whoever confirms what, each question about it has an answer."""

import random
from collections.abc import Callable
from functools import partial

import pytest

from concord.sync.confirm import confirm_followed, confirm_lead, confirm_unchanged
from concord.sync.lock.agreement import Agreement
from concord.sync.refusals import ConfirmationRefused
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus

LANGUAGES = ("en", "de", "nl")
KEY = SectionKey("page.md", "section")
How = Callable[[SectionStatus], Agreement | None]


@pytest.mark.parametrize("languages", [LANGUAGES[:2], LANGUAGES])
def test_where_nobody_had_confirmed_anything_each_question_has_an_answer(languages: tuple[str, ...]) -> None:
    """People edit and confirm a section without agreements in any order; one language may lack it at first."""
    for seed in range(1_000):
        chance = random.Random(seed)
        present = dict.fromkeys(languages[: chance.choice((1, 2, 3))], "0")
        locks: dict[str, Agreement] = {}
        for step in range(8):
            status = SectionStatus(languages, present, locks)
            code, other = chance.sample(languages, 2)
            ways: list[How] = [
                partial(confirm_lead, key=KEY, language=code),
                partial(confirm_followed, key=KEY, language=code),
                partial(confirm_followed, key=KEY, language=code, other=other),
                partial(confirm_unchanged, key=KEY, language=code, reason="a slip"),
            ]
            if chance.random() < 0.4 or code not in present:
                present = {**present, code: str(step + 1)}
                continue
            try:
                agreement = chance.choice(ways)(status)
            except ConfirmationRefused:
                agreement = None
            locks = {**locks, code: agreement} if agreement else locks
            after = SectionStatus(languages, present, locks)
            for one in languages:
                assert after.state(one)
                assert {*after.languages_to_follow(one)} <= {*present}
                assert after.has_choice(one) in (True, False)
                assert after.newest_known(one) or one not in {text for lock in locks.values() for text in lock.hashes}
