"""A unit of work: what one act changes, sets timers for and wants said, committed together or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.calendars import Calendar
from bot.process.kernel.rules import Rules
from bot.words.language import Reader
from bot.words.messages import Message, Templates
from storage import history, outbox, people, timers
from storage.people import Person
from storage.projects import Project
from storage.sending import Lane


@dataclass(frozen=True, slots=True)
class Room:
    """A channel that is spoken to, and how its readers read."""

    channel_id: str
    reader: Reader


def room_of(project: Project) -> Room | None:
    """The project's channel; None until Slack has made it."""
    if project.channel_id is None:
        return None
    return Room(project.channel_id, Reader(project.locale, project.zone, is_channel=True))


def reader_of(person: Person) -> Reader:
    """How this person reads."""
    return Reader(person.locale, person.zone)


class Drawing(NamedTuple):
    """What a card shows, and how its readers read."""

    reader: Reader
    context: Mapping[str, Any]


class Signed(Protocol):
    """A row that says who changed it last."""

    changed_at: datetime
    # A person's id; of some rows None, until somebody has changed them.
    changed_by: Any
    changed_for: str | None


class Work:
    """The unit of work that every operation of the process is given.

    `actor_id` is who acts; None is Liaison itself, at a time that came. `cause` names what led to it (a view, a
    trigger, an event, a timer) and is the same when that comes again. `acting_for` is whom the actor substitutes in
    what is done now, and is written into the audit trail; `rights.must` sets it.
    """

    def __init__(
        self,
        session: Session,
        templates: Templates,
        rules: Rules,
        team_id: str,
        actor_id: str | None,
        now: datetime,
        cause: str,
    ) -> None:
        self.session = session
        self.templates = templates
        self.rules = rules
        self.team_id = team_id
        self.actor_id = actor_id
        self._actor: Person | None = None
        self.acting_for: Person | None = None
        self.now = now
        self.cause = cause
        # Where something was queued to go out.
        self.lanes: set[Lane] = set()
        # What bot.process.kernel.calendars has read so far: calendars by key, the key of the organisation's.
        self.calendars: dict[str, Calendar] = {}
        self.main_calendar: str | None = None
        # The keys of people's calendars, by their id; empty: the organisation's.
        self.calendars_of: dict[str, str] = {}

    @property
    def actor(self) -> Person | None:
        """Who acts, where somebody known does. Read when first asked for: an earlier query may bring them along."""
        if self._actor is None and self.actor_id is not None:
            self._actor = people.person(self.session, self.team_id, self.actor_id)
        return self._actor

    @actor.setter
    def actor(self, actor: Person | None) -> None:
        self._actor, self.actor_id = actor, actor.user_id if actor else None

    @property
    def person(self) -> Person:
        """Who acts; only where a person does."""
        assert self.actor is not None, "Liaison itself acts here"  # noqa: S101 - a mistake of ours, not of a user
        return self.actor

    def today(self, zone: str) -> date:
        """The calendar day in that zone."""
        return self.now.astimezone(ZoneInfo(zone)).date()

    def sign(self, changed: Signed) -> None:
        """Note on a row who changes it now, and for whom."""
        changed.changed_at, changed.changed_by = self.now, self.person.user_id
        changed.changed_for = self.acting_for.user_id if self.acting_for else None

    def record(
        self,
        subject: str,
        subject_id: int,
        action: str,
        changes: Mapping[str, tuple[Any, Any]] | None = None,
        because: str = "",
    ) -> None:
        """Write an act into the audit trail; `changes` maps fields to before and after."""
        history.add(
            self.session,
            self.team_id,
            subject,
            subject_id,
            action,
            self.now,
            actor_id=self.actor.user_id if self.actor else None,
            on_behalf_of=self.acting_for.user_id if self.acting_for else None,
            changes={name: [_kept(before), _kept(after)] for name, (before, after) in (changes or {}).items()},
            because=because,
        )

    def say(
        self,
        template: str,
        *,
        to: Room | Person,
        about: str,
        then: str | None = None,
        subject_id: int | None = None,
        due_at: datetime | None = None,
        expires_at: datetime | None = None,
        principal: Person | None = None,
        under: str | None = None,
        **context: Any,
    ) -> None:
        """Have a message sent to a channel or a person, once for this cause.

        `under` names the card in whose thread it goes; it is dropped where that does not come to stand.
        `then` names the follow-up that is told where it stands; after `expires_at` it is dropped instead of sent.
        `principal` is whom the reader stands in for; the message is marked so. Whoever was deactivated is told nothing.
        """
        if isinstance(to, Person) and to.is_deactivated:
            return
        target, reader = (to.channel_id, to.reader) if isinstance(to, Room) else (to.user_id, reader_of(to))
        message = self.templates.message(template, reader, self.now, **context)
        if principal is not None:
            message = self.templates.message("for_whom", reader, self.now, principal=principal).before(message)
        self._queue(
            lane=target,
            method="chat.postMessage",
            arguments=outbox.message_arguments(target, message.text, message.blocks),
            key=f"{template}:{about}:{target}:{self.cause}",
            template=template,
            about=about,
            then=then,
            subject_id=subject_id,
            due_at=max(due_at or self.now, self._under_at(under, target)),
            expires_at=expires_at,
            under=under,
        )

    def draw(
        self,
        template: str,
        *,
        card: str,
        room: Room,
        then: str | None = None,
        subject_id: int | None = None,
        first_at: datetime | None = None,
        under: str | None = None,
        expires_at: datetime | None = None,
        **context: Any,
    ) -> None:
        """Have a card drawn as it is now: posted the first time (not before `first_at`), later updated in place.

        `under` names the card in whose thread it stands. It is not posted after `expires_at`, only updated.
        """
        is_over = expires_at is not None and expires_at <= self.now
        if is_over and outbox.card(self.session, self.team_id, card, room.channel_id) is None:
            return
        message = self.templates.message(template, room.reader, self.now, **context)
        row = self._row(
            lane=room.channel_id,
            method="card",
            arguments=outbox.message_arguments(room.channel_id, message.text, message.blocks),
            key=f"{template}:{card}:{room.channel_id}:{self.cause}",
            template=template,
            about=card,
            card=card,
            then=then,
            subject_id=subject_id,
            due_at=self._first_at(card, room.channel_id, first_at, under),
            expires_at=None if is_over else expires_at,
            under=under,
        )
        outbox.redraw(self.session, row)
        self.lanes.add(Lane(self.team_id, room.channel_id))

    def redraw(self, template: str, subject_id: int, *, card: str, room: Room, is_patient: bool = False) -> None:
        """Have a card drawn as it will be when it goes out: by what `callbacks.CARDS` says of its template.

        It costs whoever acts next to nothing, and several changes in a second are one drawing. `is_patient`: one of
        very many at once, which let whatever else the channel is told go first.
        """
        row = self._row(
            lane=room.channel_id,
            method="card",
            arguments=outbox.NOT_DRAWN,
            key=f"{template}:{card}:{room.channel_id}:{self.cause}",
            template=template,
            about=card,
            card=card,
            subject_id=subject_id,
            is_patient=is_patient,
        )
        outbox.redraw(self.session, row)
        self.lanes.add(Lane(self.team_id, room.channel_id))

    def call(
        self,
        method: str,
        arguments: Mapping[str, Any],
        *,
        lane: str,
        about: str,
        then: str | None = None,
        subject_id: int | None = None,
        due_at: datetime | None = None,
    ) -> None:
        """Have another Web API method called, once for this cause."""
        self._queue(
            lane=lane,
            method=method,
            arguments=json.dumps(arguments, ensure_ascii=False),
            key=f"{method}:{about}:{lane}:{self.cause}",
            about=about,
            then=then,
            subject_id=subject_id,
            due_at=due_at,
        )

    def pass_on(self, message: Message, *, about: str = "answers", expires_at: datetime | None = None) -> None:
        """Have the answer to what was done sent to who did it, once for this cause: it could not be told at once."""
        assert self.actor_id is not None, "Liaison itself acts here"  # noqa: S101 - a mistake of ours, not of a user
        arguments = outbox.message_arguments(self.actor_id, message.text, message.blocks)
        # A form that is sent again has the same cause, but may be answered otherwise.
        said = hashlib.sha256(arguments.encode()).hexdigest()[:16]
        self._queue(
            lane=self.actor_id,
            method="chat.postMessage",
            arguments=arguments,
            key=f"answer:{self.actor_id}:{self.cause}:{said}",
            about=about,
            expires_at=expires_at,
        )

    def unsay(self, about: str, note: str) -> int:
        """Drop what has not been said yet about a subject that is settled; returns how many messages that were."""
        return outbox.drop_about(self.session, self.team_id, about, self.now, note)

    def wake(self, kind: str, subject_id: int, at: datetime) -> None:
        """Look at the subject again at that moment."""
        timers.set_timer(self.session, self.team_id, kind, subject_id, at)

    def let_sleep(self, kind: str, subject_id: int) -> None:
        """Take that timer away."""
        timers.cancel(self.session, self.team_id, kind, subject_id)

    def send_picture(
        self, svg: str, *, name: str, title: str, about: str, then: str, subject_id: int, expires_at: datetime
    ) -> None:
        """Have a picture drawn from SVG and uploaded, for `then` to put into a message once Slack has taken it in.

        It has a lane of its own: no message waits for it.
        """
        self._queue(
            lane=f"pictures:{about}",
            method="picture",
            arguments=json.dumps({"name": name, "title": title, "svg": svg}, ensure_ascii=False),
            key=f"picture:{about}:{self.cause}",
            about=about,
            then=then,
            subject_id=subject_id,
            expires_at=expires_at,
        )

    def _first_at(self, card: str, target: str, first_at: datetime | None, under: str | None) -> datetime:
        """When a drawing of the card may go out: at once where the card stands."""
        is_free = first_at is None and under is None
        if is_free or outbox.card(self.session, self.team_id, card, target) is not None:
            return self.now
        return max(first_at or self.now, self._under_at(under, target))

    def _under_at(self, card: str | None, target: str) -> datetime:
        """The moment before which nothing can go into the thread of that card: when the card is to be posted."""
        return (card and outbox.card_due_at(self.session, self.team_id, card, target)) or self.now

    def _queue(self, *, lane: str, **fields: Any) -> None:
        outbox.add(self.session, self._row(lane=lane, **fields))
        self.lanes.add(Lane(self.team_id, lane))

    def _row(self, *, key: str, due_at: datetime | None = None, **fields: Any) -> dict[str, Any]:
        """A row of the outbox."""
        made = {"team_id": self.team_id, "dedupe_key": key, "due_at": due_at or self.now, "created_at": self.now}
        return made | fields


def _kept(value: Any) -> Any:
    """A value as the audit trail keeps it."""
    return value.isoformat() if isinstance(value, date | datetime) else value
