"""《项目立项申请表》 as a document: what is proposed, how it came to say so, and who decided."""

from __future__ import annotations

from typing import NamedTuple

from bot.documents.word import Paper, Part, Table
from bot.process.kernel import matters
from bot.process.kernel.rooms import reader_of
from bot.process.kernel.work import Work
from bot.process.proposals import differences
from bot.process.proposals.differences import CHANNELS, LABELS
from bot.process.proposals.kind import PROPOSALS
from bot.process.proposals.shown import Shown
from bot.process.proposals.states import DID
from bot.words.language import Reader, Text, joined
from bot.words.language import text as _
from storage import history, people
from storage.history import Change
from storage.people import Person
from storage.projects import Project

NAME = _("Project proposal")
# What makes a new version of it, and what is a verdict on one.
VERSIONS, VERDICTS = ("propose", differences.SENT_AGAIN), ("approve", "return", "reject")
_SEVERAL, _NOBODY = _("%(one)s; %(rest)s"), Text("–")


class Written(NamedTuple):
    """A paper, of which project, and on which day."""

    paper: Paper
    project: Project
    day: str


def written(work: Work, proposal_id: int) -> Written:
    """The document as things are, in the actor's language.

    Raises Refused where there is no such proposal that the actor may see.
    """
    proposal = matters.held(work, PROPOSALS, proposal_id)
    shown, reader = PROPOSALS.one(work, proposal), reader_of(work.person)
    done = history.of(work.session, work.team_id, PROPOSALS.flow, proposal.id)
    acted = {one for change in done for one in (change.actor_id, change.on_behalf_of) if one}
    named = people.people(work.session, work.team_id, acted)
    parts = (
        _revisions(work, done, named, reader),
        _basics(shown, reader),
        _outcomes(shown, reader),
        _verdicts(done, named, reader),
    )
    paper = Paper(
        title=NAME.for_(reader),
        above=f"{shown.project.number} · {shown.project.name}",
        cover=_cover(shown, reader),
        foot=_("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s").for_(reader),
        parts=parts,
    )
    return Written(paper, shown.project, work.today(shown.project.zone).isoformat())


def _cover(shown: Shown, reader: Reader) -> list[tuple[str, str]]:
    said = [
        (_("Project number"), Text("%(number)s", {"number": shown.project.number})),
        (LABELS["name"], Text("%(name)s", {"name": shown.project.name})),
        (LABELS["initiating_department_id"], shown.initiating.name),
        (_("Proposed by"), _name(shown.proposer)),
        (_("Sent"), Text("%(at)s", {"at": shown.proposal.sent_at})),
        (_("State"), shown.words),
    ]
    return [(label.for_(reader), text.for_(reader)) for label, text in said]


def _basics(shown: Shown, reader: Reader) -> Part:
    project, proposal = shown.project, shown.proposal
    said = [
        (LABELS["scenario"], shown.scenario.name),
        (LABELS["background"], Text("%(words)s", {"words": proposal.background})),
        (LABELS["objective"], Text("%(words)s", {"words": project.objective})),
        (_("Period"), _("%(start)s – %(end)s", start=project.starts_on, end=project.ends_on)),
        (LABELS["departments"], joined([one.name for one in shown.departments], _SEVERAL) or _NOBODY),
        (LABELS["pm_id"], _name(shown.pm)),
        (LABELS["sponsor_id"], _name(shown.sponsor)),
        (LABELS["wants_private"], CHANNELS[proposal.wants_private]),
    ]
    rows = [(label.for_(reader), text.for_(reader)) for label, text in said]
    header = (_("Item").for_(reader), _("What is proposed").for_(reader))
    return Part(_("What is proposed").for_(reader), Table(header, rows, (0.24, 0.76), is_named=True))


def _outcomes(shown: Shown, reader: Reader) -> Part:
    rows = [(str(number), one) for number, one in enumerate(shown.proposal.outcomes, 1)]
    header = (_("No.").for_(reader), LABELS["outcomes"].for_(reader))
    said = _("They become the checklist of the acceptance.").for_(reader)
    return Part(LABELS["outcomes"].for_(reader), Table(header, rows, (0.1, 0.9)), said)


def _revisions(work: Work, done: list[Change], named: dict[str, Person], reader: Reader) -> Part:
    """修订记录: each version that was sent, by whom, and what was other in it."""
    rows = []
    for number, change in enumerate((one for one in done if one.action in VERSIONS), 1):
        other = joined([one.label for one in differences.of_change(work, change)], _SEVERAL)
        said = (other or _("nothing was changed")) if change.action == differences.SENT_AGAIN else _("first version")
        rows.append((str(number), reader.moment(change.at), _hand(change, named, reader), said.for_(reader)))
    heads = (_("Version"), _("When"), _("Who"), _("What was changed"))
    header = [one.for_(reader) for one in heads]
    return Part(_("Revision record").for_(reader), Table(header, rows, (0.15, 0.28, 0.2, 0.37)))


def _verdicts(done: list[Change], named: dict[str, Person], reader: Reader) -> Part:
    """批准栏: who decided, for whom, when, what, and with which words; what was taken back is left out."""
    standing: list[Change] = []
    for change in done:
        if change.action == "undo" and standing:
            # Only what was done last can be taken back.
            standing.pop()
        else:
            standing.append(change)
    rows = [
        (
            _name(named.get(one.actor_id or "")).for_(reader),
            _name(named.get(one.on_behalf_of or "")).for_(reader),
            reader.moment(one.at),
            DID[one.action].for_(reader),
            one.because,
        )
        for one in standing
        if one.action in VERDICTS
    ]
    heads = (_("Who"), _("For whom"), _("When"), _("Verdict"), _("Words"))
    blank = [("", "", "", _("waits to be approved").for_(reader), "")]
    table = Table([one.for_(reader) for one in heads], rows or blank, (0.16, 0.16, 0.24, 0.18, 0.26))
    return Part(_("Approval").for_(reader), table)


def _hand(change: Change, named: dict[str, Person], reader: Reader) -> str:
    actor, principal = named.get(change.actor_id or ""), named.get(change.on_behalf_of or "")
    if principal is None:
        return _name(actor).for_(reader)
    return _("%(name)s for %(principal)s", name=_name(actor), principal=principal.name).for_(reader)


def _name(person: Person | None) -> Text:
    return Text("%(name)s", {"name": person.name}) if person is not None else _NOBODY
