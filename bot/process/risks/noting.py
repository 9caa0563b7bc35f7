"""Risks are noted (记录风险): by any member of the project, in a line, a form, or out of a kickoff meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.process.kernel import matters, members, nudges, occasions, rights
from bot.process.kernel.spelling import spelled
from bot.process.kernel.work import Work
from bot.process.risks import days, reminders, states
from bot.process.risks.kind import RISKS
from bot.process.risks.shown import Shown, many
from bot.process.risks.states import Level, State
from bot.process.tasks import finding as task_flow
from bot.process.tasks import owners
from bot.words import marked
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import kickoffs, membership, risks, stages
from storage.projects import Project
from storage.risks import KICKOFF, Risk

TITLE_AT_MOST = 150


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the PM says of a risk. Without a `level` it follows from likelihood and impact, of 1 to 3 each."""

    level: str = ""
    likelihood: int | None = None
    impact: int | None = None
    owner_id: str | None = None

    @property
    def result(self) -> Level | None:
        """How high it is."""
        return Level(self.level) if self.level else states.level_of(self.likelihood, self.impact)


@dataclass(frozen=True, slots=True)
class NewRisk:
    """What is asked for with `/risk add`; only the PM weighs it at once. `threatens` is `task:3` or `stage:2`."""

    project_id: int
    title: str
    response: str = ""
    threatens: str = ""
    weighed: Weighed = Weighed()
    source: str = ""
    source_id: int | None = None


def note(work: Work, asked: NewRisk) -> Shown:
    """Note a risk; a second submit of the same form finds the first one. The PM is asked how high it is, and whose,
    unless they say so at once.

    Raises Refused without words, for people who take no part, and for what is said of it that is the PM's to say.
    """
    if (known := matters.begun(work, RISKS)) is not None:
        return known
    project = rights.seen(work, asked.project_id)
    must_note(work, project)
    weighed = asked.weighed
    if weighed != Weighed():
        rights.must(work, "risks.weigh", project, _("How high a risk is, and whose, is not yours to say."))
    title = " ".join(spelled(work, asked.title).split())
    if not title:
        raise Refused(_("Say what may go wrong."), field="title")
    risk = _begin(work, project, title, asked)
    if weighed != Weighed():
        fields, owner_day = weighed_as(work, risk, weighed)
        matters.move(work, RISKS, risk, "weigh", heard_on=owner_day, **fields)
        tell_given(work, risk)
    elif project.pm_id != work.actor_id:
        nudges.remind(work, project.pm_id, reminders.WEIGH, risk.id)
    shown = matters.changed(work, RISKS, risk)
    _come_to_mind(work, shown)
    return shown


def _come_to_mind(work: Work, shown: Shown) -> None:
    """What was learnt in other projects of such a risk, of its stage, or of the departments concerned."""
    task, stage = shown.task, shown.stage
    if stage is None and task is not None and task.stage_id is not None:
        stage = stages.stage(work.session, work.team_id, task.stage_id)
    occasions.arise(
        work,
        occasions.RISK,
        shown.project,
        department_ids=[task.department_id] if task is not None else (),
        stages=[stage.name] if stage is not None else (),
        words=f"{shown.risk.title}\n{shown.risk.response}",
    )


def must_note(work: Work, project: Project) -> None:
    """Raises Refused for who takes no part in the project: no form is filled in vain."""
    rights.must(
        work,
        "risks.add",
        project,
        _("Whoever takes part in %(project)s can note a risk there.", project=project.number),
    )


def weighed_as(work: Work, risk: Risk, weighed: Weighed) -> tuple[dict[str, Any], date | None]:
    """What the PM says of it as its fields, and the day of its owner from which on it counts.

    Raises Refused without a level, and for an owner who is not there.
    """
    level = weighed.result
    if level is None:
        raise Refused(_("Say how high it is: likelihood and impact, or the level itself."), field="level")
    owner = members.there(work, weighed.owner_id or risk.owner_id or work.person.user_id, "owner_id")
    is_new = owner.user_id != risk.owner_id or risk.heard_on is None or not risk.is_tracked
    heard_on = days.today_of(work, owner) if is_new else risk.heard_on
    return {
        "level": level.value,
        "is_set": bool(weighed.level),
        "likelihood": weighed.likelihood,
        "impact": weighed.impact,
        "owner_id": owner.user_id,
        "levelled_at": work.now if level.value != risk.level else risk.levelled_at,
    }, heard_on


def tell_given(work: Work, risk: Risk) -> None:
    """Its owner takes part in the project from now on, and hears in their next morning that it is theirs."""
    project = matters.project_of(work, risk)
    if risk.owner_id is not None and not membership.is_entered(work.session, project, risk.owner_id):
        owners.let_in(work, project, risk.owner_id, f"risks:{risk.id}:owner:{risk.owner_id}")
    if risk.owner_id is not None and risk.owner_id != work.actor_id:
        nudges.remind(work, risk.owner_id, reminders.GIVEN, risk.id)


def threatened(work: Work, project: Project, threatens: str) -> tuple[int | None, int | None]:
    """The task and the stage by their ids that `task:3` (T-3) or `stage:2` stand for; either may be none.

    Raises Refused for what is not of the project.
    """
    what, _colon, value = threatens.partition(":")
    if what == "task" and value.isdigit():
        task = task_flow.find(work, int(value)).task
        if task.project_id != project.id:
            raise Refused(_("T-%(number)s belongs to another project.", number=task.number), field="threatens")
        return task.id, None
    if what == "stage" and value.isdigit():
        stage = stages.stage(work.session, work.team_id, int(value))
        if stage is None or stage.project_id != project.id:
            raise Refused(_("That stage is gone; choose another one."), field="threatens")
        return None, stage.id
    return None, None


def withdraw(work: Work, risk_id: int) -> Shown:
    """Who noted it, or the PM, takes it out again before it was weighed."""
    risk = matters.held(work, RISKS, risk_id, to="risks.withdraw")
    matters.move(work, RISKS, risk, "withdraw", closed_at=work.now)
    return matters.changed(work, RISKS, risk)


def dismiss(work: Work, risk_id: int, because: str) -> Shown:
    """The PM sees no risk in it, and says why. Raises Refused without a word."""
    risk = matters.held(work, RISKS, risk_id, to="risks.weigh")
    if not because.strip():
        raise Refused(_("Say why, in a word or two."), field="reason")
    matters.move(work, RISKS, risk, "dismiss", because=because, note=because, closed_at=work.now)
    reminders.tell_noter(work, risk)
    return matters.changed(work, RISKS, risk)


def take_over(work: Work, kickoff_id: int) -> tuple[Project, list[Shown], list[Shown]]:
    """The first risks of a kickoff meeting come into the register, each line once: those that are new, and those that
    were there already.

    Raises Refused for everybody but the PM, and where none was written down.
    """
    kickoff = kickoffs.kickoff(work.session, work.team_id, kickoff_id, to_change=True)
    unknown = _("There is no such kickoff meeting here. `/project kickoff` shows that of this project.")
    project = rights.seen(work, kickoff.project_id if kickoff is not None else None, unknown)
    rights.must(work, "risks.weigh", project, _("The PM takes the risks of the kickoff meeting into the register."))
    lines = marked.lines(kickoff.risks) if kickoff is not None else []
    titles = list(dict.fromkeys(" ".join(spelled(work, one).split())[:TITLE_AT_MOST] for one in lines))
    if not titles:
        raise Refused(_("No risks were written down in that meeting: `/risk add` notes one."))
    known = {one.title: one for one in risks.taken_from(work.session, work.team_id, KICKOFF, kickoff_id)}
    made = []
    for place, title in enumerate(titles):
        if title not in known:
            with work.within(f"risk:{place}"):
                made.append(_taken(work, project, title, kickoff_id))
    before = [known[one] for one in titles if one in known]
    return project, many(work, made), many(work, before)


def _taken(work: Work, project: Project, title: str, kickoff_id: int) -> Risk:
    risk = _begin(work, project, title, NewRisk(project.id, title, source=KICKOFF, source_id=kickoff_id))
    matters.changed(work, RISKS, risk)
    return risk


def _begin(work: Work, project: Project, title: str, asked: NewRisk) -> Risk:
    task_id, stage_id = threatened(work, project, asked.threatens)
    return matters.begin(
        work,
        RISKS,
        project,
        "note",
        noted=("title",),
        title=title[:TITLE_AT_MOST],
        response=asked.response,
        task_id=task_id,
        stage_id=stage_id,
        source=asked.source,
        source_id=asked.source_id,
        state=State.NOTED,
    )
