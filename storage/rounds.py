"""What is kept of a matter that people sign in rounds, whatever it says and whoever signs it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Text
from sqlmodel import Field

from storage.db import UtcDateTime
from storage.matters import Matter

DRAFT, SIGNING, RETURNED, SIGNED = "draft", "signing", "returned", "signed"
# Somebody has the next word.
OPEN = (SIGNING, RETURNED)


class Rounded(Matter):
    """The columns of a matter that is sent to be signed; its kind adds what it says."""

    # Counts what was sent: each is another content. 0 before it was sent for the first time.
    edition: int = 0
    # When it was sent last, and the last day on which a signature is not late: a calendar day in the project's zone.
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sign_by: date | None = None
    # The project ran already when it was begun.
    is_after_fact: bool = False
    # Why it was returned last, by whom, for whom and when.
    note: str = Field(default="", sa_type=Text)
    returned_by: str | None = None
    returned_for: str | None = None
    returned_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def is_asking(self) -> bool:
        """Whether it waits for the words of those who are asked."""
        return self.state == SIGNING

    @property
    def about(self) -> str:
        """What its cards and messages are filed under."""
        return f"{self.__tablename__}:{self.id}"

    @property
    def card(self) -> str:
        """Under which name the cards of this round stand: one that changes makes no phone ring."""
        return self.about if self.sent_at is None else f"{self.about}:{int(self.sent_at.timestamp())}"

    @property
    def turn(self) -> str:
        """What is said of whose turn it is; when it is another's, what was not said yet is dropped."""
        return f"{self.about}:turn"
