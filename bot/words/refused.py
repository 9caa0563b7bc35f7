"""The one kind of failure that is expected: something a person may not do or cannot mean, told to that person alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.words.language import Name, Text, joined
from bot.words.language import text as _


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


class Overtaken(Refused):
    """Somebody has changed what a form is about since it was opened."""


class TakenBack(Refused):
    """A form is sent again whose first sending made something that has been taken back since."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This form was saved when it was sent before, and what it did has been taken back since. "
                "To do it once more, open the form anew; what you typed stays here until you close it."
            )
        )


def must_stand(stands: object, seen: object, wanted: object, why: Text) -> None:
    """Raises Overtaken where something else `stands` than was `seen` when a form was opened, and than is `wanted`.

    Of what nobody has looked at, `seen` is None.
    """
    if seen is not None and stands not in (seen, wanted):
        raise Overtaken(why)


def there_is(known: Iterable[Name | str]) -> Text:
    """What could have been named instead."""
    listed = joined(known, Text("%(one)s · %(rest)s"))
    return _("There is: %(known)s", known=listed) if listed else _("None has been made yet.")


def overtaken(by: Text | None, called: str | Text, number: int, state: Text, *, flow: str) -> Overtaken:
    """Somebody (None: the reader) has changed R-1, D-1 … since the form was opened; a button of the flow shows it."""
    said = _(
        "You have changed %(matter)s already: it is %(state)s. This was not saved; look and send it again.",
        matter=called,
        state=state,
    )
    if by is not None:
        said = _(
            "%(name)s has changed %(matter)s meanwhile: it is %(state)s. This was not saved; look and send it again.",
            name=by,
            matter=called,
            state=state,
        )
    return Overtaken(said, offer=Offer(_("Show it"), f"{flow}.show", str(number)))
