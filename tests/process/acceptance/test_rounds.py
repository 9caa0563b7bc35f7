"""The round of an acceptance: prepared, called, judged line by line, signed; what follows; and what comes between."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.process import verifying
from bot.process.acceptance import calling, judging, life, lists, paper, putting_right, reminders, results, signing
from bot.process.acceptance.judging import Judged
from bot.process.acceptance.kind import ACCEPTANCES
from bot.process.acceptance.signing import File
from bot.process.acceptance.states import Said, State
from bot.process.charters import rounding as charter_rounding
from bot.process.charters import signing as charter_signing
from bot.process.charters import writing
from bot.process.departments import editing as departments
from bot.process.departments.naming import Described
from bot.process.home import inbox
from bot.process.kernel.rules import Phase
from bot.process.phases import moving as phases
from bot.process.phases.moved import Choice
from bot.process.projects import finding, moving
from bot.process.revisions import joining, leaving
from bot.words.language import Reader
from bot.words.refused import Overtaken, Refused
from storage import acceptances, history
from tests.process.acceptance.acts import (
    BAD,
    DUE,
    READER,
    REST,
    accept_all,
    call,
    comes_due,
    judges,
    missing,
    nothing_is_open,
    of,
    on,
    phase,
    prepared,
    signs,
    waits,
)  # fmt: skip
from tests.process.charters.test_paper import pages
from tests.process.conftest import TEAM, Office
from tests.process.operations import sent


def test_all_judge_all_sign_and_the_project_is_accepted_and_closed_by_that(office: Office) -> None:
    nothing_is_open(office)
    call(office)
    assert phase(office) == Phase.CLOSING
    assert missing(office) == ["sponsor", "head of R&D", "head of Marketing"]
    assert judges(office, "head") == State.JUDGING
    assert missing(office) == ["sponsor", "head of Marketing"], "who has judged waits for the others"
    acceptance_id = of(office).acceptance.id
    with office.work("head") as work, pytest.raises(Refused, match="not possible now"):
        signing.sign(work, acceptance_id, 1)
    assert judges(office, "sponsor") == State.SIGNING
    assert missing(office) == ["sponsor", "head of R&D", "head of Marketing"]
    assert signs(office, "head") == State.SIGNING
    assert signs(office, "sponsor") == State.SIGNED
    shown = of(office)
    assert [one.result for one in shown.rows] == [Said.MET, Said.MET]
    assert phase(office) == Phase.CLOSING
    comes_due(office, moving.ACCEPTED, 1)
    assert phase(office) == Phase.CLOSED
    with office.work("pm") as work:
        done = [one.action for one in history.of(work.session, TEAM, "projects", 1)]
        assert done[-3:] == ["start acceptance", "accept", "close"]
        code = next(one.code for one in shown.places)
        verified = verifying.verify(work, code)
        assert (verified.stands, verified.is_whole, verified.is_last) == (True, True, True)


def test_two_who_sign_at_once_and_a_timer_that_comes_twice_close_it_once(office: Office) -> None:
    nothing_is_open(office)
    call(office)
    accept_all(office)
    comes_due(office, moving.ACCEPTED, 1)
    with office.work("") as work:
        work.actor_id = None
        phases.close_accepted(work, 1)
    with office.work("pm") as work:
        done = [one.action for one in history.of(work.session, TEAM, "projects", 1)]
    assert (done.count("accept"), done.count("close")) == (1, 1)
    acceptance = of(office).acceptance
    with office.work("sponsor") as work, pytest.raises(Refused):
        signing.sign(work, acceptance.id, acceptance.edition)


def test_what_is_open_is_settled_by_the_pm_before_an_accepted_project_is_closed(office: Office) -> None:
    call(office)
    accept_all(office)
    comes_due(office, moving.ACCEPTED, 1)
    assert phase(office) == Phase.CLOSING, "two tasks are open: nobody ends them silently"
    assert waits(office, "pm") == ["P-2026-001 is accepted: say what becomes of what is open, and close it"]
    with office.work("pm") as work:
        phases.close(work, 1, {"tasks": Choice(frozenset({1}))}, "Given up")
    with office.work("pm") as work:
        assert history.of(work.session, TEAM, "projects", 1)[-1].action == "close"
    assert (phase(office), waits(office, "pm")) == (Phase.CLOSED, [])


def test_the_checklist_is_that_of_the_charter_that_all_have_signed(office: Office) -> None:
    with office.work("pm") as work:
        charter = sent(work).id
    for who in ("head", "sponsor"):
        with office.work(who) as work:
            charter_signing.sign(work, charter, 1)
    with office.work("pm") as work:
        writing.edit(work, charter, "outcomes", {"outcomes": "Sold in 300 shops"})
        shown = calling.begin(work, 1)
        assert ([one.words for one in shown.rows], shown.acceptance.charter_edition) == (["Sold in 200 shops"], 1)
        with pytest.raises(Refused, match="not typed in"):
            calling.type_checklist(work, 1, "Something else")
        with pytest.raises(Refused, match="No newer charter"):
            calling.take_anew(work, shown.acceptance.id)
        calling.give_evidence(work, shown.acceptance.id, {1: "Sales list"})
    with office.work("pm") as work:
        charter_rounding.send(work, charter)
    for who in ("head", "sponsor"):
        with office.work(who) as work:
            charter_signing.sign(work, charter, 2)
    with office.work("pm") as work:
        found = acceptances.last_of(work.session, TEAM, 1)
        assert found is not None
        assert lists.timeline(work, found.number)["takes_anew"]
        anew = calling.take_anew(work, found.id)
        assert [(one.words, one.evidence) for one in anew.rows] == [("Sold in 300 shops", "")]
        with pytest.raises(Refused, match="judges by evidence"):
            calling.call(work, found.id)


def test_without_a_charter_it_is_typed_in_and_says_so_and_nothing_is_called_too_early(office: Office) -> None:
    with office.work("pm") as work, pytest.raises(Refused, match="at least one outcome"):
        calling.type_checklist(work, 1, " ")
    with office.work("pm") as work:
        shown = ACCEPTANCES.one(work, prepared(work))
        assert paper.origin(shown).for_(READER) == "typed in: no charter is signed"
        stale = calling.seen(shown.acceptance)
        calling.type_checklist(work, 1, "Sold in 200 shops\nA handbook")
        assert [one.evidence for one in ACCEPTANCES.one(work, shown.acceptance).rows] == ["Figures of November", ""]
        with pytest.raises(Overtaken):
            calling.type_checklist(work, 1, "Another", stale)
    with office.work("pm") as work:
        calling.give_evidence(
            work, shown.acceptance.id, {one["key"]: "Seen" for one in shown.acceptance.items} | {3: "x"}
        )
        project = finding.find(work, "P-2026-001")
        project.phase = Phase.PLANNING
        work.session.flush()
        with pytest.raises(Refused, match="only in these phases"):
            calling.call(work, shown.acceptance.id)


def test_the_strictest_verdict_counts_and_what_is_not_met_is_at_once_to_be_judged_again(
    office: Office,
) -> None:
    nothing_is_open(office)
    acceptance_id = call(office)
    with office.work("head") as work:
        with pytest.raises(Refused, match="Say what is missing"):
            judging.judge(work, acceptance_id, 1, Judged(Said.NOT_MET))
        with pytest.raises(Refused, match="a day after today"):
            judging.judge(work, acceptance_id, 1, BAD._replace(due_on=work.now.date()))
        with pytest.raises(Refused, match="too far ahead"):
            judging.judge(work, acceptance_id, 1, BAD._replace(due_on=date.max))
        with pytest.raises(Refused, match="takes no part"):
            judging.judge(work, acceptance_id, 1, BAD._replace(department_id=99))
        with pytest.raises(Refused, match="stands in the checklist no more"):
            judging.judge(work, acceptance_id, 7, BAD)
    judges(office, "head", {1: REST, 2: BAD})
    judges(office, "sponsor", {1: REST._replace(due_on=date(2026, 12, 1), department_id=2, words="Two shops")})
    signs(office, "sponsor")
    signs(office, "head")
    first, again = of(office, 1), of(office, 2)
    assert [one.result for one in first.rows] == [Said.REMAINDER, Said.NOT_MET]
    told = [
        (one.row.words, one.department.for_(READER), one.row.due_on, one.row.is_remainder) for one in first.remedies
    ]
    assert told == [
        ("Two shops\nThe last ten shops", "Marketing", date(2026, 12, 1), True),
        ("Returns are at 4 %", "Marketing", DUE, False),
    ]
    assert [one.words for one in again.rows] == ["Returns below 2 %"], "these lines and no others"
    assert (again.state, phase(office)) == (State.DRAFT, Phase.CLOSING)
    with office.work("pm") as work, pytest.raises(Refused, match="not put right yet: line"):
        calling.call(work, again.acceptance.id)
    assert waits(office, "other_liaison") == [
        "P-2026-001 · give evidence that this is put right by Tue, Dec 1 (China): Sold in 200 shops · 1 more"
    ]
    rest, bad = (one.row.id for one in first.remedies)
    for one in (rest, bad):
        with office.work("other_liaison") as work:
            putting_right.prove(work, one, "Returns are at 1.8 %")
    assert waits(office, "other_liaison") == []
    assert sorted(waits(office, "pm")) == [
        "P-2026-001 · all is put right: call the re-acceptance",
        "P-2026-001 · evidence of a remainder waits for your word: Sold in 200 shops",
    ]
    with office.work("pm") as work:
        putting_right.decline(work, rest, "Two shops are missing")
        with pytest.raises(Refused, match="No evidence waits"):
            putting_right.agree(work, rest)
    with office.work("other_liaison") as work:
        putting_right.prove(work, rest, "All of them")
    with office.work("pm") as work:
        putting_right.agree(work, rest)
        calling.call(work, again.acceptance.id)
    assert of(office).rows[0].evidence == "Returns are at 1.8 %", "it is judged by that"
    with office.work("other_liaison") as work, pytest.raises(Refused, match="judged again already"):
        putting_right.prove(work, bad, "Better still")
    accept_all(office)
    comes_due(office, moving.ACCEPTED, 1)
    assert phase(office) == Phase.CLOSED


def test_a_remainder_that_is_put_right_in_time_is_met_and_accepts_the_project(office: Office) -> None:
    nothing_is_open(office)
    call(office)
    judges(office, "head", {1: REST})
    judges(office, "sponsor")
    for who in ("head", "sponsor"):
        signs(office, who)
    (remedy,) = of(office).remedies
    on(office, DUE, 18)
    with office.work("liaison") as work:
        putting_right.prove(work, remedy.row.id, "All ten have stock")
    on(office, DUE + timedelta(days=5))
    acceptance_id = of(office).acceptance.id
    with office.work("") as work:
        work.actor_id = None
        results.lapse(work, acceptance_id)
    assert of(office).acceptance.ordinal == 1, "that the PM is late is not the department's to answer for"
    with office.work("pm") as work:
        putting_right.agree(work, remedy.row.id)
    comes_due(office, moving.ACCEPTED, 1)
    assert phase(office) == Phase.CLOSED


def test_a_remainder_without_evidence_lapses_when_its_day_is_over_and_is_judged_again(office: Office) -> None:
    nothing_is_open(office)
    acceptance_id = call(office)
    judges(office, "head", {1: REST})
    judges(office, "sponsor")
    for who in ("head", "sponsor"):
        signs(office, who)
    seen = 0
    while of(office).acceptance.ordinal == 1 and seen < 5:
        comes_due(office, reminders.DUE, acceptance_id)
        seen += 1
    assert office.now.isoformat() == "2026-12-04T16:00:00+00:00", "midnight of the project's zone"
    again, first = of(office), of(office, 1)
    assert [one.words for one in again.rows] == ["Sold in 200 shops"]
    assert [(one.row.lapsed_at is not None, one.row.due_on) for one in first.remedies] == [(True, date(2026, 12, 11))]
    with office.work("pm") as work:
        done = [one.action for one in history.of(work.session, TEAM, "acceptance", acceptance_id)]
        planned = putting_right.plan(work, first.remedies[0].row.id, 2, date(2026, 12, 15))
        assert planned.remedies[0].department.for_(READER) == "Marketing"
    assert done[-1] == "lapse"
    with office.work("other_liaison") as work:
        putting_right.prove(work, first.remedies[0].row.id, "Stock everywhere")
    with office.work("pm") as work:
        calling.call(work, again.acceptance.id)
    accept_all(office)
    comes_due(office, moving.ACCEPTED, 1)
    assert phase(office) == Phase.CLOSED


def test_silence_is_never_acceptance_and_the_sponsor_may_go_on_with_a_reason(office: Office) -> None:
    nothing_is_open(office)
    acceptance_id = call(office)
    judges(office, "sponsor", {1: REST})
    head = next(one.signer.id for one in of(office).places if one.label.for_(READER) == "head of R&D")
    with office.work("sponsor") as work, pytest.raises(Refused, match="They have until"):
        signing.pass_over(work, acceptance_id, head, "At sea")
    on(office, date(2026, 11, 27))
    assert any("acceptance: 1 word missing (Head)" in one for one in waits(office, "pm"))
    assert of(office).state == State.JUDGING, "nothing passes by itself"
    own = next(one.signer.id for one in of(office).places if one.label.for_(READER) == "sponsor")
    with office.work("sponsor") as work:
        with pytest.raises(Refused, match="your own"):
            signing.pass_over(work, acceptance_id, own, "I am busy")
        assert signing.pass_over(work, acceptance_id, head, "At sea until June").state == State.SIGNING
    with office.work("sponsor") as work:
        judging.judge(work, acceptance_id, 1, REST._replace(words="Three shops"))
    assert signs(office, "sponsor") == State.SIGNED, "who was passed over holds up neither verdict nor signature"
    shown = of(office, 1)
    assert (shown.passed, [one.result for one in shown.rows]) == (1, [Said.REMAINDER, Said.MET])
    assert [len(one.opinions) for one in shown.rows] == [2, 2], "two places, one person; nobody spoke for the head"


def test_who_was_passed_over_may_judge_and_sign_after_all(office: Office) -> None:
    acceptance_id = call(office)
    judges(office, "sponsor")
    on(office, date(2026, 11, 27))
    head = next(one.signer.id for one in of(office).places if one.label.for_(READER) == "head of R&D")
    with office.work("sponsor") as work:
        signing.pass_over(work, acceptance_id, head, "At sea until June")
    judges(office, "head", {2: BAD})
    assert "head of R&D" in missing(office)
    signs(office, "head")
    signs(office, "sponsor")
    assert [one.result for one in of(office, 1).rows] == [Said.MET, Said.NOT_MET]


def test_another_verdict_makes_another_report_and_who_has_signed_signs_again(office: Office) -> None:
    acceptance_id = call(office)
    judges(office, "head")
    judges(office, "sponsor")
    signs(office, "head")
    edition = of(office).acceptance.edition
    with office.work("sponsor") as work:
        judging.judge(work, acceptance_id, 1, REST)
    shown = of(office)
    assert shown.acceptance.edition == edition + 1
    assert missing(office) == ["sponsor", "head of R&D", "head of Marketing"]
    with office.work("head") as work, pytest.raises(Overtaken):
        signing.sign(work, acceptance_id, edition)
    with office.work("sponsor") as work:
        judging.judge(work, acceptance_id, 1, Judged(Said.MET))
    assert missing(office) == ["sponsor", "head of Marketing"], "the same report again is signed by who has signed it"
    with office.work("head") as work:
        signing.withdraw(work, acceptance_id)
    assert len(missing(office)) == 3


def test_a_customer_who_is_a_guest_judges_and_signs_like_the_others(office: Office) -> None:
    acceptance_id = call(office, customer="guest")
    assert "customer representative" in missing(office)
    with office.work("colleague") as work, pytest.raises(Refused, match="can"):
        judging.judge_rest(work, acceptance_id)
    for who in ("head", "sponsor", "guest"):
        judges(office, who, {2: BAD} if who == "guest" else None)
    for who in ("guest", "head"):
        assert signs(office, who) == State.SIGNING
    assert signs(office, "sponsor") == State.SIGNED
    assert of(office, 1).rows[1].result is Said.NOT_MET
    assert of(office).acceptance.customer_id == "guest", "who judged judges again"


def test_a_customer_outside_slack_signs_a_paper_that_the_pm_records(office: Office) -> None:
    nothing_is_open(office)
    acceptance_id = call(office, outside="Ms Wu")
    assert waits(office, "pm") == [
        "P-2026-001 · acceptance: judge the checklist as customer representative Ms Wu, on paper by Thu, Nov 26 (China)"
    ]
    judges(office, "head")
    judges(office, "sponsor")
    assert of(office).state == State.JUDGING
    with office.work("pm") as work, pytest.raises(Refused, match="can"):
        judging.judge_rest(work, acceptance_id)
    with office.work("pm") as work:
        said = {1: Judged(Said.MET), 2: Judged(Said.MET)}
        signing.record(work, acceptance_id, said, File("F1", "signed.pdf"))
    assert missing(office) == ["sponsor", "head of R&D", "head of Marketing"], "the paper is signed already"
    with office.work("head") as work:
        judging.judge(work, acceptance_id, 2, REST)
    assert missing(office) == ["sponsor", "head of R&D", "head of Marketing"], "and binds them alone to their verdicts"
    with office.work("head") as work:
        judging.judge(work, acceptance_id, 2, Judged(Said.MET))
    for who in ("head", "sponsor"):
        signs(office, who)
    comes_due(office, moving.ACCEPTED, 1)
    assert (phase(office), of(office).acceptance.paper_name) == (Phase.CLOSED, "signed.pdf")


def test_whoever_comes_to_the_group_judges_too_and_who_leaves_is_asked_no_more(office: Office) -> None:
    call(office)
    judges(office, "head", {1: REST._replace(department_id=1)})
    judges(office, "sponsor")
    signs(office, "head")
    with office.work("admin") as work:
        legal = departments.add(work, Described("Legal", None, "other_head", "owner")).id
    with office.work("pm") as work:
        joining.join(work, 1, legal)
    assert of(office).state == State.JUDGING
    assert missing(office) == ["head of Legal"]
    judges(office, "other_head")
    assert (of(office).state, len(missing(office))) == (State.SIGNING, 4), "the report has another verdict in it"
    with office.work("pm") as work:
        leaving.merge(work, 1, legal, 1)
    assert missing(office) == ["sponsor", "head of Marketing"], "who signed without Legal has signed what stands now"
    signs(office, "sponsor")
    (remedy,) = of(office, 1).remedies
    with office.work("pm") as work:
        leaving.merge(work, 1, 1, 2)
    assert of(office, 1).remedies[0].department.for_(READER) == "Marketing", "what it was to put right is the heir's"
    with office.work("other_liaison") as work:
        putting_right.prove(work, remedy.row.id, "Done")


def test_while_the_project_is_suspended_its_days_stand_still(office: Office) -> None:
    acceptance_id = call(office)
    judges(office, "head", {1: REST})
    with office.work("pm") as work:
        phases.suspend(work, 1, "Budget")
    assert waits(office, "sponsor") == []
    with office.work("sponsor") as work, pytest.raises(Refused, match="let it go on"):
        judging.judge_rest(work, acceptance_id)
    on(office, date(2026, 12, 3))
    with office.work("pm") as work:
        phases.resume(work, 1)
    shown = of(office)
    assert (shown.acceptance.sign_by, shown.is_late) == (date(2026, 12, 8), False)
    judges(office, "sponsor")
    for who in ("head", "sponsor"):
        signs(office, who)
    with office.work("pm") as work:
        phases.suspend(work, 1, "Budget")
    on(office, date(2026, 12, 20))
    with office.work("pm") as work:
        phases.resume(work, 1)
    assert of(office).remedies[0].row.due_on > date(2026, 12, 20)
    assert of(office).acceptance.ordinal == 1, "nothing has lapsed meanwhile"


def test_preparing_can_be_undone_and_calling_back_keeps_what_was_said(office: Office) -> None:
    acceptance_id = call(office)
    judges(office, "head")
    with office.work("pm") as work:
        shown = calling.stop(work, acceptance_id)
        signing.undo(work, acceptance_id, shown.acceptance.version)
    assert of(office).state == State.JUDGING
    with office.work("pm") as work:
        calling.stop(work, acceptance_id)
        before = calling.give_evidence(work, acceptance_id, {2: "Figures of December"})
        calling.call(work, acceptance_id)
    assert before.rows[1].opinions == [], "it is other than what was judged"
    assert [(one.label.for_(READER), of(office).number_judged(one)) for one in of(office).places] == [
        ("sponsor", 0), ("head of R&D", 1), ("head of Marketing", 0),
    ]  # fmt: skip


def test_the_report_is_a_word_file_with_all_of_it(office: Office) -> None:
    acceptance_id = call(office, outside="Ms Wu")
    with office.work("pm") as work:
        blank = paper.written(work, acceptance_id).paper
        assert [one.heading for one in blank.parts] == ["Checklist", "Verdicts", "Signature page"]
        assert ("Checklist", "typed in: no charter is signed") in blank.cover
        signing.record(work, acceptance_id, {1: Judged(Said.MET), 2: Judged(Said.MET)}, File("F1", "signed.pdf"))
    judges(office, "head", {2: BAD})
    judges(office, "sponsor")
    for who in ("head", "sponsor"):
        signs(office, who)
    with office.work("pm") as work:
        made = paper.document(work, acceptance_id, "C1")
        assert made is not None
        text = pages(made.make())["word/document.xml"]
        assert paper.document(work, acceptance_id, "C9") is None, "another channel has nothing of it"
    for words in ("Returns are at 4 %", "not met", "Rectification", "signed.pdf", "the same person as sponsor"):
        assert words in text, words


def test_who_reads_chinese_reads_it_so(office: Office) -> None:
    call(office)
    with office.work("head") as work:
        line = next(one.line for one in inbox.of(work, "head") if one.kind == reminders.SIGN)
        assert line.for_(Reader("zh-CN")).startswith("P-2026-001 · 验收：请于11月26日 周四")


def two_are_open(office: Office) -> None:
    """A-2 judges again what was not met when the remainder of A-1 lapses and is a line of A-3."""
    nothing_is_open(office)
    call(office)
    for who in ("head", "sponsor"):
        judges(office, who, {1: REST._replace(due_on=date(2026, 12, 9)), 2: BAD})
    for who in ("head", "sponsor"):
        signs(office, who)
    first = of(office, 1)
    bad = next(one.row.id for one in first.remedies if not one.row.is_remainder)
    on(office, date(2026, 12, 8))
    with office.work("other_liaison") as work:
        putting_right.prove(work, bad, "Returns are at 1.8 %")
    with office.work("pm") as work:
        calling.call(work, of(office).acceptance.id)
    on(office, date(2026, 12, 10))
    comes_due(office, reminders.DUE, first.acceptance.id)
    assert [of(office, number).state for number in (2, 3)] == [State.JUDGING, State.DRAFT]


def test_who_leaves_holds_up_none_of_two_that_are_open(office: Office) -> None:
    two_are_open(office)
    again = of(office, 2).acceptance.id
    with office.work("sponsor") as work:
        judging.judge_rest(work, again)
    with office.work("pm") as work:
        assert len(life.is_open(work, finding.find(work, "P-2026-001"))) == 1, "it is said before it is closed"
        leaving.merge(work, 1, 1, 2)
    assert of(office, 2).state == State.SIGNING


def test_the_days_of_each_of_two_that_are_open_stand_still_with_the_project(office: Office) -> None:
    two_are_open(office)
    before = of(office, 2).acceptance.sign_by
    assert before is not None
    with office.work("pm") as work:
        phases.suspend(work, 1, "The budget")
    office.now += timedelta(days=7)
    with office.work("pm") as work:
        phases.resume(work, 1)
    assert of(office, 2).acceptance.sign_by == before + timedelta(days=7)
