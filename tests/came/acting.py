"""What people do in these stories, in one step each."""

from __future__ import annotations

from tests.world import Message, Outcome, Person, View


async def fills_in(who: Person, button: str, on: Message | View, **values: object) -> Outcome:
    """Open the form behind a button and send it; one that is refused fails."""
    return await sends(who, await who.presses(button, on=on), **values)


async def writes(who: Person, line: str, **values: object) -> Outcome:
    """Open the form behind a command and send it; one that is refused fails."""
    return await sends(who, await who.types(line), **values)


async def sends(who: Person, form: Outcome | View, **values: object) -> Outcome:
    """Send a form; one that is refused fails."""
    view = form.view if isinstance(form, Outcome) else form
    assert view is not None, f"no form opened for {who.key}: {form.text}"
    sent = await who.submits(view, **values)
    assert sent.ok, f"the form was not sent: {sent.text}"
    assert not sent.errors, f"the form was refused: {sent.text}"
    return sent


async def sends_knowing(who: Person, form: Outcome, **values: object) -> Outcome:
    """Send a form of which one reads first what it does, and send it again."""
    assert form.view is not None, f"no form opened for {who.key}: {form.text}"
    assert (await who.submits(form.view, **values)).errors, "nothing was said before"
    return await sends(who, form, **values)
