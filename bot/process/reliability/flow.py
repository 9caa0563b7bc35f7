"""What the reliability of departments is to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Flow
from bot.process.kernel.rules import Role, Whose, to
from bot.process.reliability import reading

FLOW = Flow("reliability", rights={reading.READ: to(Role.HEAD, Role.ADMIN, whose=Whose.OWN)})
