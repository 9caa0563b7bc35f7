"""One turn: somebody did something in Slack, and is answered.

A handler reads what came, does one thing in the process (`do`) or looks at it (`see`), and answers, privately.

A form is opened with what it is `about`, which comes back as `target`, and with the name that what is typed into it is
`kept_as` until it is sent for good: it stands in the form when that is opened again, whether it was closed or refused.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.process.kernel import drafts
from bot.process.kernel.drafts import Draft
from bot.slack import channels, entries, files, forms
from bot.slack.channels import Channel
from bot.slack.telling import Telling
from bot.words.markup import offered
from bot.words.messages import VIEW_BLOCKS
from bot.words.refused import Refused

NOTHING: Mapping[str, Any] = {}


@dataclass(slots=True, kw_only=True)
class Turn(Telling):
    """What came, from whom, and the ways to answer: in words, with a form, or with a file."""

    async def offer(self, options: Iterable[tuple[str, str]]) -> None:
        """Answer what was typed into a menu with options (value, label)."""
        await self.accept(options=offered(options))

    async def open(
        self,
        template: str,
        *,
        about: Mapping[str, Any] = NOTHING,
        kept_as: str = "",
        is_afresh: bool = False,
        **context: Any,
    ) -> None:
        """Open a modal; in answer to a message, which gives no trigger, offer a button that does.

        What was typed into it before stands in it; not with `is_afresh`, where a line has said what is meant.
        """
        if self.kind == "mention":
            await self.answer("home/open_form", line=self.line)
            return
        about = {**about, "afresh": True} if is_afresh else about
        view = await self._drawn(template, about, kept_as, context, is_reopened=True)
        await self.show(view, lambda one: self.client.views_open(trigger_id=self.body["trigger_id"], view=one))

    async def push(
        self, template: str, *, about: Mapping[str, Any] = NOTHING, kept_as: str = "", **context: Any
    ) -> None:
        """Open a modal over the one that is open, which it knows as the one `below`."""
        view = self.body["view"]
        if kept_as and kept_as == self.draft:
            await self.keep_typed(is_sent=True)
        about = {"below": view["id"], **about}
        drawn = await self._drawn(template, about, kept_as, context, is_reopened=kept_as != self.draft)
        await self.show(drawn, lambda one: self.client.views_push(trigger_id=self.body["trigger_id"], view=one))

    async def redraw(
        self,
        view_id: str,
        template: str,
        *,
        about: Mapping[str, Any] = NOTHING,
        kept_as: str = "",
        is_anew: bool = False,
        **context: Any,
    ) -> None:
        """Draw an open modal anew; what was typed into inputs of the same name stays, unless all is to be `is_anew`."""
        if view_id == self.body["view"]["id"]:
            about, kept_as = {**self.target, **about}, kept_as or self.draft
        view = await self._drawn(template, about, kept_as, context)
        if is_anew:
            view = entries.renamed(view, self.mark)
        await self.show(view, lambda one: self.client.views_update(view_id=view_id, view=one))

    async def next_step(
        self,
        template: str,
        *,
        otherwise: Refused | None = None,
        about: Mapping[str, Any] = NOTHING,
        is_anew: bool = False,
        **context: Any,
    ) -> None:
        """Answer a submitted modal with its next step, or draw it where Slack had another answer already.

        With `is_anew` it is the same step again, as its draft stands now. `otherwise` is told instead where the modal
        is not open any more by then.
        """
        if self.draft and not is_anew:
            await self.keep_typed(is_sent=True)
        view = await self._drawn(template, {**self.target, **about}, self.draft, context)
        await self._answer_with(entries.renamed(view, self.mark) if is_anew else view, otherwise)

    async def draw_again(
        self, why: Refused, template: str, *, about: Mapping[str, Any] = NOTHING, kept_as: str = "", **context: Any
    ) -> None:
        """Answer a submitted modal with itself as what it is about stands now, below why it was not taken.

        What was changed in it stays. `why` is told where the modal is not open any more by then.
        """
        typed = await self.keep_typed() if self.draft else entries.entered(self.body["view"]).as_draft()
        view = await self._drawn(template, {**self.target, **about}, kept_as, context, typed)
        view = entries.renamed(view, self.mark)
        await self._answer_with(forms.with_on_top(view, why.why.for_(self.reader)), why)

    async def _answer_with(self, view: dict[str, Any], otherwise: Refused | None) -> None:
        if not self.is_acked:
            # Whether Slack refuses an answer is never heard: only what it was seen to take here goes natively.
            blocks = await self.machine.natives.surely(self.team_id, view["blocks"], VIEW_BLOCKS)
            await self.accept(response_action="update", view={**view, "blocks": blocks})
            return
        if self.plea is not None:
            # What is drawn before Slack has that answer would be drawn over by it.
            await asyncio.wait({self.plea})
        try:
            view_id = self.body["view"]["id"]
            await self.show(view, lambda one: self.client.views_update(view_id=view_id, view=one))
        except Refused:
            if otherwise is None:
                raise
            await self.refuse(otherwise.why, otherwise.offer)

    async def _drawn(
        self,
        template: str,
        about: Mapping[str, Any],
        kept_as: str,
        context: Mapping[str, Any],
        typed: Draft | None = None,
        *,
        is_reopened: bool = False,
    ) -> dict[str, Any]:
        """The view, with what it keeps of what it is about, and with what was typed into it before."""
        about = {**self._where, "opened": self.mark, **about, "draft": kept_as} if kept_as else {**self._where, **about}
        view = self.rendered_view(
            template, target=json.dumps(about, ensure_ascii=False, separators=(",", ":")), **context
        )
        if kept_as or self.machine.dispatch("typed", view["callback_id"]):
            view = entries.telling(view)
        if kept_as and typed is None:
            typed = await self.see(drafts.typed, kept_as)
            if about.get("afresh") and typed.opened != about["opened"]:
                typed = None
        return entries.filled(view, typed, self.reader, is_reopened=is_reopened) if typed is not None else view

    @property
    def _where(self) -> Mapping[str, Any]:
        """Where a form was asked for; the answer to it goes there, and the message with its button is renewed."""
        is_known = (self.body.get("view") or {}).get("type") != "modal" or "channel" in self.target
        pressed = {"pressed": list(self.pressed)} if self.pressed is not None else NOTHING
        return {"channel": self.channel_id, **pressed} if is_known else NOTHING

    @property
    def mark(self) -> str:
        """What tells the inputs that are drawn now from those that stood there: another with each act."""
        return hashlib.sha256(str(self.delivery).encode()).hexdigest()[:8]

    async def keep_typed(self, *, is_sent: bool = False) -> Draft:
        """Keep what stands in the form that it came from; all of it where a step was sent."""
        came = entries.entered(self.body["view"], opened=self.opened, at=self.typed_at, is_sent=is_sent)
        return await self.keep(drafts.keep, self.draft, replace(came, is_afresh="afresh" in self.target))

    async def settle(self) -> None:
        """What stands in the form that it came from has been taken, as a part of another."""
        await self.keep(drafts.settle, self.draft, self.opened)

    async def whole(self) -> dict[str, Any]:
        """All that stands in the steps of this form, the one that came included."""
        before = await self.see(drafts.typed, self.draft)
        return {**before.steps_of(self.opened), **forms.values(self.body["view"])}

    async def show_errors(self, errors: Mapping[str, str]) -> None:
        """Answer a submitted modal with what is wrong, by field ("" for none of them)."""
        await self.accept(**forms.refusal(self.body["view"], errors))

    async def send_file(
        self,
        name: str,
        content: bytes,
        template: str,
        *,
        channel_id: str | None = None,
        **context: Any,
    ) -> str:
        """Send a file into a channel, else to the person alone, beside the first line of a template.

        Answers where it went: the person's own conversation with Liaison where the channel cannot take it.
        """
        now = self.machine.clock.now()
        beside = self.machine.templates.message(template, self.reader, now, **context).text
        return await files.send(self.client, self.user_id, name, content, beside, channel_id)

    async def channel(self, channel_id: str, field: str | None = None) -> Channel:
        """The channel in which something is to live, joined if public. Raises Refused for one that cannot be used."""
        named = str(self.body.get("channel_name") or "") if channel_id == self.channel_id else ""
        return await channels.enter(self.client, channel_id, named, field)
