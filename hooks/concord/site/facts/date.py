"""A fact → for when it is stated, and how long ago that was where the fact is older than its basis allows."""

from datetime import timedelta

from babel.dates import format_timedelta

from concord.registry import Fact
from concord.site.context import SiteContext
from concord.site.facts.citation import day_text


def date_sentences(context: SiteContext, fact: Fact) -> str:
    """What the note on `fact` says of its date, with a space at its end; "" where the date is not known.

    Of a law that nobody has looked at for long it also says when somebody last did.
    """
    text = f"{context.words['as_of']}: {date_text(context, fact)}. " if fact.as_of else ""
    age = context.clock.age_of_stale(fact, context.registry.sources)
    if age and age.basis == "law":
        text += f"{context.words['seen']}: {day_text(age.since, context.language)} ({_ago(context, age.years)}). "
    return text


def date_text(context: SiteContext, fact: Fact, with_published: bool = False) -> str:
    """The date of `fact`: 2014 (inferred, 12 years ago), with its age where it is stale; "" for no date.

    Args:
        context: The language and the day.
        fact: The fact.
        with_published: Whether it is said, too, that the date is that of the source: 2014 (published, 12 years ago).
    """
    if not fact.as_of:
        return ""
    text = day_text(fact.as_of, context.language)
    remarks = [context.words["inferred"]] if fact.dated == "inferred" else []
    if with_published and fact.dated == "published":
        remarks.append(context.words["date_published"])
    age = context.clock.age_of_stale(fact, context.registry.sources)
    if age and age.basis != "law":
        remarks.append(_ago(context, age.years))
    return f"{text} ({', '.join(remarks)})" if remarks else text


def _ago(context: SiteContext, years: int) -> str:
    span = timedelta(days=-365 * years)
    return format_timedelta(span, granularity="year", add_direction=True, locale=context.language.locale)
