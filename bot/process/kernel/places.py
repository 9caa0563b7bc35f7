"""The places of a signature page: as what somebody signs, who holds that, the word that stands, since when it is
missing; which of them are a person's own; and the cards with those who are asked.

Each round has cards of its own: who signs again is told by a new message, for a card that changes makes no phone ring.
Of the cards that somebody has, the newest is kept current, and the one before it says where that is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.calendars import Calendar
from bot.process.kernel import calendars, quiet, rounds, substitutes
from bot.process.kernel.shows import Shows
from bot.process.kernel.signatures import Round
from bot.process.kernel.work import Work
from bot.words.language import Text
from storage import cards, people
from storage.departments import Department
from storage.people import Person
from storage.projects import Project, ProjectDepartment
from storage.rounds import Rounded
from storage.signatures import PASSED, SIGNED, Signature, Signer

T = TypeVar("T", bound=StrEnum)
# As what the PM signs; who signs otherwise for no department is the sponsor.
PM = "pm"
# The words that stand on a page for good.
STANDING = (SIGNED, PASSED)
Taking = Sequence[tuple[ProjectDepartment, Department]]


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the signature page: as what somebody signs, who holds that, and the word that stands, if any."""

    signer: Signer
    label: Text
    holder: Person | None
    word: Signature | None
    by: Person | None
    principal: Person | None
    # For how many working days it has been waited for.
    days: int
    # Who may do what the holder may: the deputies of the department.
    deputies: Sequence[str] = ()
    # Nothing that was sent is theirs to sign: that is to be written first.
    is_unsaid: bool = False

    @property
    def hand(self) -> Text:
        """By whose hand the word is: "Wang", "Wang for Lin"."""
        return substitutes.hand(self.by, self.principal)

    @property
    def is_passed(self) -> bool:
        """Whether it goes on without their signature."""
        return self.word is not None and self.word.verdict == PASSED

    @property
    def code(self) -> str:
        """The check code of the signature; empty where there is none."""
        return rounds.code(self.word) if self.word is not None else ""


@dataclass(frozen=True, slots=True)
class Mine:
    """A place in which somebody may sign: for whom they stand in there, and what is other since that was signed last;
    None where nothing was. `is_given`: the signature that stands there is theirs, or was given for them; `by_another`:
    somebody else has given it.
    """

    place: Place
    principal: Person | None
    others: Sequence[Any] | None
    is_given: bool = False
    by_another: bool = False


class Paged(Protocol):
    """A matter that is signed, as it is shown: its project, and its signature page."""

    @property
    def matter(self) -> Rounded: ...
    @property
    def project(self) -> Project: ...
    @property
    def missing(self) -> Sequence[Place]: ...
    @property
    def to_sign(self) -> Sequence[Place]: ...


class Page(Shows[T]):
    """A matter that is signed, as it is shown, with its signature page; its fields are those of the flow."""

    __slots__ = ()

    places: Sequence[Place]
    working_days_late: int
    returned_by: Person | None
    returned_for: Person | None

    @property
    def returner(self) -> Text:
        """By whom it was returned last."""
        return substitutes.hand(self.returned_by, self.returned_for)

    @property
    def missing(self) -> list[Place]:
        """Those who are asked and have not signed."""
        return [one for one in self.places if one.word is None]

    @property
    def to_sign(self) -> list[Place]:
        """Those of them who have something to sign."""
        return [one for one in self.missing if not one.is_unsaid]

    @property
    def passed(self) -> int:
        """How many signatures the sponsor went on without."""
        return sum(one.is_passed for one in self.places)

    @property
    def is_late(self) -> bool:
        """Whether a signature is missing after the day by which it was asked for."""
        return self.working_days_late > 0


def holders(standing: Mapping[int, Signature], project: Project, taking: Taking) -> set[str]:
    """The ids of those who hold the places, and of who spoke there: to be read at once with whom else is shown."""
    ids = {project.sponsor_id, project.pm_id, *(part.head_id for part, _made in taking)}
    return ids | {who for word in standing.values() for who in (word.given_by, word.given_for) if who}


def read(
    work: Work,
    project: Project,
    asked: Round,
    standing: Mapping[int, Signature],
    labels: Mapping[int, Text],
    taking: Taking,
    known: Mapping[str, Person],
    unsaid: Collection[int] = (),
) -> list[Place]:
    """The places in the order in which they are asked, with the words that stand, by the signers' ids; `known` are
    the people of `holders`, and those who are asked by name; `unsaid` the departments of which nothing was sent.
    """
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    places = []
    for signer in asked.signers:
        part = next(((part, made) for part, made in taking if made.id == signer.department_id), None)
        word, since = standing.get(signer.id), signer.asked_at or work.now
        places.append(
            Place(
                signer,
                labels[signer.id],
                known.get(signer.person_id or (part[0].head_id if part is not None else _holder(project, signer))),
                word,
                known.get(word.given_by) if word else None,
                known.get(word.given_for or "") if word else None,
                calendar.working_days_between(since.astimezone(ZoneInfo(project.zone)).date(), today),
                part[1].deputies if part is not None else (),
                part is not None and part[1].id in unsaid,
            )
        )
    return places


def _holder(project: Project, signer: Signer) -> str:
    return project.pm_id if signer.role == PM else project.sponsor_id


def days_late(work: Work, matter: Rounded, project: Project, calendar: Calendar) -> int:
    """By how many working days a signature is late; at least one from the day after that to sign by, 0 until then."""
    today = work.today(project.zone)
    if not matter.is_asking or matter.sign_by is None or matter.sign_by >= today:
        return 0
    return max(calendar.working_days_late(matter.sign_by, today), 1)


def of_person(
    work: Work, places: Iterable[Place], user_id: str, others: Callable[[Signer], Sequence[Any] | None]
) -> list[Mine]:
    """The places in which that person may sign: their own, and of those for whom they stand in. `others` says what is
    other than what was signed last in a place.
    """
    hats = substitutes.hats(work, user_id)
    found = []
    for place in places:
        holding = [*([place.holder.user_id] if place.holder is not None else []), *place.deputies]
        worn = next((hat for hat in hats if hat in holding), None)
        if worn is not None:
            principal = people.person(work.session, work.team_id, worn) if worn != user_id else None
            if worn == user_id and place.holder is not None and worn != place.holder.user_id:
                principal = place.holder if place.holder.is_there else None
            word = place.word
            is_given = word is not None and word.verdict == SIGNED and rounds.is_word_of(word, user_id)
            by_another = word is not None and word.verdict == SIGNED and word.given_by != user_id
            found.append(Mine(place, principal, others(place.signer), is_given, by_another))
    return found


def asked(work: Work, shown: Paged) -> list[Person]:
    """Those who have something to sign, and whoever stands in for them; nobody while nothing is to be signed, or
    the project stands still.
    """
    if not shown.matter.is_asking or shown.project.is_still:
        return []
    found = {one.holder.user_id: one.holder for one in shown.to_sign if one.holder and not one.holder.is_deactivated}
    for user_id in list(found):
        found |= {one.user_id: one for one in substitutes.covering(work, user_id)}
    return list(found.values())


def draw(work: Work, shown: Paged, template: str) -> None:
    """Post or renew the card with those who are asked to sign, and whoever stands in for one of them."""
    matter = shown.matter
    acting = {one.user_id: one for one in asked(work, shown)}
    with_them = _cards_of(work, matter)
    known = people.people(work.session, work.team_id, with_them)
    for user_id, person in sorted({**known, **acting}.items()):
        newest = matter.card if user_id in acting else with_them[user_id][-1]
        if not person.is_deactivated:
            quiet.redraw(work, person, template, matter.id, card=newest, project=shown.project)
    work.unpost(matter.card, "they are not asked any more", but=list(acting))


def let_rest(work: Work, shown: Paged, template: str, before: str) -> None:
    """It was sent again: the card of the round before is posted no more, and says with those who are asked anew where
    the one of this round is.
    """
    matter = shown.matter
    if before == matter.card:
        return
    work.unpost(before, "it was sent again", but=())
    acting, with_them = {one.user_id: one for one in asked(work, shown)}, _cards_of(work, matter)
    for user_id in acting.keys() & with_them.keys():
        last = next((one for one in reversed(with_them[user_id]) if one != matter.card), None)
        if last is not None:
            work.redraw(template, matter.id, card=last, room=quiet.room_of(acting[user_id]), project=shown.project)


def is_before(work: Work, matter: Rounded, card: str, user_id: str) -> bool:
    """Whether a card is of a round before the one whose card that person has by now."""
    return card != matter.card and bool(cards.standing(work.session, work.team_id, [matter.card], user_id))


def _cards_of(work: Work, matter: Rounded) -> dict[str, list[str]]:
    """The cards of it that somebody has, oldest first, by person."""
    found: dict[str, list[str]] = {}
    for one in cards.named(work.session, work.team_id, matter.about):
        found.setdefault(one.target, []).append(one.card)
    return found
