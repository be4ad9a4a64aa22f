"""What is left of the theme's style sheets."""

import pytest

from concord.site.theme.style_sheet import is_trimmed_away, trimmed


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        (".md-nav{a:b}.md-tabs{a:b}", ".md-nav{a:b}"),
        (".md-nav,.md-tabs__link:hover{a:b}", ".md-nav{a:b}"),
        ("@media print{.md-tabs{a:b}.md-nav{a:b}}", "@media print{.md-nav{a:b}}"),
        ("@media print{.md-tabs{a:b}}p{a:b}", "p{a:b}"),
        (".md-nav:not(.md-nav--lifted){a:b}", ".md-nav:not(.md-nav--lifted){a:b}"),
        ("[dir=ltr] .md-nav :is(p,q){a:b}", "[dir=ltr] .md-nav :is(p,q){a:b}"),
        ("@keyframes x{0%{a:b}to{a:c}}", "@keyframes x{0%{a:b}to{a:c}}"),
        ('@charset "UTF-8";p{a:b}/*# sourceMappingURL=x */', "p{a:b}"),
        ("[data-md-color-primary=pink]{a:b}[data-md-color-scheme=slate]{a:b}", "[data-md-color-scheme=slate]{a:b}"),
    ],
)
def test_rules_for_what_is_not_shown_are_left_out(sheet: str, left: str) -> None:
    assert trimmed(sheet) == left


def test_a_picture_stays_where_a_rule_shows_it() -> None:
    shown, other = ':root{--md-a:url("data:,a")}', ':root{--md-b:url("data:,{b}");--md-c:1}'
    text = trimmed(f"{shown}{other}p{{background:var(--md-a)}}")
    assert "data:,a" in text and "data:,{b}" not in text and "--md-c:1" in text


@pytest.mark.parametrize(("name", "is_gone"), [("md-tabs__link", True), ("md-nav__link", False), ("note", False)])
def test_it_says_which_classes_have_no_rules(name: str, is_gone: bool) -> None:
    assert is_trimmed_away(name) == is_gone
