"""The signatures of a charter as people and departments come, go, change their minds and never answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.process.charters import cards, lists, paper, reminders, rounding, sections, signing, writing
from bot.process.charters import shown as charter_shown
from bot.process.charters.kind import CHARTERS
from bot.process.charters.shown import Shown
from bot.process.charters.states import State
from bot.process.departments import editing
from bot.process.handovers import handing
from bot.process.home import inbox
from bot.process.kernel.rules import Phase
from bot.process.kickoffs import noting
from bot.process.kickoffs.noting import Noted
from bot.process.phases import moving
from bot.process.revisions import joining, leaving, returning
from bot.process.revisions.shifted import Choice
from bot.process.substitutes import windows
from bot.process.substitutes.windows import NewWindow
from bot.process.tasks import edits
from bot.process.verifying import verify
from bot.words.language import Reader, Text
from bot.words.refused import Overtaken, Refused
from storage import charters, departments, history, projects
from storage.charters import Charter
from storage.outbox import DUE, SENT, Outgoing
from tests.process.conftest import TEAM, Office
from tests.process.operations import OPERATIONS, sent, written
from tests.process.test_deadlines import pass_until
from tests.process.test_deadlines import reminders as reminded

READER = Reader("en-US")


def of(office: Office) -> Shown:
    """The charter as it stands."""
    with office.work("pm") as work:
        found = charters.of_project(work.session, TEAM, 1)
        assert found is not None
        shown = CHARTERS.one(work, found)
        work.session.expunge_all()
        return shown


def missing(office: Office) -> list[str]:
    return [one.label.for_(READER) for one in of(office).missing]


def send(office: Office) -> int:
    with office.work("pm") as work:
        return sent(work).id


def sign(office: Office, who: str, edition: int = 1) -> Shown:
    with office.work(who) as work:
        return signing.sign(work, of(office).charter.id, edition)


def edit(office: Office, name: str, **said: object) -> Shown:
    with office.work("pm") as work:
        return writing.edit(work, of(office).charter.id, name, said)


def waits(office: Office, who: str) -> list[str]:
    with office.work(who) as work:
        return [one.line.for_(READER) for one in inbox.of(work, who) if one.kind.startswith("charters.")]


def told(office: Office) -> list[str]:
    with office.work("pm") as work:
        return [one.action for one in history.of(work.session, TEAM, "charters", of(office).charter.id)]


def test_one_that_is_begun_says_what_the_project_says_and_is_begun_once(office: Office) -> None:
    for _again in range(2):
        with office.work("pm") as work:
            charter = writing.begin_of(work, 1).charter
    assert charter.number == 2026001
    assert charter.is_after_fact, "the project runs already"
    assert charter.content["goal"] == {"background": "", "objective": "Sell"}
    assert charter.content["period"]["ends_on"] == "2026-12-31"
    assert charter.content["team"]["members"] == ["liaison", "other_liaison"]
    with office.work("colleague") as work, pytest.raises(Refused) as why:
        writing.begin_of(work, 1)
    assert why.value.why.for_(READER) == "P-2026-001 has no charter yet. Pm (PM) can."


def test_what_has_to_be_said_before_it_is_signed_is_named(office: Office) -> None:
    with office.work("pm") as work:
        charter_id = writing.begin_of(work, 1).charter.id
    with office.work("pm") as work, pytest.raises(Refused) as why:
        rounding.send(work, charter_id)
    said = why.value.why.for_(READER)
    for label in ("Expected outcomes", "Scope", "Contribution of R&D", "Contribution of Marketing"):
        assert label in said
    assert "Background and objective" not in said
    assert why.value.offer is not None
    assert why.value.offer.value == f"{charter_id}:outcomes"


def test_all_sign_and_who_holds_two_posts_signs_both_with_one_word(office: Office) -> None:
    send(office)
    assert missing(office) == ["sponsor", "head of R&D", "head of Marketing"]
    assert sign(office, "sponsor").state == State.SIGNING
    assert missing(office) == ["head of R&D"]
    done = sign(office, "head")
    assert (done.state, done.charter.signed_edition) == (State.SIGNED, 1)
    assert done.project.phase == Phase.EXECUTION, "one that runs keeps its phase"
    assert told(office)[-3:] == ["sign", "sign", "complete"]
    with office.work("head") as work, pytest.raises(Refused, match="not possible now"):
        signing.withdraw(work, done.charter.id)


def test_a_project_in_initiation_goes_on_to_planning_with_the_last_signature(office: Office) -> None:
    with office.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        project.phase = Phase.INITIATION
        work.session.add(project)
    send(office)
    assert not of(office).charter.is_after_fact
    sign(office, "sponsor")
    assert sign(office, "head").project.phase == Phase.PLANNING
    with office.work("pm") as work:
        last = history.of(work.session, TEAM, "projects", 1)[-1]
        assert (last.action, last.actor_id) == ("sign the charter", "head")


def test_a_change_voids_the_signatures_of_those_whom_it_concerns_and_the_same_again_keeps_them(office: Office) -> None:
    charter_id = send(office)
    sign(office, "sponsor")
    sign(office, "head")
    assert edit(office, "contribution:1", contribution="Three engineers").state == State.DRAFT
    assert missing(office) == [], "what was sent is what was signed"
    with office.work("pm") as work:
        assert rounding.send(work, charter_id).charter.edition == 2
    assert missing(office) == ["head of R&D"]
    with office.work("head") as work:
        shown = CHARTERS.one(work, work.session.get(Charter, charter_id))  # type: ignore[arg-type]
        (mine,) = charter_shown.of_person(work, shown, "head")
        assert mine.others is not None
        assert [one.label.for_(READER) for one in mine.others] == ["Contribution of R&D"]
        assert [line.for_(READER) for fact in mine.others[0].was for line in fact.lines] == ["Two engineers"]
    edit(office, "contribution:1", contribution="Two engineers")
    with office.work("pm") as work:
        again = rounding.send(work, charter_id)
    assert (again.state, again.charter.edition, again.missing) == (State.SIGNED, 3, []), "they have signed just that"


def test_what_concerns_all_is_signed_by_all_again_and_by_the_version_that_was_read(office: Office) -> None:
    charter_id = send(office)
    sign(office, "sponsor")
    edit(office, "budget", amount="120万元", budget_words="Tooling")
    with office.work("pm") as work:
        rounding.send(work, charter_id)
    assert missing(office) == ["sponsor", "head of R&D", "head of Marketing"]
    with office.work("head") as work, pytest.raises(Overtaken, match="Version"):
        signing.sign(work, charter_id, 1)
    sign(office, "sponsor", 2)
    assert sign(office, "head", 2).state == State.SIGNED


def test_one_that_is_returned_goes_back_with_reasons_and_that_can_be_taken_back(office: Office) -> None:
    charter_id = send(office)
    sign(office, "sponsor")
    with office.work("head") as work, pytest.raises(Refused, match="what is missing"):
        signing.send_back(work, charter_id, "")
    with office.work("head") as work:
        returned = signing.send_back(work, charter_id, "One engineer until May")
    assert (returned.state, returned.returner.for_(READER)) == (State.RETURNED, "Head")
    assert waits(office, "pm") == ["P-2026-001 · the charter was returned by Head"]
    with office.work("head") as work:
        back = signing.undo(work, charter_id, returned.charter.version)
    assert (back.state, missing(office)) == (State.SIGNING, ["head of R&D"])
    with office.work("head") as work:
        signing.send_back(work, charter_id, "One engineer until May")
    edit(office, "contribution:1", contribution="One engineer until May")
    with office.work("pm") as work:
        rounding.send(work, charter_id)
    assert missing(office) == ["head of R&D"], "the sponsor is not concerned"


@pytest.mark.parametrize("move", ["change", "stop", "return"])
def test_one_in_which_something_was_taken_back_is_read_like_any_other(office: Office, move: str) -> None:
    charter_id = send(office)
    with office.work("head" if move == "return" else "pm") as work:
        match move:
            case "change":
                shown = writing.edit(work, charter_id, "contribution:1", {"contribution": "Three engineers"})
            case "stop":
                shown = rounding.stop(work, charter_id)
            case _:
                shown = signing.send_back(work, charter_id, "One engineer until May")
        version = shown.charter.version
    with office.work("head" if move == "return" else "pm") as work:
        signing.undo(work, charter_id, version)
    for who in ("pm", "sponsor", "head", "colleague"):
        with office.work(who) as work:
            read = lists.timeline(work, of(office).charter.number)
            assert read["happened"][-1].what.for_(READER) == "took that back"
            assert paper.written(work, charter_id).paper.parts


def test_nobody_withdraws_what_another_has_signed_not_even_who_stands_in(office: Office) -> None:
    charter_id = send(office)
    sign(office, "head")
    with office.work("head") as work:
        today = work.today("Asia/Shanghai")
        windows.name(work, NewWindow("head", "colleague", today, today + timedelta(days=2)))
    with office.work("colleague") as work:
        shown = of(office)
        [his] = charter_shown.of_person(work, shown, "colleague")
        assert (his.is_given, his.by_another) == (False, True)
    with office.work("colleague") as work, pytest.raises(Refused, match="nothing here that could be withdrawn"):
        signing.withdraw(work, charter_id)
    with office.work("head") as work:
        assert [one.is_given for one in charter_shown.of_person(work, of(office), "head")] == [True]
        assert len(signing.withdraw(work, charter_id).missing) == 3


def test_a_signature_is_withdrawn_before_the_last_and_a_round_is_stopped(office: Office) -> None:
    charter_id = send(office)
    sign(office, "sponsor")
    with office.work("sponsor") as work:
        assert len(signing.withdraw(work, charter_id).missing) == 3
    with office.work("head") as work, pytest.raises(Refused, match="nothing here that could be withdrawn"):
        signing.withdraw(work, charter_id)
    sign(office, "sponsor")
    with office.work("pm") as work:
        stopped = rounding.stop(work, charter_id)
    assert waits(office, "head") == []
    with office.work("head") as work, pytest.raises(Refused, match="not possible now"):
        signing.sign(work, charter_id, 1)
    with office.work("pm") as work:
        assert signing.undo(work, charter_id, stopped.charter.version).state == State.SIGNING
    assert missing(office) == ["head of R&D"], "what was signed stays signed"
    assert waits(office, "head") != []


@pytest.mark.parametrize("move", ["stop", "return"])
def test_the_document_goes_once_to_whom_it_never_went_when_a_round_goes_on(office: Office, move: str) -> None:
    charter_id = send(office)
    with office.work("pm") as work:
        papers = select(Outgoing).where(col(Outgoing.template) == cards.DOCUMENT)
        lanes = {one.lane for one in work.session.scalars(papers)}
        for one in work.session.scalars(papers.where(col(Outgoing.lane) == "head")):
            one.state, one.finished_at = SENT, work.now
    assert lanes == {"sponsor", "head"}
    for _again in range(2):
        office.now += timedelta(minutes=1)
        by = "pm" if move == "stop" else "head"
        with office.work(by) as work:
            done = rounding.stop if move == "stop" else signing.send_back
            shown = done(work, charter_id, *([] if move == "stop" else ["The budget is not ours"]))
        office.now += timedelta(minutes=1)
        with office.work(by) as work:
            assert signing.undo(work, charter_id, shown.charter.version).state == State.SIGNING
            to_go = [one.lane for one in work.session.scalars(papers.where(col(Outgoing.state) == DUE))]
            assert to_go == ["sponsor"]


def test_who_never_answers_is_passed_over_by_the_sponsor_once_the_day_is_over(office: Office) -> None:
    charter_id = send(office)
    sign(office, "sponsor")
    head = of(office).missing[0].signer.id
    with office.work("sponsor") as work, pytest.raises(Refused, match="They have until"):
        signing.pass_over(work, charter_id, head, "At sea until June")
    office.now += timedelta(days=7)
    with office.work("admin") as work:
        reminders.AWAITED.look(work, charter_id)
    assert waits(office, "pm") == ["P-2026-001 · charter: 1 signature missing (Head) · 🔴 2 working days overdue"]
    assert of(office).missing[0].days == 5
    with office.work("sponsor") as work, pytest.raises(Refused, match="stands there for good"):
        signing.pass_over(work, charter_id, head, "")
    with office.work("sponsor") as work:
        done = signing.pass_over(work, charter_id, head, "At sea until June")
    assert done.state == State.SIGNED
    passed = next(one for one in done.places if one.is_passed)
    assert (passed.label.for_(READER), passed.word.reasons if passed.word else "") == (
        "head of R&D",
        "At sea until June",
    )
    with office.work("pm") as work, pytest.raises(Refused, match="no such check code"):
        verify(work, passed.code)


def test_who_signs_where_a_word_stands_reads_whose_it_is(office: Office) -> None:
    with office.work("admin") as work:
        department = departments.department(work.session, TEAM, 1)
        assert department is not None
        said = replace(editing.described(department), deputies=("colleague",))
        editing.change(work, 1, said, version=department.version)
    charter_id = send(office)
    sign(office, "head")
    for who, words in (("head", "You have signed this version"), ("colleague", "Head has signed there already")):
        assert words in unsigned(office, who)
    with office.work("head") as work:
        signing.withdraw(work, charter_id)
    office.now += timedelta(days=7)
    head = next(one.signer.id for one in of(office).missing if one.label.for_(READER) == "head of R&D")
    with office.work("sponsor") as work:
        signing.pass_over(work, charter_id, head, "At sea until June")
    for who in ("head", "colleague"):
        assert "went on without your signature" in unsigned(office, who), "they have signed nothing"


def unsigned(office: Office, who: str) -> str:
    """Why that person cannot sign."""
    with pytest.raises(Refused) as why:
        sign(office, who)
    return why.value.why.for_(READER)


def test_the_sponsor_does_not_go_on_without_their_own_signature(office: Office) -> None:
    charter_id = send(office)
    office.now += timedelta(days=7)
    own = [one.signer.id for one in of(office).missing if one.label.for_(READER) != "head of R&D"]
    for signer_id in own:
        with office.work("sponsor") as work, pytest.raises(Refused, match="your own"):
            signing.pass_over(work, charter_id, signer_id, "Busy")


def test_a_substitute_signs_for_whom_they_stand_in_for(office: Office) -> None:
    with office.work("head") as work:
        windows.name(work, NewWindow("head", "colleague", office.now.date(), office.now.date() + timedelta(days=3)))
    send(office)
    assert waits(office, "colleague")
    with office.work("colleague") as work:
        signed = signing.sign(work, of(office).charter.id, 1)
    place = next(one for one in signed.places if one.signer.department_id == 1)
    assert place.hand.for_(READER) == "Colleague for Head"
    assert waits(office, "head") == waits(office, "colleague") == []
    with office.work("head") as work:
        [own] = charter_shown.of_person(work, of(office), "head")
        assert (own.is_given, own.by_another) == (True, True), "theirs to withdraw, and by another's hand"


def test_a_deputy_signs_for_the_head_and_the_record_says_so(office: Office) -> None:
    charter_id = send(office)
    with office.work("admin") as work:
        departments.all_of(work.session, TEAM)[0].deputies = ["colleague"]
    with office.work("colleague") as work:
        [asked] = charter_shown.of_person(work, of(office), "colleague")
        assert asked.principal is not None, "it says for whom, before they sign"
        assert asked.principal.user_id == "head"
    with office.work("colleague") as work:
        signed = signing.sign(work, charter_id, 1)
    place = next(one for one in signed.places if one.signer.department_id == 1)
    assert place.hand.for_(READER) == "Colleague for Head"
    with office.work("pm") as work:
        last = history.of(work.session, TEAM, "charters", charter_id)[-1]
        assert (last.actor_id, last.on_behalf_of) == ("colleague", "head")
    with office.work("head") as work:
        assert len(signing.withdraw(work, charter_id).missing) == 3, "it was given for them"
    sign(office, "head")
    with office.work("pm") as work:
        assert next(one for one in of(office).places if one.signer.department_id == 1).hand.for_(READER) == "Head"


def test_another_head_is_asked_and_what_others_signed_stays(office: Office) -> None:
    send(office)
    sign(office, "sponsor")
    with office.work("pm") as work:
        handing.all_to(work, 1, "head", "other_head")
    assert waits(office, "head") == []
    assert waits(office, "other_head")
    with office.work("head") as work, pytest.raises(Refused):
        signing.sign(work, of(office).charter.id, 1)
    assert sign(office, "other_head").state == State.SIGNED


def test_a_department_that_joins_signs_and_one_that_leaves_is_not_waited_for(office: Office) -> None:
    charter_id = send(office)
    sign(office, "sponsor")
    legal = legal_joins(office)
    assert missing(office) == ["head of R&D", "head of Legal"]
    assert waits(office, "owner") == [], "the PM writes their part first"
    sign(office, "head")
    assert missing(office) == ["head of Legal"]
    with office.work("pm") as work:
        leaving.leave(work, 1, legal, Choice())
    assert of(office).state == State.SIGNED, "nobody is missing any more"
    with office.work("pm") as work:
        assert sections.of_department(legal) not in CHARTERS.one(work, work.session.get(Charter, charter_id)).names  # type: ignore[arg-type]


def legal_joins(office: Office) -> int:
    """A third department takes part, whose head is the owner."""
    with office.work("admin") as work:
        like = editing.described(departments.all_of(work.session, TEAM)[0])
        legal = editing.made(work, replace(like, name_en="Legal", head_id="owner")).id
    with office.work("pm") as work:
        joining.join(work, 1, legal)
    return legal


def test_who_joined_since_signs_once_their_part_is_said_and_nobody_signs_nothing(office: Office) -> None:
    charter_id = send(office)
    legal = legal_joins(office)
    sign(office, "sponsor")
    sign(office, "head")
    assert waits(office, "owner") == [], "they have nothing to sign yet"
    assert waits(office, "pm") == [
        "P-2026-001 · write into the charter what these departments contribute, and send it again: Legal"
    ]
    with office.work("owner") as work, pytest.raises(Refused, match="does not say yet what your department"):
        signing.sign(work, charter_id, 1)
    assert of(office).state == State.SIGNING, "what a department contributes is signed by its head, or it is not whole"
    edit(office, sections.of_department(legal), contribution="A lawyer for two days")
    with office.work("pm") as work:
        rounding.send(work, charter_id)
    assert missing(office) == ["head of Legal"], "whom that does not concern has signed"
    assert waits(office, "owner")
    assert not waits(office, "pm")
    assert sign(office, "owner", 2).state == State.SIGNED


def test_what_a_department_contributes_goes_on_with_it_into_another(office: Office) -> None:
    charter_id = send(office)
    for who in ("sponsor", "head"):
        sign(office, who)
    with office.work("admin") as work:
        like = editing.described(departments.all_of(work.session, TEAM)[0])
        lab = editing.made(work, replace(like, name_en="Laboratory", head_id="owner")).id
    with office.work("pm") as work:
        leaving.merge(work, 1, 1, lab)
    said = of(office).charter.content[sections.of_department(lab)]
    assert said == {"words": "Two engineers"}
    with office.work("pm") as work:
        rounding.send(work, charter_id)
    assert missing(office) == ["head of Laboratory"]


def test_a_merger_that_is_taken_back_leaves_to_each_what_it_contributes(office: Office) -> None:
    send(office)
    with office.work("admin") as work:
        like = editing.described(departments.all_of(work.session, TEAM)[0])
        lab = editing.made(work, replace(like, name_en="Laboratory", head_id="owner")).id
    before = dict(of(office).charter.content)
    with office.work("pm") as work:
        leaving.merge(work, 1, 1, lab)
    with office.work("pm") as work:
        assert returning.undo(work, 1).back.kept == []
    said = of(office).charter.content
    assert {one: said.get(one) for one in before} == before
    assert sections.of_department(lab) not in said
    with office.work("pm") as work:
        leaving.merge(work, 1, 1, lab)
    edit(office, sections.of_department(lab), contribution="One engineer of both")
    with office.work("pm") as work:
        kept = [one.for_(READER) for one in returning.undo(work, 1).back.kept]
    assert "stands in the charter with the department that it was merged with, too" in "\n".join(kept)


def test_what_all_have_signed_is_not_withdrawn_when_another_one_is_begun(office: Office) -> None:
    charter_id = send(office)
    sign(office, "sponsor")
    sign(office, "head")
    edit(office, "contribution:1", contribution="One engineer")
    assert of(office).state == State.DRAFT
    with office.work("head") as work:
        assert not lists.may_withdraw(work, of(office))
        with pytest.raises(Refused, match="can no longer be withdrawn"):
            signing.withdraw(work, charter_id)
    with office.work("pm") as work:
        rounding.send(work, charter_id)
    sign(office, "head", 2)
    assert of(office).state == State.SIGNED


def test_a_charter_waits_while_its_project_stands_still(office: Office) -> None:
    send(office)
    before = of(office).charter.sign_by
    with office.work("pm") as work:
        moving.suspend(work, 1)
    assert waits(office, "head") == []
    office.now += timedelta(days=14)
    with office.work("pm") as work:
        moving.resume(work, 1)
    after = of(office).charter.sign_by
    assert before is not None
    assert after == before + timedelta(days=14)
    assert waits(office, "head")


@pytest.mark.parametrize("is_of_department", [False, True])
def test_whose_post_it_becomes_while_the_project_stands_still_is_asked_once_it_goes_on(
    office: Office, *, is_of_department: bool
) -> None:
    send(office)
    with office.work("pm") as work:
        moving.suspend(work, 1)
    if is_of_department:
        with office.work("admin") as work:
            department = departments.department(work.session, TEAM, 1)
            assert department is not None
            said = replace(editing.described(department), head_id="colleague")
            editing.change(work, 1, said, version=department.version, also_in_projects=True)
    else:
        with office.work("pm") as work:
            handing.hand_over(work, 1, "head", {"head_1": "colleague"})
    pass_until(office, office.now + timedelta(days=7))
    assert posted_to(office, "colleague") == [], "nobody can sign it"
    assert reminded(office, reminders.SIGN) == reminded(office, reminders.SILENCE) == []
    with office.work("pm") as work:
        moving.resume(work, 1)
    assert posted_to(office, "colleague") == ["due"]
    pass_until(office, office.now + timedelta(days=7))
    assert "colleague" in reminded(office, reminders.SIGN)
    assert reminded(office, reminders.SILENCE) == ["pm", "sponsor"]


def posted_to(office: Office, who: str) -> list[str]:
    """How it is with the cards of the charter that are for somebody, but for those that were dropped."""
    with office.database.snapshot() as session:
        its = session.scalars(select(Outgoing).where(col(Outgoing.template) == cards.CARD, col(Outgoing.lane) == who))
        return [one.state for one in its if one.state != "dropped"]


def test_a_code_says_whose_signature_it_is_and_whether_it_still_reads_so(office: Office) -> None:
    charter_id = send(office)
    code = next(one.code for one in sign(office, "sponsor").places if one.label.for_(READER) == "head of Marketing")
    with office.work("pm") as work:
        found = verify(work, code.lower().replace("-", " "))
        assert (found.hand.for_(READER), found.as_what.for_(READER)) == ("Sponsor", "head of Marketing")
        assert (found.signature.version, found.edition) == (1, 1)
        assert found.is_whole
        assert found.is_last
        assert found.stands
    edit(office, "contribution:2", contribution="The campaign and the fair")
    with office.work("pm") as work:
        assert verify(work, code).stands, "it is not sent yet"
        rounding.send(work, charter_id)
    with office.work("pm") as work:
        assert not verify(work, code).stands
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        project.is_private = True
        work.session.add(project)
    for who, typed in (("colleague", code), ("pm", "A1B2-C3D4-E5F6"), ("pm", "nonsense")):
        with office.work(who) as work, pytest.raises(Refused, match="There is no such check code here"):
            verify(work, typed)


def test_two_who_sign_at_the_end_and_a_form_that_is_sent_twice(office: Office) -> None:
    charter_id = send(office)
    with office.work("pm") as work:
        mark = writing.to_edit(work, charter_id, "risks").mark
    edit(office, "risks", risks="The printer breaks")
    edit(office, "risks", risks="The printer breaks")
    with office.work("pm") as work, pytest.raises(Overtaken, match="meanwhile"):
        writing.edit(work, charter_id, "risks", {"risks": "Nothing"}, mark)
    assert told(office).count("change") == 5, "the same again is no change"


def test_what_nobody_can_sign_for_is_refused(office: Office) -> None:
    with office.work("pm") as work:
        charter_id = written(work).id
    for name, said, field in (
        ("period", {"starts_on": "2026-12-01", "ends_on": "2026-11-01"}, "ends_on"),
        ("period", {"starts_on": "2026-11-01", "ends_on": "2026-12-31", "milestones": "2027-03-01 Late"}, "milestones"),
        ("period", {"starts_on": "2026-11-01", "ends_on": "2026-12-31", "milestones": "Prototype"}, "milestones"),
        ("budget", {"amount": "much"}, "amount"),
        ("team", {"members": ["robot"]}, "members"),
        ("scope", {"inside": ""}, "inside"),
    ):
        with office.work("pm") as work, pytest.raises(Refused) as why:
            writing.edit(work, charter_id, name, said)
        assert why.value.field == field, (name, said)
    for name in ("contribution:99", "nothing", "contribution:x"):
        with office.work("pm") as work, pytest.raises(Refused, match="no such section"):
            writing.edit(work, charter_id, name, {"contribution": "x"})


def test_a_department_that_was_asked_to_sign_is_not_removed(office: Office) -> None:
    send(office)
    with office.work("pm") as work:
        edits.delete(work, 1)
        edits.delete(work, 2)
        leaving.leave(work, 1, 1, Choice())
    with office.work("admin") as work, pytest.raises(Refused, match="cannot be removed"):
        editing.remove(work, 1)


@pytest.mark.parametrize("is_begun_before", [False, True])
def test_what_was_said_in_the_kickoff_meeting_has_its_place_in_the_charter(
    office: Office, is_begun_before: bool
) -> None:
    if is_begun_before:
        with office.work("pm") as work:
            writing.begin_of(work, 1)
    with office.work("pm") as work:
        OPERATIONS["kickoffs.run"](work)
    office.now += timedelta(days=9)
    with office.work("pm") as work:
        said = Noted((), "", "R&D: two engineers\nMarketing: the launch event", "1. The laboratory is booked", "", "")
        noting.note(work, 1, said, version=1)
    with office.work("pm") as work:
        charter_id = writing.begin_of(work, 1).charter.id
        part = writing.to_edit(work, charter_id, sections.of_department(1))
        assert part.values == {"contribution": "two engineers"}
        assert writing.to_edit(work, charter_id, sections.RISKS).values == {"risks": "The laboratory is booked"}
        writing.edit(work, charter_id, sections.of_department(1), {"contribution": "one engineer"}, part.mark)
        assert writing.to_edit(work, charter_id, sections.of_department(1)).values == {"contribution": "one engineer"}


def test_what_the_form_would_not_show_again_is_refused_and_not_lost(office: Office) -> None:
    with office.work("pm") as work:
        charter_id = written(work).id
    days = {"starts_on": "2026-11-01", "ends_on": "2026-12-31"}
    typed = "\n".join(f"12-{day:02} {day}{'x' * 57}" for day in range(1, 31))
    assert len(typed) < 2000
    with office.work("pm") as work, pytest.raises(Refused, match="characters too long") as why:
        writing.edit(work, charter_id, "period", {**days, "milestones": typed})
    assert why.value.field == "milestones"
    part = "Two engineers\n" * 200
    edit(office, "contribution:1", contribution=part)
    with office.work("pm") as work:
        to_edit = writing.to_edit(work, charter_id, "contribution:1")
        assert to_edit.values["contribution"] == part
        assert to_edit.inputs[0].longest >= len(part)


def test_who_joins_once_all_have_signed_is_shown_to_whoever_writes_it(office: Office) -> None:
    send(office)
    sign(office, "sponsor")
    sign(office, "head")
    legal_joins(office)
    with office.work("pm") as work:
        told = lists.timeline(work, of(office).charter.number)
        said = office.templates.message("charters/show", READER, work.now, **told)
    assert "1 department takes part since it was signed" in str(said.blocks)
    assert "head of Legal" in str(said.blocks)


def test_a_charter_of_thirty_departments_shows_every_signature(office: Office) -> None:
    send(office)
    sign(office, "sponsor")
    with office.work("pm") as work:
        told = lists.timeline(work, of(office).charter.number)
        places = [replace(told["shown"].places[0], label=Text(f"head {number} {'x' * 80}")) for number in range(31)]
        told["shown"] = replace(told["shown"], places=places)
        said = str(office.templates.message("charters/show", READER, work.now, **told).blocks)
    assert [number for number in range(31) if f"head {number} x" not in said] == []
