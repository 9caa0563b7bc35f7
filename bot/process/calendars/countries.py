"""In which country's days the organisation counts, and a department that counts otherwise: the country and its week."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.calendars import is_known_country, usual_weekend
from bot.process.calendars import recounts
from bot.process.calendars.days import must_edit, row_of, to_edit
from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.words.language import Text, Weekday, joined
from bot.words.language import text as _
from bot.words.refused import Refused, must_stand
from storage import calendars as stored
from storage import events
from storage.calendars import OrganisationCalendar

MOST_CALENDARS = 50
DAYS_A_WEEK = 7


def week_of(work: Work, row: OrganisationCalendar) -> list[int]:
    """The weekdays off of a calendar, Monday being 0: those that were chosen, else the usual ones."""
    if row.weekend is not None:
        return [int(one) for one in row.weekend]
    return sorted(usual_weekend(row.country, work.today(work.person.zone).year))


def week_offered(work: Work, country: str) -> tuple[str, list[int]]:
    """The country that somebody means, and the weekdays off that are offered for it.

    Raises Refused for everybody but admins and for a country that is not known.
    """
    must_edit(work)
    country = _country(country)
    return country, week_of(work, row_of(work, country))


def stands(work: Work) -> list[str]:
    """How the organisation counts now, as the form keeps it that is opened over it."""
    return _stands(calendars.main_key(work), week_of(work, row_of(work, calendars.main_key(work))))


def choose_country(
    work: Work, country: str, weekend: Collection[int] | None = None, seen: list[str] | None = None
) -> Text:
    """Let the organisation count as this country does ("CN", "DE-BY"), with every project that counted as it did.

    `weekend` are the weekdays off, Monday being 0; None leaves them as they are. Raises Refused for a country that is
    not known and for a week without a working day, Overtaken where another has been chosen since it was `seen`.
    """
    to_edit(work)
    country = _country(country)
    before, is_chosen = calendars.main_key(work), calendars.is_chosen(work)
    chosen = row_of(work, country)
    week = chosen.weekend if weekend is None else _week(weekend)
    must_stand(stands(work), seen, _stands(country, weekend or ()), _chosen_otherwise(work, before))
    if before != country or chosen.weekend != week or not is_chosen:
        work.session.add(chosen)
        work.session.flush()
        kept = chosen.weekend
        with recounts.change(work, before):
            chosen.weekend = week
            for one in stored.calendars(work.session, work.team_id):
                one.is_main = one.key == country
            for project in stored.projects_counting_in(work.session, work.team_id, [before]):
                project.calendar = country
            work.session.flush()
        changes = {"country": (before if is_chosen else None, country), "weekend": (kept, week)}
        work.record("calendars", chosen.id, "choose country", changes)
    return calendars.called(country)


def add_calendar(work: Work, name: str, country: str, weekend: Collection[int] | None = None) -> OrganisationCalendar:
    """Another calendar, for departments that count otherwise; a second submit finds the first one.

    Raises Refused for a name that is taken and a country that is not known.
    """
    to_edit(work)
    name = " ".join(name.split())
    country = _country(country)
    week = None if weekend is None else _week(weekend)
    rows = stored.calendars(work.session, work.team_id)
    sending = f"calendar:{work.cause}"
    made_at = events.noted_at(work.session, work.team_id, sending)
    if (known := next((one for one in rows if one.name and one.created_at == made_at), None)) is not None:
        return known
    _check_name(rows, name)
    if len(rows) >= MOST_CALENDARS:
        raise Refused(_("There are %(number)s calendars already; that is all there can be.", number=len(rows)))
    made = OrganisationCalendar(
        team_id=work.team_id, key="", name=name, country=country, weekend=week, created_at=work.now
    )
    work.session.add(made)
    made.key = f"own-{max([one.id for one in rows], default=0) + 1}"
    work.session.flush()
    events.note_anew(work.session, work.team_id, sending, work.now)
    work.record("calendars", made.id, "create", {"name": (None, name), "country": (None, country)})
    return made


def must_be_free(work: Work, name: str) -> None:
    """Raises Refused for everybody but admins, and for a name that a calendar has already."""
    must_edit(work)
    _check_name(stored.calendars(work.session, work.team_id), " ".join(name.split()))


def _stands(country: str, weekend: Collection[int]) -> list[str]:
    return [country, "".join(str(one) for one in sorted(set(weekend)))]


def _chosen_otherwise(work: Work, country: str) -> Text:
    days = [Text("%(day)s", {"day": Weekday(one)}) for one in week_of(work, row_of(work, country))]
    return _(
        "Somebody has set meanwhile how the organisation counts: %(name)s; days off each week: %(weekend)s. "
        "This was not saved; look and send it again.",
        name=calendars.called(country),
        weekend=joined(days, _("%(one)s, %(rest)s")) or "–",
    )


def _check_name(rows: Sequence[OrganisationCalendar], name: str) -> None:
    if is_known_country(name) or any((one.name or "").lower() == name.lower() for one in rows):
        raise Refused(_("There is a calendar of that name already."), field="name")


def _week(weekend: Collection[int]) -> str:
    if len(set(weekend)) >= DAYS_A_WEEK:
        raise Refused(_("A week needs a working day."), field="weekend")
    return "".join(str(one) for one in sorted(set(weekend)))


def _country(country: str) -> str:
    code = country.strip()
    code = code if is_known_country(code) else code.upper()
    if not is_known_country(code):
        raise Refused(_("No public holidays are known for that country."), field="country")
    return code
