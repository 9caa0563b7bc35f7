"""What a flow says of its matters, once: its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy.orm import Session

from bot.process.kernel.transitions import Transitions
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import matters as kept
from storage.history import Change
from storage.matters import Matter


class Shown(Protocol):
    """A matter as it is shown: itself, by whom it was changed last, and where it stands, in words."""

    @property
    def matter(self) -> Matter: ...
    @property
    def hand(self) -> Text: ...
    @property
    def words(self) -> Text: ...


# Of what a button or a form was about, whose number nobody typed.
GONE = _("That is not here any more, or you do not see it now. `/liaison inbox` shows what waits for you.")

M = TypeVar("M", bound=Matter)
S = TypeVar("S", bound=Shown)


@dataclass(frozen=True, slots=True)
class Kind(Generic[M, S]):
    """What a flow says of its matters. `unknown` and `not_yours` have the place %(number)s, or %(matter)s (R-7)."""

    flow: str
    # The R of R-7, and the command that shows it.
    letter: str
    command: str
    table: type[M]
    moves: Transitions[Any]
    # Matters as they are shown, in the same order; and one change of one of them in words.
    many: Callable[[Work, Sequence[M]], list[S]]
    told: Callable[[Work, Change], Text]
    # What an action on the matter is a matter of: whose department, whose person; for `rights.must`.
    concerns: Callable[[Work, str, M], dict[str, Any]]
    # What follows from every change: the moments at which it is looked at again, and its cards.
    watch: Callable[[Work, M], None]
    draw: Callable[[Work, M], S]
    unknown: Text
    not_yours: Text
    # The moves that may be taken back: nobody else was asked to act on them at once.
    harmless: frozenset[str] = frozenset()
    # The departments between which a matter is; each takes part in the project while it is open.
    between: Callable[[M], Sequence[int]] = lambda _matter: ()
    # Who may read one of a project that they may not see.
    is_readable: Callable[[Work, M], bool] = lambda _work, _matter: False
    # What one of a number is called, where that is not R-7.
    named: Callable[[int], str] | None = None

    def called(self, number: int | str) -> str:
        """What the matter of that number is called."""
        return self.named(int(number)) if self.named is not None and number else f"{self.letter}-{number}"

    def one(self, work: Work, matter: M) -> S:
        """A matter as it is shown."""
        return self.many(work, [matter])[0]

    def row(self, session: Session, team_id: str, matter_id: int) -> M | None:
        """What is kept of one."""
        return kept.by_id(session, self.table, team_id, matter_id)

    def draw_anew(self, work: Work, matter_id: int) -> None:
        """What stands on its cards is not certain."""
        matter = self.row(work.session, work.team_id, matter_id)
        if matter is not None:
            self.draw(work, matter)

    def show(self, number: int) -> Offer:
        """A button beside a refusal that shows the matter."""
        return Offer(_("Show it"), f"{self.flow}.show", str(number))

    def no_such(self, number: int | str = "") -> Refused:
        """There is none of that number, or it is none that the actor may see; without one, what was meant is gone."""
        if number == "" and "%(number)s" in self.unknown.message:
            return Refused(GONE)
        return Refused(Text(self.unknown.message, {"number": number, "matter": self.called(number)}))
