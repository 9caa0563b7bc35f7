"""What departments are to the rest."""

from __future__ import annotations

from bot.process.departments import editing
from bot.process.kernel.flow import Flow, FollowUp, Timer
from bot.process.kernel.rules import Role, to
from storage import open_matters

FLOW = Flow(
    "departments",
    rights={"departments.edit": to(Role.ADMIN)},
    timers={editing.LOOK_AT_GROUP: Timer(editing.look_at_group, open_matters.departments, editing.look_at)},
    follow_ups={editing.MEMBERS: FollowUp(editing.members_told, editing.group_gone)},
)
