"""Working days: `/liaison calendar`, the screen on which admins set days, and which country is counted as."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from bot.calendars import known_countries
from bot.process.calendars import countries
from bot.process.calendars import days as calendar_days
from bot.process.calendars import shown as calendar_screen
from bot.process.kernel import calendars
from bot.process.kernel.lists import page_of
from bot.process.kernel.work import Work
from bot.slack import forms
from bot.slack.came import as_number, as_seen, reading
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused

routes = Routes[Turn]()

# Slack's bound on the options of a menu.
CHOICES = 100
# A modal holds 100 blocks; a page is what one reads without losing the place.
DAYS_A_PAGE = 20


class DaysForm(forms.Form):
    """The form that sets days."""

    days: str = Field(max_length=300)
    kind: Literal["off", "working"]
    name: str = Field(default="", max_length=80)


class CountryForm(forms.Form):
    """The form that chooses a country, for the organisation or for a calendar with a name of its own."""

    country: str
    name: str = Field(default="", max_length=60)


class WeekForm(forms.Form):
    """Its second step: the weekdays off, Monday being 0."""

    weekend: list[Annotated[int, Field(ge=0, lt=countries.DAYS_A_WEEK)]] = Field(default=[])


@routes.command("/liaison", "calendar", "calendars", "日历", "日曆", "工作日")
async def show(turn: Turn) -> None:
    """The screen of the organisation's calendars."""
    shown = await turn.see(calendar_screen.overview)
    await turn.open("calendars/screen", shown=shown, said=None, removed="", imported=0)


@routes.action("calendars.first")
async def show_first(turn: Turn) -> None:
    """The same from App Home, where no country is chosen yet."""
    await show(turn)


@routes.action("calendars.open")
async def show_over(turn: Turn) -> None:
    """The same screen, over the settings."""
    shown = await turn.see(calendar_screen.overview)
    await turn.push("calendars/screen", shown=shown, said=None, removed="", imported=0)


@routes.action("calendars.days", "calendars.days.back", "calendars.days.next")
async def show_days(turn: Turn) -> None:
    """All the days of one calendar, a page at a time."""
    key, _bar, number = turn.value.partition("|")
    await turn.redraw(turn.body["view"]["id"], "calendars/days", **await turn.see(_days, key, as_number(number)))


@routes.action("calendars.all")
async def show_all(turn: Turn) -> None:
    """Back to all calendars."""
    shown = await turn.see(calendar_screen.overview)
    await turn.redraw(turn.body["view"]["id"], "calendars/screen", shown=shown, said=None, removed="", imported=0)


@routes.action("calendars.add")
async def ask_for_days(turn: Turn) -> None:
    """Which days, and what they are."""
    await turn.push(
        "calendars/form_days",
        about={"key": turn.value},
        kept_as=f"calendars.days:{turn.value}",
        called=await called(turn, turn.value),
    )


@routes.view("calendars.days")
async def set_days(turn: Turn) -> None:
    """The days were named."""
    form = forms.parse(DaysForm, turn.body["view"])
    outcome = await turn.do(_set_days, turn.target["key"], form)
    await show_again(turn, turn.target["below"], told(outcome))


@routes.action("calendars.remove")
async def remove(turn: Turn) -> None:
    """A day goes back to the country's calendar."""
    key, _bar, day = turn.value.partition("|")
    with reading():
        taken = date.fromisoformat(day)
    removed = await turn.do(calendar_days.remove_day, key, taken)
    if removed is None:
        await show_again(turn, turn.body["view"]["id"], _("That day was removed already."))
        return
    kept = "|".join((key, day, str(int(removed.is_working)), removed.name))
    await show_again(turn, turn.body["view"]["id"], _("Removed: %(day)s.", day=removed.day), kept)


@routes.action("calendars.restore")
async def restore(turn: Turn) -> None:
    """Undo the removal."""
    with reading():
        key, day, is_working, name = turn.value.split("|", 3)
        again = date.fromisoformat(day)
    await turn.do(calendar_days.set_days, key, [again], is_working == "1", name)
    await show_again(turn, turn.body["view"]["id"], _("Set again: %(day)s.", day=again))


@routes.action("calendars.choose")
async def ask_for_country(turn: Turn) -> None:
    """Which country the organisation counts as."""
    await _ask_for_country(turn, is_new=False)


@routes.action("calendars.new")
async def ask_for_calendar(turn: Turn) -> None:
    """Another calendar: its name and country."""
    await _ask_for_country(turn, is_new=True)


@routes.options("calendars.country")
async def offer_countries(turn: Turn) -> None:
    """The countries, by the name that the reader gives them or by code."""
    typed = str(turn.body.get("value") or "").strip().lower()
    named = [(code, f"{turn.reader.country(code)} · {code}") for code in known_countries()]
    # Subdivisions only where one looks for them: there are thousands.
    found = [one for one in named if typed in one[1].lower() and ("-" not in one[0] or len(typed) > 1)]
    found = sorted(found, key=lambda one: (one[0].lower() != typed, "-" in one[0], one[1]))[:CHOICES]
    await turn.offer(found)


@routes.view("calendars.country")
async def ask_for_week(turn: Turn) -> None:
    """The country was chosen: which days of the week are off there."""
    await _ask_for_week(turn, forms.parse(CountryForm, turn.body["view"]))


@routes.view("calendars.new")
async def ask_for_week_of_calendar(turn: Turn) -> None:
    """The calendar was named: the same."""
    form = forms.parse(CountryForm, turn.body["view"])
    await turn.see(countries.must_be_free, form.name)
    await _ask_for_week(turn, form)


async def _week(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of a week, of the country that was chosen."""
    country, weekend = await turn.see(countries.week_offered, about["country"])
    return {
        "template": "calendars/form_week",
        "about": {"country": country, "name": about["name"], "stood": await turn.see(countries.stands)},
        "called": calendars.called(about["name"] or country),
        "weekend": weekend,
        "weekdays": [(number, turn.reader.weekday(number)) for number in range(7)],
    }


@routes.view("calendars.week")
@overtaken(_week)
async def choose_country(turn: Turn) -> None:
    """Country and week are chosen."""
    form, country, name = forms.parse(WeekForm, turn.body["view"]), turn.target["country"], turn.target["name"]
    if name:
        made = await turn.do(countries.add_calendar, name, country, form.weekend)
        said = _("Added %(name)s. A department chooses it in its form.", name=made.name)
    else:
        called = await turn.do(countries.choose_country, country, form.weekend, as_seen(turn.target.get("stood")))
        said = _("The organisation counts in working days of %(name)s.", name=called)
    await show_again(turn, turn.target["below"], said)


async def _ask_for_week(turn: Turn, form: CountryForm) -> None:
    week = await _week(turn, {"country": form.country, "name": form.name})
    # What stood when its first step was opened.
    week["about"] = {**week["about"], **turn.target}
    await turn.next_step(**week)


def _set_days(work: Work, key: str, form: DaysForm) -> calendar_days.Outcome:
    calendar_days.row_of(work, key)
    days = calendar_days.read_days(work, key, form.days)
    return calendar_days.set_days(work, key, days, form.kind == "working", form.name)


def told(outcome: calendar_days.Outcome) -> Text:
    """What was set, in a line."""
    days = outcome.days
    if not days:
        return _("Nothing changed: it was so already.")
    if len(days) == 1:
        return (
            _("%(day)s is a working day now.", day=days[0].day)
            if days[0].is_working
            else _("%(day)s is a day off now.", day=days[0].day)
        )
    return _("%(number)s days set, from %(first)s to %(last)s.", number=len(days), first=days[0].day, last=days[-1].day)


async def show_again(turn: Turn, view_id: str, said: Text, removed: str = "", *, imported: int = 0) -> None:
    """The screen anew, saying what was done; with the day that was removed or the import, to undo it."""
    await turn.accept()
    if "page" in turn.target:
        days = await turn.see(_days, turn.target["key"], as_number(turn.target["page"]), said, removed)
        await turn.redraw(view_id, "calendars/days", **days)
        return
    shown = await turn.see(calendar_screen.overview)
    await turn.redraw(view_id, "calendars/screen", shown=shown, said=said, removed=removed, imported=imported)


def _days(work: Work, key: str, number: int, said: Text | None = None, removed: str = "") -> dict[str, Any]:
    one = next((one for one in calendar_screen.overview(work) if one.key == key), None)
    if one is None:
        raise _no_calendar()
    page = page_of(one.days, number, DAYS_A_PAGE)
    return {
        "one": one,
        "days": page.lines,
        "page": page.number,
        "pages": page.pages,
        "said": said,
        "removed": removed,
        "about": {"key": key, "page": page.number},
    }


def _no_calendar() -> Refused:
    return Refused(_("There is no such calendar any more. `/liaison calendar` shows those there are."))


async def called(turn: Turn, key: str) -> Text:
    shown = await turn.see(calendar_screen.overview)
    called = next((one.called for one in shown if one.key == key), None)
    if called is None:
        raise _no_calendar()
    return called


async def _ask_for_country(turn: Turn, *, is_new: bool) -> None:
    main = await turn.see(calendars.main_key)
    await turn.push(
        "calendars/form_country",
        about={"stood": await turn.see(countries.stands)},
        kept_as="calendars.new" if is_new else "",
        is_new=is_new,
        initial=(main, calendars.called(main).for_(turn.reader)),
    )
