"""Disputes, operation by operation, on both databases: who decides, what stands, and what is done only once."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Event, Thread

import pytest

from bot.process.calendars import days, recounts
from bot.process.disputes import consensus, decisions, raising
from bot.process.disputes import escalations as dispute_escalations
from bot.process.disputes import lists as dispute_lists
from bot.process.disputes import shown as dispute_shown
from bot.process.disputes.clock import Clock
from bot.process.disputes.consensus import NewText
from bot.process.disputes.decisions import Decision
from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.raising import NewDispute
from bot.process.home import inbox
from bot.process.kernel import matters, signatures
from bot.process.kernel.work import Work
from bot.process.projects import finding
from bot.process.requests import asking, contract, figures
from bot.process.requests.asking import Ask
from bot.process.requests.contract import Objection
from bot.words.language import Reader
from bot.words.refused import Refused
from storage import disputes as stored
from storage import outbox, people
from storage.disputes import Dispute, Proposal
from storage.matters import by_id
from tests.only import only
from tests.process.conftest import TEAM, Office

ENGLISH = Reader("en-US")


def raised(office: Office, cause: str = "", **more: object) -> int:
    """D-1: R&D (head, liaison) differs from Marketing (sponsor, other_liaison)."""
    asked = NewDispute(1, 1, 2, "Artwork", "It met the standard.", **more)  # type: ignore[arg-type]
    with office.work("liaison", cause=cause) as work:
        return raising.raise_(work, asked).dispute.id


def of(work: Work, dispute_id: int = 1) -> Dispute:
    found = by_id(work.session, Dispute, TEAM, dispute_id)
    assert found is not None
    return found


def test_a_second_submit_finds_the_first_one_and_its_text(office: Office) -> None:
    assert raised(office, cause="view:1") == raised(office, cause="view:1")
    for _ in range(2):
        with office.work("other_liaison", cause="view:2") as work:
            shown = consensus.propose(work, 1, NewText("Half each."))
            assert shown.proposal is not None
            assert shown.proposal.version == 1
    with office.work("liaison") as work:
        assert [one.number for one in stored.running(work.session, TEAM, 1)] == [1]


def test_what_is_signed_is_exactly_the_text_that_both_confirmed(office: Office) -> None:
    raised(office)
    with office.work("other_liaison") as work:
        first = consensus.propose(work, 1, NewText("Half each.")).proposal
        assert first is not None
    with office.work("liaison") as work:
        second = consensus.propose(work, 1, NewText("Half  each.")).proposal
        assert second is not None
        assert second.content_hash != first.content_hash, "a space more is another text"
    with pytest.raises(Refused, match="version"), office.work("other_liaison") as work:
        consensus.confirm(work, first.id)
    with office.work("sponsor") as work:
        shown = consensus.confirm(work, second.id)
        assert shown.dispute.state == "settled", "the head confirms for Marketing as well as its liaison"
        assert shown.dispute.content_hash == second.content_hash


def test_a_confirmation_is_taken_back_while_nobody_has_acted_on_it(office: Office) -> None:
    raised(office)
    with office.work("pm") as work:
        shown = consensus.propose(work, 1, NewText("Half each."))
        proposal = shown.proposal
        assert proposal is not None
        assert shown.unconfirmed == list(shown.sides), "the PM proposes to both, and confirms for none"
    with office.work("liaison") as work:
        version = consensus.confirm(work, proposal.id).dispute.version
    with office.work("liaison") as work:
        assert len(consensus.undo(work, 1, version).unconfirmed) == 2
    with pytest.raises(Refused, match="undone already"), office.work("liaison") as work:
        consensus.undo(work, 1, version)
    office.now += timedelta(hours=24)
    with office.work("liaison") as work:
        shown = consensus.confirm(work, proposal.id)
        assert shown.dispute.state == "escalated", "at hour 24 no confirmation settles it, whether or not a timer fired"
        assert shown.dispute.deadline_at == office.now
    with office.work("other_liaison") as work:
        assert consensus.confirm(work, proposal.id).dispute.state == "escalated"


def test_both_sides_confirm_at_the_same_moment_and_it_is_settled(office: Office) -> None:
    raised(office)
    with office.work("pm") as work:
        proposal = consensus.propose(work, 1, NewText("Half each.")).proposal
        assert proposal is not None
    looked = Event()

    def confirm() -> None:
        with office.work("other_liaison") as work:
            by_id(work.session, Proposal, TEAM, proposal.id)
            looked.set()
            consensus.confirm(work, proposal.id)

    other = Thread(target=confirm)
    with office.work("liaison") as work:
        other.start()
        # On PostgreSQL the other side has read the text by then; SQLite lets it wait from the start.
        looked.wait(0.5)
        consensus.confirm(work, proposal.id)
    other.join(30)
    with office.work("liaison") as work:
        assert of(work).state == "settled"


def test_the_clock_fires_once_however_often_the_timer_does(office: Office) -> None:
    raised(office)
    office.now += timedelta(hours=72)
    for _ in range(3):
        with office.work("liaison") as work:
            work.actor = None
            dispute_escalations.look(work, 1)
    with office.work("liaison") as work:
        happened = dispute_lists.timeline(work, 1)["happened"]
        escalations = [one for one in happened if one.what.for_(ENGLISH) == "escalated it"]
        assert [one.who.for_(ENGLISH) for one in escalations] == ["Liaison"], "nobody did it"


@pytest.mark.parametrize(("second", "decides"), [(None, None), ("owner", "owner"), ("other_liaison", None)])
def test_who_decides_where_the_sponsor_is_a_party(office: Office, second: str | None, decides: str | None) -> None:
    raised(office)
    with office.work("pm") as work:
        finding.find(work, "P-2026-001").second_decider_id = second
    with office.work("pm") as work:
        chosen = dispute_shown.decider(work, of(work), finding.find(work, "P-2026-001"))
        assert (chosen.user_id if chosen else None) == decides


def test_a_sponsor_who_is_gone_is_replaced_and_a_pm_who_is_a_party_names_nobody(office: Office) -> None:
    with office.work("pm") as work:
        project = finding.find(work, "P-2026-001")
        project.sponsor_id, project.second_decider_id = "colleague", None
    dispute_id = raised(office)
    with office.work("pm") as work:
        people_gone = people.person(work.session, TEAM, "colleague")
        assert people_gone is not None
        people_gone.is_deactivated = True
        finding.find(work, "P-2026-001").pm_id = "head"
    office.now += timedelta(hours=24)
    with office.work("admin") as work:
        dispute_escalations.look(work, dispute_id)
    with pytest.raises(Refused, match="a workspace admin"), office.work("head") as work:
        decisions.set_up(work, 1, Clock.REAL, "owner")
    with office.work("admin") as work:
        assert [one.kind for one in inbox.of(work, "admin")] == ["disputes.call"], "an admin is asked to name somebody"
        decisions.set_up(work, 1, Clock.REAL, "owner")
    with office.work("owner") as work:
        assert [one.kind for one in inbox.of(work, "owner") if one.kind.startswith("disputes")] == ["disputes.decide"]
        shown = decisions.decide(work, dispute_id, Decision("Half each.", reasons="Both saw it."))
        assert len(shown.dispute.content_hash) == 64
    for guest in ("named_guest", "left", "robot"):
        with pytest.raises(Refused, match="full member"), office.work("admin") as work:
            decisions.set_up(work, 1, Clock.REAL, guest)


def test_nobody_but_those_in_it_finds_a_dispute_of_a_private_project(office: Office) -> None:
    dispute_id = raised(office)
    with office.work("pm") as work:
        finding.find(work, "P-2026-001").is_private = True
    with pytest.raises(Refused, match="There is no D-"), office.work("colleague") as work:
        matters.found(work, DISPUTES, 1)
    with pytest.raises(Refused, match="not here any more, or you do not see it"), office.work("colleague") as work:
        consensus.state_position(work, dispute_id, "Mine.")
    with pytest.raises(Refused, match="There is no"), office.work("pm", "T2") as work:
        matters.found(work, DISPUTES, 1)


def test_a_form_that_is_overtaken_changes_nothing(office: Office) -> None:
    dispute_id = raised(office)
    with office.work("other_liaison") as work:
        seen = of(work).version
        consensus.state_position(work, dispute_id, "It did not.", seen)
    with pytest.raises(Refused, match="meanwhile"), office.work("sponsor") as work:
        consensus.state_position(work, dispute_id, "Not at all.", seen)
    with office.work("sponsor") as work:
        assert of(work).other_position == "It did not."


def test_a_warning_is_not_sent_to_who_put_it_off_or_wants_none(office: Office) -> None:
    dispute_id = raised(office)
    with office.work("other_liaison") as work:
        consensus.state_position(work, dispute_id, "It did not.")
        inbox.snooze(work, "disputes.confirm", dispute_id, None)
    with office.work("liaison") as work:
        inbox.want(work, [])
    office.now += timedelta(hours=12)
    with office.work("admin") as work:
        dispute_escalations.look(work, dispute_id)
        sent = work.session.query(outbox.Outgoing).filter_by(template="disputes/warning").all()
        assert sorted(one.lane for one in sent) == ["head", "pm", "sponsor"]
        assert all(one.expires_at == office.now + timedelta(hours=6) for one in sent), "pointless once the next comes"


def test_a_changed_calendar_moves_the_end_of_a_working_clock_and_of_no_other(office: Office) -> None:
    # Monday, 09:00 in Shanghai: 24 working hours end on Wednesday at 15:00.
    raised(office)
    with office.work("pm") as work:
        decisions.set_up(work, 1, Clock.WORKING, None)
    raised(office)
    with office.work("admin") as work:
        real, working = of(work, 1).deadline_at, of(work, 2).deadline_at
        days.set_days(work, "CN", [date(2026, 11, 24)], False, "Anniversary")
    with office.work("admin") as work:
        recounts.recount(work, 1)
        assert of(work, 1).deadline_at == real
        assert of(work, 2).deadline_at == working + timedelta(days=1)


def test_what_each_department_answered_and_delivered_in_time(office: Office) -> None:
    def ask(title: str, needed_by: date) -> int:
        with office.work("liaison") as work:
            return asking.ask(work, Ask(1, 2, title, needed_by)).request.id

    day = office.now.date()
    in_time, late, objected, open_one = (ask(title, day + timedelta(days=7)) for title in "abcd")
    with office.work("other_liaison") as work:
        contract.accept(work, in_time)
        contract.accept(work, late)
        contract.object_to(work, objected, Objection("Too much", "Half of it"))
    with office.work("other_liaison") as work:
        contract.deliver(work, in_time)
    office.now += timedelta(days=20)
    with office.work("other_liaison") as work:
        contract.deliver(work, late)
    with office.work("pm") as work:
        found = only(figures.by_department(work, finding.find(work, "P-2026-001")))
        assert (found.asked, found.answered, found.answered_in_time) == (4, 4, 3), "silence is no answer in time"
        assert (found.delivered, found.delivered_in_time, found.late_notices) == (2, 1, 0)
        assert open_one


def test_whatever_is_confirmed_taken_back_and_decided_is_signed_each_word_chained_to_the_one_before(
    office: Office,
) -> None:
    raised(office)
    with office.work("pm") as work:
        proposal = consensus.propose(work, 1, NewText("Half each.")).proposal
        assert proposal is not None
    with office.work("liaison") as work:
        version = consensus.confirm(work, proposal.id).dispute.version
    with office.work("liaison") as work:
        consensus.undo(work, 1, version)
    with office.work("other_liaison") as work:
        consensus.confirm(work, proposal.id)
    office.now += timedelta(hours=25)
    with office.work("pm") as work:
        decisions.set_up(work, 1, Clock.REAL, "colleague")
    with office.work("colleague") as work:
        decided = decisions.decide(work, 1, Decision("R&D pays.", reasons="It met the standard.")).dispute
    with office.work("pm") as work:
        given = signatures.of(work, "disputes", [1])[1].given
        assert [(one.verdict, one.given_by) for one in given] == [
            ("signed", "liaison"), ("taken back", "liaison"), ("signed", "other_liaison"), ("signed", "colleague"),
        ]  # fmt: skip
        assert signatures.is_whole(given)
        assert decided.content_hash == given[-1].content_hash, "what is shown as its hash"
        assert "It met the standard." in given[-1].record
