"""The first word to who can set Liaison up: where to begin.

Slack does not say who installed an app. So a few admins are told when Liaison comes, and any other when they open it.
"""

from __future__ import annotations

from bot.process.home import steps
from bot.process.kernel import quiet
from bot.process.kernel.work import Work
from bot.process.people.accounts import ADMINS_TOLD
from storage import people
from storage.people import Person


def greet_admins(work: Work) -> None:
    """Liaison knows who is there: tell a few admins, within their working hours, unless somebody was told before."""
    workspace = people.workspace(work.session, work.team_id, to_change=True)
    if workspace is None or workspace.greeted or not steps.is_new(work):
        return
    admins = people.admins(work.session, work.team_id)[:ADMINS_TOLD]
    for admin in admins:
        quiet.tell(work, admin, "admins/welcome", about=_about(admin), hours=quiet.HOURS)
    workspace.greeted = [one.user_id for one in admins]
    work.session.add(workspace)


def greet(work: Work) -> None:
    """The actor has opened Liaison and can set it up: tell them now, unless they were told."""
    person, workspace = work.person, people.workspace(work.session, work.team_id, to_change=True)
    if workspace is None or not is_to_be_greeted(work):
        return
    # What waits for their morning comes now: they are there.
    if work.unsay(_about(person), "it is told now") or person.user_id not in workspace.greeted:
        work.say("admins/welcome", to=person, about=_about(person), hours=quiet.HOURS)
        workspace.greeted = sorted({*workspace.greeted, person.user_id})
        work.session.add(workspace)


def is_to_be_greeted(work: Work) -> bool:
    """Whether the actor can set Liaison up, and that is neither begun with a project nor put aside."""
    if not work.person.may_administer:
        return False
    workspace = people.workspace(work.session, work.team_id)
    return workspace is not None and workspace.steps_aside_at is None and steps.is_new(work)


def _about(person: Person) -> str:
    """What an admin is greeted under."""
    return f"welcome:{person.user_id}"
