"""The one kind of failure that is expected: something a person may not do or cannot mean, told to that person alone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language import Text


@dataclass(frozen=True, slots=True)
class Offer:
    """A button beside a refusal: what the person can do instead."""

    label: Text
    action: str
    value: str


class Refused(Exception):
    """Shown to the user as written; nothing was changed.

    `field` names the input of a form that the refusal is about.
    """

    def __init__(self, why: Text, *, field: str | None = None, offer: Offer | None = None) -> None:
        super().__init__(why.message)
        self.why = why
        self.field = field
        self.offer = offer
