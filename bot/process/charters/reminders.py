"""The signatures of a charter: what waits for whom, in words; who is reminded of it when is `kernel/awaited.py`."""

from __future__ import annotations

from bot.process.charters import shown as charter_shown
from bot.process.charters import signed
from bot.process.charters.shown import Shown
from bot.process.kernel.awaited import Awaited
from bot.words.language import Text, joined, plural
from bot.words.language import text as _
from storage.charters import Charter

# The kinds of reminders; each can be muted and snoozed on its own.
SIGN, REVISE, SILENCE = "charters.sign", "charters.revise", "charters.silence"
LOOK = "charters.look"


def _unsaid(shown: Shown) -> Text:
    ids = {one.signer.department_id for one in shown.to_write}
    names = [one.name for one in shown.departments if one.id in ids]
    return _(
        "%(number)s · write into the charter what these departments contribute, and send it again: %(names)s",
        number=shown.project.number,
        names=joined(names, _("%(one)s, %(rest)s")),
    )


AWAITED: Awaited[Charter, Shown] = Awaited(
    SIGN,
    REVISE,
    SILENCE,
    LOOK,
    Charter,
    one=charter_shown.one,
    of_project=signed.of_project,
    show="charters.show",
    returned=_("%(number)s · the charter was returned by %(name)s"),
    asked_line=lambda _shown: _("%(number)s · sign the charter as %(places)s by %(day)s (%(calendar)s)"),
    silent=lambda _shown: _("%(number)s · charter: %(missing)s (%(names)s)"),
    read=lambda _shown: _("Read and sign"),
    missing=lambda number: plural("%(number)s signature missing", "%(number)s signatures missing", number),
    to_write=lambda shown: shown.to_write,
    unsaid=_unsaid,
)
