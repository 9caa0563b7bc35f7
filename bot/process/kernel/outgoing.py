"""What a unit of work has said: rows of the outbox, committed with what they tell of."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.process.kernel.rooms import Room, reader_of
from bot.words.messages import Message, Templates
from storage import cards as kept_cards
from storage import outbox, unposted
from storage.people import Person
from storage.projects import Project
from storage.sending import Lane


class Outgoing:
    """What goes out by one act, once for its `cause`; `lanes` are where something was queued."""

    session: Session
    templates: Templates
    team_id: str
    actor_id: str | None
    now: datetime
    cause: str
    lanes: set[Lane]

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
        card: str | None = None,
        is_farewell: bool = False,
        **context: Any,
    ) -> None:
        """Have a message sent to a channel or a person, once for this cause.

        It speaks of the project that its context shows, and is dropped if its reader may not see that any more when it
        goes out, or the channel is not the project's; not the last word to those who were in it until now
        (`is_farewell`).
        `under` names the card in whose thread it goes; it is dropped where that does not come to stand. `card` is the
        name under which the message itself can be drawn anew later, once it stands.
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
            card=card,
            project_id=None if is_farewell else _project_in(context),
        )

    def say_as_it_is(self, template: str, subject_id: int, *, to: Person, about: str, of: str) -> None:
        """Have a message sent to a person, once for this cause, that is drawn when it goes out: by what
        `callbacks.CARDS` says of its template, `of` what this JSON list names. Nothing is sent where that is nothing.
        """
        self._queue(
            lane=to.user_id,
            method="chat.postMessage",
            arguments=of,
            key=f"{template}:{about}:{to.user_id}:{self.cause}",
            template=template,
            about=about,
            subject_id=subject_id,
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
        if is_over and kept_cards.card(self.session, self.team_id, card, room.channel_id) is None:
            return
        message = self.templates.message(template, room.reader, self.now, **context)
        row = self._row(
            lane=room.channel_id,
            method="card",
            arguments=outbox.message_arguments(room.channel_id, message.text, message.blocks),
            key=_never_twice(),
            template=template,
            about=card,
            card=card,
            then=then,
            subject_id=subject_id,
            due_at=self._first_at(card, room.channel_id, first_at, under),
            expires_at=None if is_over else expires_at,
            under=under,
            project_id=_project_in(context),
        )
        outbox.redraw(self.session, row)
        self.lanes.add(Lane(self.team_id, room.channel_id))

    def redraw(
        self,
        template: str,
        subject_id: int,
        *,
        card: str,
        room: Room,
        project: Project | None = None,
        first_at: datetime | None = None,
        then: str | None = None,
        is_patient: bool = False,
        is_said: bool = False,
    ) -> None:
        """Have a card drawn as it will be when it goes out: by what `callbacks.CARDS` says of its template.

        It costs whoever acts next to nothing, and several changes in a second are one drawing. It is posted the first
        time not before `first_at`, and only to who may see its `project` then. `is_patient`: one of very many at once,
        which let whatever else the channel is told go first. `is_said`: it is posted again where somebody removed it.
        """
        row = self._row(
            lane=room.channel_id,
            method="card",
            arguments=outbox.SAID if is_said else outbox.NOT_DRAWN,
            key=_never_twice(),
            template=template,
            about=card,
            card=card,
            then=then,
            subject_id=subject_id,
            due_at=self._first_at(card, room.channel_id, first_at, None),
            project_id=project.id if project is not None else None,
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
        project: Project | None = None,
    ) -> None:
        """Have another Web API method called, once for this cause; one that shows the project goes to its people."""
        self._queue(
            lane=lane,
            method=method,
            arguments=json.dumps(arguments, ensure_ascii=False),
            key=f"{method}:{about}:{lane}:{self.cause}",
            about=about,
            then=then,
            subject_id=subject_id,
            due_at=due_at,
            project_id=project.id if project is not None else None,
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

    def unsay(self, about: str, note: str, *, to: Collection[str] | None = None) -> int:
        """Drop what has not been said yet about a subject that is settled; returns how many messages that were.

        `to` names the people, or channels, for whom it is settled; None is everybody.
        """
        return outbox.drop_about(self.session, self.team_id, about, self.now, note, to)

    def unpost(self, card: str, note: str, *, but: Collection[str]) -> None:
        """Drop a card where it is still to be posted, as in somebody's morning; `but` are those who are to have it."""
        unposted.drop(self.session, self.team_id, card, self.now, note, but)

    def send_document(
        self,
        document: str,
        subject_id: int,
        *,
        about: str,
        to: Room | Person | None = None,
        project: Project | None = None,
        then: str | None = None,
        due_at: datetime | None = None,
        expires_at: datetime | None = None,
    ) -> None:
        """Have a file made as things are when it goes out, by what `callbacks.DOCUMENTS` says of its name, once for
        this cause; shared in a channel or with a person.

        To none it is only uploaded, for `then` to put it into a message once Slack has taken it in. It has a lane of
        its own then: no message waits for it. One that shows the project goes to its people.
        """
        if isinstance(to, Person) and to.is_deactivated:
            return
        target = (to.channel_id if isinstance(to, Room) else to.user_id) if to is not None else None
        lane = target or f"documents:{about}"
        self._queue(
            lane=lane,
            method="document",
            arguments=json.dumps({"channel": target} if target else {}),
            key=f"{document}:{about}:{lane}:{self.cause}",
            template=document,
            about=about,
            then=then,
            subject_id=subject_id,
            due_at=due_at,
            expires_at=expires_at,
            project_id=project.id if project is not None else None,
        )

    def _first_at(self, card: str, target: str, first_at: datetime | None, under: str | None) -> datetime:
        """When a drawing of the card may go out: at once where the card stands."""
        is_free = first_at is None and under is None
        if is_free or kept_cards.card(self.session, self.team_id, card, target) is not None:
            return self.now
        return max(first_at or self.now, self._under_at(under, target))

    def _under_at(self, card: str | None, target: str) -> datetime:
        """The moment before which nothing can go into the thread of that card: when the card is to be posted."""
        return (card and kept_cards.card_due_at(self.session, self.team_id, card, target)) or self.now

    def _queue(self, *, lane: str, **fields: Any) -> None:
        outbox.add(self.session, self._row(lane=lane, **fields))
        self.lanes.add(Lane(self.team_id, lane))

    def _row(self, *, key: str, due_at: datetime | None = None, **fields: Any) -> dict[str, Any]:
        """A row of the outbox."""
        made = {"team_id": self.team_id, "dedupe_key": key, "due_at": due_at or self.now, "created_at": self.now}
        return made | fields


def _never_twice() -> str:
    """The key of a drawing: none is too much, and a form of which the rest is saved later has one cause for both."""
    return f"card:{secrets.token_hex(12)}"


def _project_in(context: Mapping[str, Any]) -> int | None:
    """The project that a message shows: itself, or by what is of it."""
    shown = (getattr(one, "project", one) for one in context.values())
    return next((one.id for one in shown if isinstance(one, Project)), None)
