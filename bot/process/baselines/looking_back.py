"""What of the baselines is told to who looks back on a project: how the plan that all confirmed went."""

from __future__ import annotations

from datetime import date

from bot.process.baselines import measured
from bot.process.baselines.measured import Measured
from bot.process.kernel.retrospect import Fact
from bot.process.kernel.work import Work
from bot.words.language import Text, plural
from bot.words.language import text as _
from storage import baselines
from storage.projects import Project

ORDER = 20


def facts(work: Work, project: Project) -> list[Fact]:
    """The newest baseline beside the plan as it ended: its end, what moved, what came in and what was left out."""
    if baselines.newest(work.session, work.team_id, project.id) is None:
        return []
    found = measured.between(work, project)
    lines = [_ends(found, found.ends_was, found.ends_now)] if found.ends_was and found.ends_now else []
    milestones = sum(one.task.is_milestone for one in found.moved)
    lines.append(
        plural(
            "Of its %(number)s task %(moved)s moved (%(milestones)s milestones); %(added)s came in, %(gone)s left out",
            "Of its %(number)s tasks %(moved)s moved (%(milestones)s milestones); %(added)s came in, %(gone)s left out",
            found.tasks.tasks,
            moved=len(found.moved),
            milestones=milestones,
            added=len(found.added),
            gone=len(found.gone),
        )
    )
    return [Fact(ORDER, _("Baseline against actual"), lines)]


def _ends(found: Measured, was: date, now: date) -> Text:
    number = found.baseline.number
    if was == now:
        return _("The plan ends on %(now)s, as in baseline %(number)s.", now=now, number=number)
    if now < was:
        return _("The plan ends on %(now)s, before the end of baseline %(number)s on %(was)s.",
                 now=now, was=was, number=number)  # fmt: skip
    days = plural("%(number)s working day later", "%(number)s working days later", found.days)
    return _(
        "The plan ends on %(now)s, baseline %(number)s on %(was)s: %(days)s (working days of %(calendar)s)",
        now=now,
        was=was,
        number=number,
        days=days,
        calendar=found.counted,
    )
