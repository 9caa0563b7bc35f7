"""A turn is handed to its handler, and whatever goes wrong there reaches one place, which answers."""

from __future__ import annotations

import asyncio
import contextlib
import secrets

import aiohttp
import structlog
from pydantic import ValidationError
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError

from bot.machine.metrics import Metrics
from bot.process.people import accounts
from bot.slack import forms, renewing, told
from bot.slack.came import Unreadable
from bot.slack.deeds import AlreadyDone, BrokenOff
from bot.slack.dispatch import Handler
from bot.slack.errors import PASSES, Meaning, failure_of
from bot.slack.machine import Machine
from bot.slack.payloads import told_of_person
from bot.slack.showing import NotShown
from bot.slack.telling import LAST_SECONDS
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.refused import Refused, TakenBack
from storage.db import Unavailable

# What is wrong with what was asked of Slack, as far as anybody knows.
OURS = (Meaning.OUR_MISTAKE, Meaning.UNKNOWN)

log = structlog.get_logger()


class Handling:
    """Runs the handlers of turns, and answers when one fails."""

    def __init__(self, machine: Machine, metrics: Metrics) -> None:
        self._machine = machine
        self._metrics = metrics

    async def take(self, handler: Handler[Turn], turn: Turn, name: str) -> None:
        """Have a turn handled, and answered whatever happens."""
        with self._metrics.turn(turn.kind, name):
            try:
                if turn.user_id:
                    account = told_of_person(turn.body)
                    turn.reader = await self._machine.directory.reader(turn.team_id, turn.user_id, turn.client, account)
                await self._run(handler, turn, name)
            except (asyncio.CancelledError, BrokenOff):
                await self._tell_of_stop(turn, name)
            except Exception:
                # A failure that could not be told as what it is.
                await self._fail(turn, name)

    async def _tell_of_stop(self, turn: Turn, name: str) -> None:
        """Liaison stops before this came to its end: say whether it is saved, as far as anybody knows."""
        is_lost = not turn.is_begun and not turn.is_saving
        log.warning("broken off by a stop", kind=turn.kind, name=name, is_begun=turn.is_begun, is_saving=turn.is_saving)
        if turn.kind == "event" or (turn.kind == "mention" and is_lost and not turn.is_acked):
            _leave_for_later(turn)
        elif turn.kind not in ("options", "typed"):
            await self._say_at_last(turn, told.stopped(turn))

    @staticmethod
    async def _say_at_last(turn: Turn, why: Text) -> None:
        if turn.show_refusal is not None:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LAST_SECONDS):
                    await turn.show_refusal(why)
                    return
        await turn.tell_at_last(turn.message("refused", why=why, offer=None))

    async def _run(self, handler: Handler[Turn], turn: Turn, name: str) -> None:
        try:
            await handler(turn)
        except BrokenOff:
            raise
        except Unreadable:
            _turn_away(turn)
        except AlreadyDone:
            log.info("delivered again", name=name, cause=turn.cause)
            if turn.kind == "command":
                await self._refuse(turn, Refused(told.DONE_ALREADY))
        except NotShown as refused:
            if turn.kind == "event":
                # App Home would stay as it was, at first blank.
                _leave_for_later(turn)
            await self._refuse(turn, refused)
        except Refused as refused:
            await self._refuse(turn, refused)
        except ValidationError as error:
            if turn.kind == "view" and not turn.is_acked:
                await _keep_typed(turn)
                await turn.show_errors(forms.errors(error, turn.body["view"], turn.reader))
            else:
                await self._fail(turn, name)
        except Unavailable as outage:
            await self._stand_still(turn, name, outage)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            await self._fail_at_slack(turn, name, error)
        except Exception:
            await self._fail(turn, name)
        if turn.is_at_home and (turn.notices or turn.is_begun):
            await self._show_home(turn)
        # An event that failed is left unacknowledged, so that Slack delivers it again.
        await turn.accept()
        if turn.pressed is not None:
            await renewing.renew(turn)

    async def _show_home(self, turn: Turn) -> None:
        """Draw App Home anew for who has just acted on it."""
        await turn.accept()
        show = self._machine.dispatch("home", "")
        if show is None:
            return
        try:
            await show(turn)
        except Exception:
            # The next look at Home shows what was done; what was to stand above it is said in the conversation.
            log.exception("could not draw App Home anew", user_id=turn.user_id)
            await turn.tell_notices()

    async def _refuse(self, turn: Turn, refused: Refused) -> None:
        """Tell the person alone; a form keeps what was typed into it."""
        if turn.show_refusal is not None:
            await turn.show_refusal(refused.why)
            return
        if not isinstance(refused, TakenBack) and await turn.was_sent_before():
            refused = Refused(told.DONE_ALREADY)
        elif turn.kind == "view" and not turn.is_acked:
            await _keep_typed(turn)
            await turn.show_errors({refused.field or "": refused.why.for_(turn.reader)})
            return
        # What is typed into a menu is answered with its options, or with none.
        if turn.kind not in ("event", "options", "typed"):
            await turn.refuse(refused.why, refused.offer)

    async def _fail(self, turn: Turn, name: str) -> None:
        """Something of ours broke: log it under an id, and tell the person the id."""
        error_id = secrets.token_hex(4)
        self._metrics.failed(turn.kind, name)
        log.exception("failed", error_id=error_id, kind=turn.kind, name=name, team_id=turn.team_id)
        if turn.kind == "event":
            _leave_for_later(turn)
        else:
            await self._refuse(turn, Refused(told.failed(turn, error_id)))

    async def _fail_at_slack(self, turn: Turn, name: str, error: Exception) -> None:
        """Slack did not do what somebody waited for: not now, for want of a right, or because it is our fault."""
        method = str(getattr(getattr(error, "response", None), "api_url", "")).rpartition("/")[2]
        failure = failure_of(method, error)
        if failure.meaning in OURS:
            await self._fail(turn, name)
            return
        self._metrics.failed(turn.kind, name)
        are_told = bool(failure.scope) and await turn.leave(
            lambda work: accounts.call_lacks(work, failure.scope, method)
        )
        if not are_told:
            log.warning("Slack did not do it", kind=turn.kind, name=name, method=method, why=failure.error)
        if turn.kind == "event" and failure.meaning in PASSES:
            _leave_for_later(turn)
        await self._refuse(turn, Refused(told.not_done(turn, failure, are_told=are_told)))

    async def _stand_still(self, turn: Turn, name: str, outage: Unavailable) -> None:
        """The database cannot be used: say whether it is saved, as far as anybody knows."""
        self._metrics.failed(turn.kind, name)
        log.error("the database cannot be used", kind=turn.kind, name=name, why=str(outage), is_unsure=outage.is_unsure)
        if turn.kind == "event":
            _leave_for_later(turn)
        else:
            await self._refuse(turn, Refused(told.stood_still(turn, outage)))


async def _keep_typed(turn: Turn) -> None:
    """A form that is refused may be closed now: what was typed into it is there when it is opened again."""
    if turn.draft:
        with contextlib.suppress(Unavailable, AlreadyDone):
            await turn.keep_typed()


def _leave_for_later(turn: Turn) -> None:
    """Slack delivers an event again that is not acknowledged."""
    turn.is_acked = True
    turn.ack.response = BoltResponse(status=503, body="")


def _turn_away(turn: Turn) -> None:
    """What came is nonsense in a place where only Liaison writes: whoever sent it is no person."""
    log.info("request refused", status=400, why="what Liaison keeps in it is not as Liaison writes it")
    turn.is_acked = True
    turn.ack.response = BoltResponse(status=400, body="")
