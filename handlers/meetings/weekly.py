"""The weekly meeting: `/meeting …` and its buttons, but for its settings and for moving one."""

from __future__ import annotations

from typing import Any

from bot.documents.invitations import written
from bot.process.kernel import rights
from bot.process.kernel.work import Work
from bot.process.meetings import changes as meeting_changes
from bot.process.meetings import invitations, pauses
from bot.process.meetings import lines as meeting_lines
from bot.slack.dispatch import NOTHING, Routes
from bot.slack.turn import Turn
from handlers.meetings.answering import answer

routes = Routes[Turn]()


@routes.command("/meeting", "help", "帮助", "幫助", "?", "？")
async def explain(turn: Turn) -> None:
    """Say what `/meeting` can do."""
    await turn.answer("meetings/help")


@routes.command("/meeting", NOTHING, "show", "next", "查看", "下次")
async def show(turn: Turn) -> None:
    """The weekly meeting and its next one."""
    line = await turn.see(meeting_lines.read, turn.words, turn.channel_id or "")
    await turn.answer("meetings/show", **await turn.see(_shown, line.project.id))


@routes.command("/meeting", "cancel", "取消")
async def cancel(turn: Turn) -> None:
    """Cancel the next meeting; what follows in the line is why."""
    line = await turn.see(meeting_lines.read, turn.words, turn.channel_id or "")
    meeting = await turn.see(meeting_lines.to_cancel, line.project)
    await answer(turn, await turn.do(meeting_changes.cancel, meeting.id, line.why or line.words), "cancelled")


@routes.action("meetings.cancel")
async def cancel_pressed(turn: Turn) -> None:
    """The button, after its question."""
    await answer(turn, await turn.do(meeting_changes.cancel, turn.number), "cancelled")


@routes.action("meetings.restore")
async def restore(turn: Turn) -> None:
    """Let a cancelled meeting take place after all."""
    await answer(turn, await turn.do(meeting_changes.restore, turn.number), "restored")


@routes.command("/meeting", "pause", "暂停", "暫停")
async def pause(turn: Turn) -> None:
    """Pause the series, where the line says so until a day."""
    line = await turn.see(meeting_lines.read, turn.words, turn.channel_id or "")
    until = await turn.see(meeting_lines.pause_until, line)
    await answer(turn, await turn.do(pauses.pause, line.project.id, until, line.why), "paused")


@routes.action("meetings.pause")
async def pause_pressed(turn: Turn) -> None:
    """The button, after its question."""
    await answer(turn, await turn.do(pauses.pause, turn.number), "paused")


@routes.command("/meeting", "resume", "恢复", "继续", "恢復")
async def resume(turn: Turn) -> None:
    """Let the series go on."""
    line = await turn.see(meeting_lines.read, turn.words, turn.channel_id or "")
    await answer(turn, await turn.do(pauses.resume, line.project.id), "resumed")


@routes.action("meetings.resume")
async def resume_pressed(turn: Turn) -> None:
    """The button."""
    await answer(turn, await turn.do(pauses.resume, turn.number), "resumed")


@routes.command("/meeting", "invite", "invitation", "ics", "邀请", "邀請", "日历")
async def invite(turn: Turn) -> None:
    """Send the invitation to the person alone."""
    line = await turn.see(meeting_lines.read, turn.words, turn.channel_id or "")
    await _invite(turn, line.project.id)


@routes.action("meetings.invite")
async def invite_pressed(turn: Turn) -> None:
    """The button beside what is told of a meeting."""
    await _invite(turn, turn.number)


async def _invite(turn: Turn, project_id: int) -> None:
    file = await turn.see(invitations.of_project, project_id)
    await turn.accept()
    await turn.send_file(file.name, written(file.invitation), "meetings/invitation", shown=file.shown)
    await turn.answer("meetings/invited", shown=file.shown)


def _shown(work: Work, project_id: int) -> dict[str, Any]:
    shown = meeting_lines.shown(work, project_id)
    return {"shown": shown, "may_edit": rights.may(work, "meetings.edit", shown.project)}
