"""Stories of a team, with the real commands: the state of each section after each step, and what is printed.

States are in the order of the languages: English, German, Dutch.
"""

from teams import HEADINGS, LANGUAGES, Team, section, sentence

A, B, D = "pay.md#a", "pay.md#b", "pay.md#d"


def test_at_the_beginning_all_are_in_step(team: Team) -> None:
    assert team.states() == []
    assert team.check() == []
    assert team.git("status", "--short") == ""


def test_one_language_is_corrected(team: Team) -> None:
    team.correct("de", "a", 1)
    assert team.states() == [f"{A}: behind ahead behind"]
    assert team.status()[A]["leads"] == ["de"]
    assert team.check() == ["sync-behind en a", "sync-behind nl a"]
    assert team.run("check") == 0
    assert "--lead" in team.refused("de")
    assert "--no-change" in team.refused("de")


def test_it_is_followed_by_one_and_then_by_the_other(team: Team) -> None:
    team.correct("de", "a", 1)
    team.correct("en", "a", 1)
    team.confirm("en")
    assert team.states() == [f"{A}: ahead ahead behind"]
    assert team.check() == ["sync-behind nl a"]
    team.correct("nl", "a", 1)
    team.confirm("nl")
    assert team.states() == []
    assert team.check() == []


def test_it_is_followed_in_parallel_branches(team: Team) -> None:
    team.correct("de", "a", 1)
    team.commit()
    for code in ("en", "nl"):
        team.on_branch(f"follow-{code}")
        team.correct(code, "a", 1)
        team.confirm(code)
        team.commit()
    assert team.states() == [f"{A}: behind ahead ahead"]
    team.git("merge", "--quiet", "--no-edit", "follow-en")
    assert team.states() == []
    assert team.check() == []


def test_a_slip_of_the_pen_is_mended(team: Team) -> None:
    team.write("de", team.text("de").replace("ist bekannt", "ist sehr wohl bekannt", 1))
    assert team.states() == [f"{A}: behind ahead behind"]
    team.confirm("de", "--no-change", "a better word")
    assert team.states() == []
    assert "# a better word" in team.lock("de").read_text(encoding="utf-8")
    assert team.check() == []


def test_a_slip_is_mended_while_the_language_is_behind(team: Team) -> None:
    """It stays behind: with a better word it has not followed the other language."""
    team.correct("de", "a", 1)
    team.write("en", team.text("en").replace("is known", "is well known", 1))
    team.confirm("en", "--no-change", "a better word")
    assert team.states() == [f"{A}: behind ahead behind"]


def test_two_languages_are_corrected_independently(team: Team) -> None:
    team.correct("de", "a", 1)
    team.correct("nl", "a", 2)
    assert team.states() == [f"{A}: behind diverged diverged"]
    assert "--with" in team.refused("en")
    team.correct("de", "a", 2)  # they talk, and German sees that Dutch is right
    team.confirm("de")
    team.correct("en", "a", 2)
    team.confirm("en")
    assert team.states() == []


def test_a_translator_may_side_with_one_of_two(team: Team) -> None:
    team.correct("de", "a", 1)
    team.correct("nl", "a", 2)
    team.correct("en", "a", 1)
    team.confirm("en", "--with", "de")
    assert team.states() == [f"{A}: diverged diverged diverged"]
    team.correct("nl", "a", 1)
    team.confirm("nl")
    assert team.states() == []


def test_a_lead_is_declared_and_followed(team: Team) -> None:
    """An added paragraph is an error until a lead is declared; then the other languages are behind."""
    team.correct("de", "a", 0, 1)
    assert "block-drift de a" in team.check()
    assert team.run("check") == 1
    assert "a paragraph stands in German, not in English and Dutch" in team.refused("de")
    team.confirm("de", "--lead")
    assert team.check() == ["sync-behind en a", "sync-behind nl a"]
    assert team.states() == [f"{A}: behind ahead behind"]
    assert "English has not changed since German has" in team.refused("en")
    team.correct("en", "a", 1)
    assert "it is not built like what it is to follow" in team.refused("en")
    team.correct("en", "a", 0, 1)
    team.confirm("en")
    assert team.check() == ["sync-behind nl a"]
    team.correct("nl", "a", 0, 1)
    team.confirm("nl")
    assert team.states() == []
    assert team.check() == []
    team.correct("nl", "a", 2)
    assert "block-drift nl a" in team.check(), "the lead is over: everybody has followed"


def test_a_number_follows_like_everything_else_once_a_lead_is_declared(team: Team) -> None:
    towns = {"en": "15 towns say so.", "de": "Das sagen 15 Städte.", "nl": "Dat zeggen 15 steden."}
    for code in LANGUAGES:
        team.say(code, "a", towns[code])
    team.confirm("all", "--section", "a")
    assert team.check() == []
    team.say("de", "a", towns["de"].replace("15", "16"))
    assert "number-drift de a" in team.check()
    assert "number-drift" in team.refused("de")
    team.confirm("de", "--lead")
    assert team.check() == ["sync-behind en a", "sync-behind nl a"]
    for code in ("en", "nl"):
        team.say(code, "a", towns[code].replace("15", "16"))
        team.confirm(code)
    assert team.check() == []
    team.say("nl", "a", towns["nl"].replace("15", "17"))
    assert "number-drift nl a" in team.check(), "the lead is over: everybody has followed"


def test_it_is_changed_again_after_it_was_followed(team: Team) -> None:
    team.correct("de", "a", 1)
    for code in ("en", "nl"):
        team.correct(code, "a", 1)
        team.confirm(code)
    assert team.states() == []
    team.correct("de", "a", 2)
    assert team.states() == [f"{A}: behind ahead behind"]
    team.correct("en", "a", 2)
    team.confirm("en")
    assert team.states() == [f"{A}: ahead ahead behind"]


def test_it_goes_back_to_what_it_said_before(team: Team) -> None:
    """German returns to a text it had agreed on, English and Dutch agreed on the later one: all have diverged."""
    team.correct("de", "a", 1)
    for code in ("en", "nl"):
        team.correct(code, "a", 1)
        team.confirm(code)
    team.correct("de", "a", 0)
    assert team.states() == [f"{A}: diverged diverged diverged"]
    for code in ("en", "nl"):
        team.correct(code, "a", 0)
        team.confirm(code)
    assert team.states() == []


def test_a_page_is_added_in_one_language(team: Team) -> None:
    pages = {
        code: f"---\ndescription: A page.\n---\n# {code} {{ #new }}\n\n{sentence(code, 'Anna')}\n" for code in LANGUAGES
    }
    team.write("de", pages["de"], "new.md")
    assert team.states("new.md#new") == ["new.md#new: missing unstamped missing"]
    assert "page-missing de" in team.check()
    assert "--lead" in team.refused("de", page="new.md")
    team.confirm("de", "--lead", page="new.md")
    assert team.states("new.md#new") == ["new.md#new: missing ahead missing"]
    assert team.check() == ["sync-behind en new", "sync-behind nl new"]
    for code in ("en", "nl"):
        team.write(code, pages[code], "new.md")
        team.confirm(code, page="docs/" + code)
    assert team.states() == []
    assert team.check() == []


def test_a_page_is_deleted_in_one_language(team: Team) -> None:
    for code in LANGUAGES:
        team.write(code, team.text(code).replace("#page", "#old"), "old.md")
    team.everyone_confirms("old.md")
    team.commit()
    team.correct("de", "a", 1)
    team.confirm("de", "--lead")
    team.page("nl", "old.md").unlink()
    assert team.states("old.md#old", "old.md#a") == ["old.md#old: ahead ahead missing", "old.md#a: ahead ahead missing"]
    assert "page-missing nl" in team.check()
    for code in ("en", "de"):
        team.page(code, "old.md").unlink()
    assert team.states() == [f"{A}: behind ahead behind"]
    team.everyone_confirms("old.md")
    assert not [code for code in LANGUAGES if "old.md" in team.lock(code).read_text(encoding="utf-8")]


def test_a_section_is_split(team: Team) -> None:
    for code in ("de", "en", "nl"):
        team.correct(code, "a", 0, 1)
        team.confirm(code, *(["--lead"] if code == "de" else []))
    assert team.states() == []
    for code in ("de", "nl", "en"):
        team.correct(code, "a", 0)
        team.say(code, "d", sentence(code, "A", 1))
        if code == "de":
            assert team.run("confirm", "de", "pay.md", "--lead") == 0, team.warned
            assert team.states() == [f"{A}: behind ahead behind", f"{D}: missing ahead missing"]
            assert {line.partition(" ")[0] for line in team.check()} == {"sync-behind"}
        else:
            team.confirm(code)
    assert team.states() == []
    assert team.check() == []


def test_a_section_is_renamed(team: Team) -> None:
    for code in LANGUAGES:
        team.write(code, team.text(code).replace("#a }", "#renamed }"))
    assert team.states() == []
    assert team.check() == []
    team.everyone_confirms("pay.md")
    locks = [team.lock(code).read_text(encoding="utf-8") for code in LANGUAGES]
    assert all("pay.md#renamed\n" in lock and "pay.md#a\n" not in lock for lock in locks)
    assert team.states() == []


def test_a_page_is_renamed_and_corrected_after_that(team: Team) -> None:
    """It is renamed with the links to it: it and the pages that link to it keep their agreements."""
    for code in LANGUAGES:
        team.page(code, "in").mkdir()
        team.say(code, "b", f"[{HEADINGS[code]}](pay.md#a) [{HEADINGS[code]}](#a)")
        text = f"---\ndescription: A page.\n---\n# {code} {{ #links }}\n\n[{HEADINGS[code]}](../pay.md#a)\n"
        team.write(code, text, "in/links.md")
    team.confirm("en", "--with", "de")
    team.confirm("nl", "--with", "en")
    team.everyone_confirms("docs/en/in")
    assert team.states() == []
    assert team.check() == []
    for code in LANGUAGES:
        team.page(code).rename(team.page(code, "in/salary.md"))
        team.write(code, team.text(code, "in/salary.md").replace("pay.md", "salary.md"), "in/salary.md")
        team.write(code, team.text(code, "in/links.md").replace("../pay.md", "salary.md"), "in/links.md")
    assert team.check() == []
    assert team.states() == []
    team.write("nl", team.text("nl", "in/salary.md").replace("is bekend", "weet niemand", 1), "in/salary.md")
    assert team.states() == ["in/salary.md#a: behind behind ahead"]


def test_a_section_is_moved_to_another_page(team: Team) -> None:
    for code in LANGUAGES:
        head, first, rest = team.text(code).split("\n## ", 2)
        team.write(code, f"{head}\n## {rest}")
        team.write(code, f"{head.replace('#page', '#other')}\n## {first}", "other.md")
    assert team.states() == [f"other.md#{id}: unstamped unstamped unstamped" for id in ("", "other")]
    team.everyone_confirms("other.md")
    team.everyone_confirms("pay.md")
    assert team.states() == []
    assert "pay.md#a\n" not in team.lock("de").read_text(encoding="utf-8")
    assert section("de", "a") in team.text("de", "other.md")


def test_a_fact_and_a_title_get_other_names(team: Team) -> None:
    """Sections that cite them keep their states, and the next correction is noticed."""
    pay = {"en": "€123,000", "de": "123.000 €", "nl": "€ 123.000"}
    title = "---\ndescription: A page.\n---\n# CCO {{ #chief-customer-officer }}\n\n{} {}\n"
    defined = {
        "en": "A chief customer officer answers for the customers.",
        "de": "Ein Chief Customer Officer verantwortet die Kunden.",
        "nl": "Een chief customer officer gaat over de klanten.",
    }
    for code in LANGUAGES:
        team.page(code, "glossary").mkdir()
        team.write(code, title.format(defined[code], sentence(code, "Anna")), "glossary/chief-customer-officer.md")
        team.say(code, "a", f"[{pay[code]}](fact:salary) [CCO](title:chief-customer-officer)")
    team.confirm("en", "--with", "de", "--section", "a")
    team.confirm("nl", "--with", "en", "--section", "a")
    team.everyone_confirms("glossary")
    team.correct("de", "b", 1)
    left = [f"{B}: behind ahead behind"]
    assert team.states() == left
    assert team.run("facts", "rename", "salary", "wage") == 0, team.warned
    assert team.states() == left
    assert team.run("titles", "rename", "chief-customer-officer", "head-of-customers") == 0, team.warned
    assert team.page("de", "glossary/head-of-customers.md").exists()
    assert team.states() == left
    assert "chief-customer-officer" not in team.lock("de").read_text(encoding="utf-8")
    team.write("nl", team.text("nl").replace("[€ 123.000", "Al [€ 123.000"))
    assert team.states() == [f"{A}: behind behind ahead", *left]
    team.lock("nl").write_text("damaged", encoding="utf-8")
    assert team.run("facts", "rename", "wage", "pay") == 2
    assert "wage" in team.text("nl")
