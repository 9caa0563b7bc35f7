"""A round of signatures as people come, go and never answer, and the codes by which it is verified."""

from __future__ import annotations

from bot.process.kernel import rounds, signatures
from bot.process.kernel.signatures import Document, Place, Round, Section
from bot.process.kernel.work import Work
from bot.words.language import text as _
from storage import projects
from storage.signatures import PASSED
from tests.process.conftest import TEAM, Office

SPONSOR, FIRST, SECOND = Place("sponsor"), Place("head", 1), Place("head", 2)
ACTIONS = {"sponsor": "projects.suspend", "head": "disputes.confirm"}
WHY = _("That is not yours to sign.")


def document(version: int = 1, goal: str = "Sell", of_first: str = "Two engineers") -> Document:
    return Document(version, (Section("goal", goal), Section("contribution:1", of_first, frozenset({1}))))


def gathered(work: Work, *places: Place) -> Round:
    return rounds.gather(work, "charters", 1, places or (SPONSOR, FIRST, SECOND))


def signs(office: Office, who: str, paper: Document, *places: Place) -> list[str]:
    """Somebody signs wherever they may; in which places."""
    with office.work(who) as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        asked = gathered(work, *places)
        own = [one for one in rounds.missing(asked, paper) if rounds.may(work, one, project, ACTIONS)]
        rounds.sign_each(work, asked, own, paper, project, ACTIONS, WHY)
        return [f"{one.role} {one.department_id or ''}".strip() for one in own]


def missing(office: Office, paper: Document, *places: Place) -> list[str]:
    with office.work("pm") as work:
        found = rounds.missing(gathered(work, *places), paper)
        return [f"{one.role} {one.department_id or ''}".strip() for one in found]


def test_who_holds_several_posts_signs_all_of_them_with_one_word(office: Office) -> None:
    assert signs(office, "sponsor", document()) == ["sponsor", "head 2"]
    assert missing(office, document()) == ["head 1"]
    assert signs(office, "sponsor", document()) == [], "nothing is asked of them twice"


def test_whom_nobody_asks_any_more_is_missed_no_more_and_what_they_signed_stands_again(office: Office) -> None:
    signs(office, "head", document())
    assert missing(office, document(), SPONSOR) == ["sponsor"]
    with office.work("pm") as work:
        asked = gathered(work, SPONSOR)
        assert [one.role for one in asked.gone] == ["head", "head"]
        assert signatures.is_whole(asked.given), "their words are kept, and with them the chain"
    assert missing(office, document()) == ["sponsor", "head 2"]
    assert missing(office, document(), SECOND, FIRST, SPONSOR) == ["head 2", "sponsor"], "in the order asked for"


def test_who_is_asked_again_is_waited_for_since_then(office: Office) -> None:
    signs(office, "head", document())
    first = office.now
    with office.work("pm") as work:
        work.now = first.replace(year=2027)
        asked = gathered(work)
        assert [one.department_id for one in rounds.ask_again(work, asked, document())] == [None, 2]
        assert [one.asked_at.year for one in asked.signers if one.asked_at] == [2027, 2026, 2027]


def test_who_was_passed_over_is_missed_no_more_until_something_else_is_to_be_signed(office: Office) -> None:
    with office.work("sponsor") as work:
        asked = gathered(work)
        signatures.pass_over(work, asked, asked.signer("head", 1), document(), "On a ship until June")
    assert missing(office, document()) == ["sponsor", "head 2"]
    assert missing(office, document(2, of_first="Three engineers")) == ["sponsor", "head 1", "head 2"]
    assert signs(office, "head", document()) == [], "somebody has said that it goes on without them"
    with office.work("pm") as work:
        word = rounds.word_of(gathered(work), gathered(work).signer("head", 1))
        assert word is not None
        assert (word.verdict, word.reasons) == (PASSED, "On a ship until June")


def test_everybody_sees_what_is_other_than_what_they_signed_themselves(office: Office) -> None:
    signs(office, "head", document())
    signs(office, "sponsor", document(2, goal="Sell more"))
    now = document(3, goal="Sell more", of_first="Three engineers")
    with office.work("pm") as work:
        asked = gathered(work)
        assert rounds.differences(asked, asked.signer("head", 1), now) == [
            ("goal", "Sell", "Sell more"), ("contribution:1", "Two engineers", "Three engineers"),
        ]  # fmt: skip
        assert rounds.differences(asked, asked.signer("head", 2), now) == []
    with office.work("pm") as work:
        asked = gathered(work, SPONSOR, FIRST, SECOND, Place("decider", 2))
        assert rounds.differences(asked, asked.signer("decider", 2), now) is None, "they have signed nothing yet"


def test_a_code_is_found_however_it_is_typed_and_none_that_is_not_whole(office: Office) -> None:
    signs(office, "head", document())
    with office.work("pm") as work:
        given = gathered(work).given[0]
        code = rounds.code(given)
        assert len(code) == 14
        ways = (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} ", code.replace("-", "－"))
        for typed in ways:
            found = rounds.coded(work, typed)
            assert found is not None, typed
            assert found[1].id == given.id
        for typed in ("", code[:-1], code + "0", "0000-0000-0000", "%", "g" * 12):
            assert rounds.coded(work, typed) is None, typed
    with office.work("pm", team="T2") as work:
        assert rounds.coded(work, code) is None, "it is another workspace's"
