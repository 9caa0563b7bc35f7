"""What Slack says to the outbox comes to the flow that asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from bot.documents.document import Document
from bot.outbox.carrying import MADE
from bot.outbox.outcomes import Barred
from bot.process.callbacks import CARDS, DOCUMENTS, FOLLOW_UPS
from bot.process.home import morning
from bot.process.kernel import readers
from bot.process.kernel.flow import FollowUp
from bot.process.kernel.rooms import Wanted, reader_of
from bot.process.kernel.work import Work
from bot.process.people import accounts as people
from bot.process.people import comings, refusals
from bot.process.projects import channel
from bot.process.reached import reached
from bot.slack.accounts import account_of
from storage import outbox
from storage import people as stored_people
from storage.sending import Claimed


class Answers:
    """What Slack says to the outbox, handed to the flow that asked, within the transaction that finishes the row;
    and what the flow wants drawn before.

    `work` makes a unit of work of a session, a workspace and a cause; `came_back` is told, in the database's thread,
    that Slack takes our token again.
    """

    def __init__(self, work: Callable[[Session, str, str], Work], came_back: Callable[[], None]) -> None:
        self._begin = work
        self._came_back = came_back

    def draw(self, session: Session, claimed: Claimed) -> str | None:
        """The arguments of a card, or of a message that is drawn when it goes out, as it is now."""
        work = self._work(session, claimed)
        wanted = Wanted(claimed.subject_id or 0, claimed.card or "", claimed.lane, claimed.arguments)
        drawing = CARDS[claimed.template](work, wanted)
        if drawing is None or drawing.room.channel_id != claimed.lane:
            # Of a project that has moved, its old channel, which may be open to all, learns nothing more.
            return None
        message = work.templates.message(claimed.template, drawing.room.reader, work.now, **drawing.context)
        return outbox.message_arguments(claimed.lane, message.text, message.blocks)

    def document(self, session: Session, claimed: Claimed) -> Document | None:
        """A document as it is now."""
        to = json.loads(claimed.arguments).get("channel", "")
        return DOCUMENTS[claimed.template](self._work(session, claimed), claimed.subject_id or 0, to)

    def why_not(self, session: Session, claimed: Claimed) -> Barred | None:
        """Why whom the row is for is not to read it any more, and what a person reads in place of its card."""
        work = self._work(session, claimed)
        why = readers.why_not(work, claimed.lane, claimed.project_id)
        person = stored_people.person(session, claimed.team_id, claimed.lane)
        if why is None or person is None or person.is_deactivated:
            return Barred(why, None) if why is not None else None
        message = work.templates.message("not_yours", reader_of(person), work.now)
        return Barred(why, outbox.message_arguments(claimed.lane, message.text, message.blocks))

    def sent(self, session: Session, claimed: Claimed, answer: Mapping[str, Any]) -> None:
        """The call happened."""
        if claimed.then is not None:
            sent = FOLLOW_UPS[claimed.then].sent
            if sent is not None:
                sent(self._work(session, claimed), claimed.subject_id or 0, answer)
        if claimed.then == people.KNOWN_AGAIN:
            self._came_back()
        if claimed.then == comings.LOOKED_UP:
            comings.heard(self._work(session, claimed), [account_of(answer["user"], claimed.team_id)])

    def failed(self, session: Session, claimed: Claimed, error: str) -> None:
        """Slack refused the call for good."""
        follow = FOLLOW_UPS[claimed.then] if claimed.then is not None else FollowUp()
        may_stand = claimed.is_unsure and MADE in json.loads(claimed.arguments)
        failed = follow.unknown if may_stand and follow.unknown is not None else follow.failed
        if failed is not None:
            failed(self._work(session, claimed), claimed.subject_id or 0, error)
        if claimed.template == morning.MORNING:
            morning.not_said(self._work(session, claimed), claimed.arguments)

    def gone(self, session: Session, team_id: str, target: str, error: str) -> None:
        """Nobody can be reached there any more."""
        work = self._begin(session, team_id, "")
        # Each time that it happens.
        work.cause = f"gone:{target}:{error}:{work.now.isoformat()}"
        channel.unreachable(work, target, error)
        comings.unreachable(work, target)

    def reached(self, session: Session, claimed: Claimed) -> None:
        """Somebody can be reached there again."""
        reached(self._work(session, claimed), claimed.lane)

    def workspace_gone(self, session: Session, team_id: str, error: str) -> None:
        """Slack does not know us there, for now or for good."""
        people.workspace_left(self._begin(session, team_id, f"gone:{error}"), error)

    def refused(self, session: Session, team_id: str, error: str) -> None:
        """Slack takes nothing there, or not everything, for a while."""
        refusals.refused(self._begin(session, team_id, f"refused:{error}"), error)

    def lacks(self, session: Session, team_id: str, scope: str, method: str) -> None:
        """The app was not granted a scope."""
        work = self._begin(session, team_id, "")
        # Once a day, should Slack say in turn that it is granted and that it is not.
        work.cause = f"scope:{scope}:{work.now:%Y-%m-%d}"
        people.scope_is_missing(work, scope, method)

    def _work(self, session: Session, claimed: Claimed) -> Work:
        return self._begin(session, claimed.team_id, f"outbox:{claimed.id}")
