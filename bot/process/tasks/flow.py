"""What tasks are to the rest."""

from __future__ import annotations

from sqlmodel import col

from bot.process.kernel.flow import Asking, Command, Figure, Flow, FollowUp, HandingOver, Reminder, Thread, Timer
from bot.process.kernel.rules import RUNNING, Role, Whose, to
from bot.process.tasks import (
    attachments,
    cards,
    delays,
    due_lines,
    handing_over,
    life,
    looking_back,
    milestones,
    moves,
    news,
    parting,
    reliability,
    reviewed,
    table,
)
from bot.words.language import plural
from bot.words.language import text as _
from storage import figures, open_matters, tasks
from storage.tasks import Task

CAN_BE_SAID = _(
    "In this thread you can say how T-%(number)s stands: `@Liaison done`, "
    "`@Liaison 50%% waiting for design`, `@Liaison due next fri because the proofs are late`. "
    "`@Liaison help` shows what else there is."
)


FLOW = Flow(
    "tasks",
    _("Tasks"),
    command=Command("/task", ("task", "tasks", "任务", "任務")),
    rights={
        "tasks.add": to(Role.PM, Role.HEAD, Role.LIAISON, whose=Whose.LEAD),
        "tasks.edit": to(Role.PM, Role.HEAD, Role.LIAISON, whose=Whose.LEAD),
        "tasks.update": to(Role.OWNER, Role.PM, Role.HEAD, Role.LIAISON, whose=Whose.LEAD),
        "tasks.move": to(Role.OWNER, Role.PM, Role.HEAD, Role.LIAISON, whose=Whose.LEAD),
        # A milestone's date concerns all; while there is no change control, a reason is enough.
        moves.MILESTONE: to(Role.PM),
        "tasks.attach": to(Role.OWNER, Role.PM, Role.HEAD, Role.LIAISON, whose=Whose.TAKING_PART),
        "tasks.comment": to(Role.PARTICIPANT, Role.GUEST, Role.PM, Role.SPONSOR),
        "tasks.assign": to(Role.PM, Role.HEAD, Role.LIAISON, whose=Whose.LEAD),
    },
    gates={
        "tasks.add": RUNNING,
        "tasks.edit": RUNNING,
        "tasks.update": RUNNING,
        "tasks.move": RUNNING,
        moves.MILESTONE: RUNNING,
        "tasks.attach": RUNNING,
        "tasks.comment": RUNNING,
        "tasks.assign": RUNNING,
    },
    reminders={
        delays.LATE: Reminder(_("A task of mine or of my department is late"), due_lines.late, Task),
        delays.DUE_SOON: Reminder(
            _("A task of mine is due in %(number)s working days", number=delays.NOTICE_DAYS), due_lines.due_soon, Task
        ),
        **{kind: Reminder(words, line, Task) for kind, (words, line) in {**news.LINES, **milestones.LINES}.items()},
    },
    said_by_lines=frozenset({"tasks/yours"}),
    asks=(Asking("tasks", delays.KINDS, open_matters.tasks, delays.asked, due_lines.lines),),
    recount=delays.recount,
    timers={delays.ALERT: Timer(delays.alert, open_matters.projects, delays.alert_at)},
    follow_ups={
        attachments.CARRIED: FollowUp(attachments.carried, attachments.not_carried, attachments.perhaps_carried),
        delays.ALERTED: FollowUp(delays.alerted),
    },
    cards={cards.CARD: cards.card},
    thread=Thread(tasks.task, CAN_BE_SAID),
    handing_over=HandingOver(
        count=handing_over.count,
        pass_on=handing_over.pass_on,
        portion=handing_over.portion,
        take_back=handing_over.take_back,
        of_owner=handing_over.of_owner,
        of_department=handing_over.of_department,
        of_project=handing_over.of_project,
    ),
    sheets=(table.sheet,),
    facts=table.facts,
    draw_anew=cards.draw_anew,
    figures={
        "tasks.late": Figure(
            lambda number: plural("%(number)s task late", "%(number)s tasks late", number),
            figures.asked(delays.LATE),
            is_trouble=True,
        ),
        "tasks.early": Figure(
            lambda number: plural(
                "%(number)s task planned before what it waits for",
                "%(number)s tasks planned before what they wait for",
                number,
            ),
            figures.tasks_too_early(),
            is_trouble=True,
        ),
        "tasks.beyond": Figure(
            lambda number: plural(
                "%(number)s task due after the project's end", "%(number)s tasks due after the project's end", number
            ),
            figures.tasks_after_the_end(),
            is_trouble=True,
        ),
        "tasks.done": Figure(
            lambda number: plural("%(number)s task done", "%(number)s tasks done", number),
            figures.happened(Task, "done_at", tasks.IS_DONE, col(Task.deleted_at).is_(None)),
        ),
        "tasks.moved": Figure(
            lambda number: plural("%(number)s date moved", "%(number)s dates moved", number), figures.tasks_moved()
        ),
    },
    life=life.LIFE,
    parting=parting.PARTING,
    reviewed=reviewed.REVIEWED,
    speaks_of=("tasks",),
    looks_back=looking_back.facts,
    reliability=reliability.measures,
)
