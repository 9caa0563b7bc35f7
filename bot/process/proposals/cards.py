"""How proposals stand with those who decide on them, and what is told to whoever proposed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.process.kernel import posts, quiet, substitutes
from bot.process.kernel.rooms import Drawing, Wanted
from bot.process.kernel.work import Work
from bot.process.proposals import shown as proposal_shown
from bot.process.proposals.shown import Shown
from bot.process.proposals.states import State
from storage import matters as kept
from storage import people, unposted
from storage.people import Person
from storage.posts import holds_one
from storage.proposals import Proposal

# The template of a proposal's card.
CARD = "proposals/card"


def draw(work: Work, proposal: Proposal) -> Shown:
    """Post or renew the proposal's card with those who are asked, and whoever stands in for one of them."""
    shown, card = proposal_shown.one(work, proposal), f"proposals:{proposal.id}"
    acting = asked(work, shown)
    for person in [*acting, *quiet.others_with(work, card, acting)]:
        quiet.redraw(work, person, CARD, proposal.id, card=card, project=shown.project)
    work.unpost(card, "somebody else decides", but=[one.user_id for one in acting])
    return shown


def asked(work: Work, shown: Shown) -> list[Person]:
    """Those who are asked now, and whoever stands in for one of them; not who proposed it, where others are asked."""
    if shown.state != State.WAITING:
        return []
    found = {one.user_id: one for one in shown.deciders}
    for user_id in list(found):
        found |= {one.user_id: one for one in substitutes.covering(work, user_id)}
    return [one for one in found.values() if shown.may_be_decided_by(one.user_id)]


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What the card shows to the person with whom it stands."""
    proposal = kept.by_id(work.session, Proposal, work.team_id, wanted.subject_id)
    person = people.person(work.session, work.team_id, wanted.lane)
    if proposal is None or person is None:
        return None
    shown = proposal_shown.one(work, proposal)
    decides = shown.state == State.WAITING and shown.may_be_decided_by(person.user_id)
    return Drawing(quiet.room_of(person), {"shown": shown, "decides": decides, "revises": False})


def turn_of(proposal: Proposal) -> str:
    """What is said of whose turn it is; when it is another's, what was not said yet is dropped."""
    return f"proposals:{proposal.id}:turn"


def tell_proposer(work: Work, shown: Shown, template: str, **context: Any) -> None:
    """Tell whoever proposed what came of it; not who has just done that."""
    quiet.tell_each(work, [shown.proposer], template, about=turn_of(shown.proposal), shown=shown, **context)


def tell_approved(work: Work, shown: Shown) -> None:
    """The same of a project that comes to life, with what the proposer is named for in it."""
    proposer, project = shown.proposer, shown.project
    held = posts.held(work, project, proposer.user_id) if proposer is not None else []
    is_known = holds_one(work.session, work.team_id, shown.proposal.created_by, but_in=project.id)
    expected = [] if is_known or not held else posts.expected(one.name for one in held)
    # Before the invitation to its kickoff meeting, which waits for no other morning.
    tell_proposer(work, shown, "proposals/approved", posts=held, expected=expected, is_urgent=True)


def readers(work: Work, proposal: Proposal) -> list[Person]:
    """Those who are asked now, or stand in for one of them, and may have read so: it waits for no morning of theirs."""
    unread = unposted.lanes(work.session, work.team_id, f"proposals:{proposal.id}")
    return [one for one in asked(work, proposal_shown.one(work, proposal)) if one.user_id not in unread]


def tell_readers(work: Work, readers: Sequence[Person], template: str, **context: Any) -> None:
    """Tell these what has become of what they have read: a card that changes makes no phone ring."""
    about = turn_of(context["shown"].proposal)
    for person in readers:
        if person.user_id != work.actor_id and person.is_there:
            # Not as `quiet.tell` does: whoever stands in for one of them is among them.
            work.say(template, to=person, about=about, due_at=quiet.due(work, person), **context)


def tell_sent_again(work: Work, shown: Shown) -> None:
    """Tell who decides that it was sent again, and what is other: a card that changes makes no phone ring."""
    about = turn_of(shown.proposal)
    quiet.tell_each(work, shown.deciders, "proposals/sent_again", about=about, shown=shown)
