"""A charter, as far as signing goes: what concerns whom, what a change voids, and what nobody can alter unseen."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.process.kernel import signatures
from bot.process.kernel.canonical import canonical, hash_of
from bot.process.kernel.signatures import Document, Place, Round, Section, is_whole
from bot.process.kernel.work import Work
from bot.words.language import Reader
from bot.words.refused import Refused
from storage import people
from storage.signatures import RETURNED
from tests.process.conftest import TEAM, Office

ENGLISH = Reader("en-US")
GOAL = "Launch in spring."
SPONSOR, HEAD, OTHER_HEAD = Place("sponsor", None, "sponsor"), Place("head", 1, "head"), Place("head", 2, "other_head")


def charter(version: int, *, goal: str = GOAL, of_first: str = "Two engineers", of_second: str = "Artwork") -> Document:
    """Its goal concerns everybody, what a department contributes that department alone."""
    return Document(
        version,
        (
            Section("goal", {"text": goal, "until": date(2026, 12, 31)}),
            Section("contribution 1", of_first, frozenset({1})),
            Section("contribution 2", of_second, frozenset({2})),
        ),
    )


def asked(work: Work, *places: Place) -> Round:
    return signatures.ask(work, "charters", 1, places or (SPONSOR, HEAD, OTHER_HEAD))


def signs(office: Office, who: str, document: Document, place: Place, *places: Place) -> None:
    with office.work(who) as work:
        now = asked(work, *places)
        signatures.sign(work, now, now.signer(place.role, place.department_id), document)


def signed(office: Office, document: Document, *places: Place) -> list[str]:
    """By whose hand it is signed, as it stands."""
    with office.work("pm") as work:
        return sorted(one.given_by for one in asked(work, *places).standing(document).values())


def everybody_signs(office: Office, document: Document) -> None:
    for place in (SPONSOR, HEAD, OTHER_HEAD):
        signs(office, place.person_id or "", document, place)


def test_a_change_voids_the_signatures_of_its_audience_alone_and_the_same_content_again_keeps_them(
    office: Office,
) -> None:
    everybody_signs(office, charter(1))
    assert signed(office, charter(1)) == ["head", "other_head", "sponsor"]
    assert signed(office, charter(2, of_second="Artwork and print")) == ["head", "sponsor"]
    assert signed(office, charter(2, goal="Launch in summer.")) == []
    assert signed(office, charter(3)) == ["head", "other_head", "sponsor"], "the same content again"


def test_who_signs_in_several_capacities_at_once_binds_each_to_the_one_before(office: Office) -> None:
    with office.work("head") as work:
        now = asked(work)
        for place in (HEAD, OTHER_HEAD):
            signatures.sign(work, now, now.signer(place.role, place.department_id), charter(1))
    with office.work("pm") as work:
        given = asked(work).given
        assert len(given) == 2
        assert is_whole(given)


def test_who_is_asked_twice_has_one_place(office: Office) -> None:
    with office.work("pm") as work:
        assert len(asked(work).signers) == len(asked(work).signers) == 3


def test_a_return_has_reasons_and_takes_the_place_of_a_signature(office: Office) -> None:
    everybody_signs(office, charter(1))
    with office.work("head") as work:
        now = asked(work)
        with pytest.raises(Refused, match="what is missing"):
            signatures.send_back(work, now, now.signer("head", 1), charter(1), "")
        signatures.send_back(work, now, now.signer("head", 1), charter(1), "We have one engineer.")
    assert signed(office, charter(1)) == ["other_head", "sponsor"]
    with office.work("pm") as work:
        last = asked(work).given[-1]
        assert (last.verdict, last.reasons, last.given_by) == (RETURNED, "We have one engineer.", "head")


def test_what_is_taken_back_is_no_signature_any_more(office: Office) -> None:
    everybody_signs(office, charter(1))
    with office.work("head") as work:
        now = asked(work)
        signatures.take_back(work, now, now.signer("head", 1), charter(1))
    assert signed(office, charter(1)) == ["other_head", "sponsor"]


def test_a_successor_is_asked_in_the_place_of_who_is_gone_and_what_was_signed_stays(office: Office) -> None:
    signs(office, "head", charter(1), HEAD)
    with office.work("pm") as work:
        now = asked(work)
        for gone in ("head", "other_head"):
            signatures.replace(work, now, gone, "colleague")
    with office.work("colleague") as work:
        now = signatures.of(work, "charters", [1])[1]
        assert [one.person_id for one in now.signers] == ["sponsor", "colleague", "colleague"]
        signatures.sign(work, now, now.signer("head", 2), charter(1))
        again = signatures.of(work, "charters", [1])[1].standing(charter(1)).values()
        assert [one.given_by for one in again] == ["head", "colleague"]


def test_nobody_signs_for_two_sides_and_one_person_signs_in_several_roles(office: Office) -> None:
    sides = (
        Place("author", 1, side="author"),
        Place("reviewer", 2, side="reviewer"),
        Place("reviewer", side="reviewer"),
    )
    signs(office, "head", charter(1), sides[0], *sides)
    with pytest.raises(Refused, match="for another side"):
        signs(office, "head", charter(1), sides[1], *sides)
    for place in sides[1:]:
        signs(office, "colleague", charter(1), place, *sides)
    assert signed(office, charter(1), *sides) == ["colleague", "colleague", "head"]


def test_a_substitute_signs_for_the_principal_and_for_no_other_side(office: Office) -> None:
    sides = (Place("side", 1, side="1"), Place("side", 2, side="2"))
    with office.work("colleague") as work:
        head = people.person(work.session, TEAM, "head")
        with work.acting_as(work.person, on_behalf_of=head):
            now = asked(work, *sides)
            one = signatures.sign(work, now, now.signer("side", 1), charter(1))
            assert (one.given_by, one.given_for) == ("colleague", "head")
            assert signatures.hand(work, one).for_(ENGLISH) == "Colleague for Head"
    with pytest.raises(Refused, match="for another side"):
        signs(office, "head", charter(1), sides[1], *sides)


@pytest.mark.parametrize(
    ("name", "forged"),
    [
        ("reasons", "None"),
        ("given_by", "pm"),
        ("given_at", datetime(2026, 1, 1, tzinfo=UTC)),
        ("content_hash", "0" * 64),
        ("record", '{"goal":"Launch in autumn."}'),
    ],
)
def test_what_is_altered_afterwards_is_seen(office: Office, name: str, forged: object) -> None:
    everybody_signs(office, charter(1))
    with office.work("pm") as work:
        given = asked(work).given
        assert is_whole(given)
        assert not is_whole(given[1:]), "one is missing"
        before, given[1].previous = given[1].previous, ""
        assert not is_whole(given[1:]), "and the next one does not hide it"
        given[1].previous = before
        setattr(given[1], name, forged)
        assert not is_whole(given)
        work.session.expunge_all()


def test_the_same_content_is_written_in_one_way() -> None:
    composed, decomposed = "é", "e\N{COMBINING ACUTE ACCENT}"
    content = {"b": [date(2026, 12, 4), None, True, 3], "a": decomposed, "著": "者"}
    assert canonical(content) == '{"a":"' + composed + '","b":["2026-12-04",null,true,3],"著":"者"}'
    assert hash_of({"x": 1, "y": 2}) == hash_of({"y": 2, "x": 1})
    assert hash_of({"y": 2, "x": 1}) == "689a8f1db95402580476e38c264278ce7b1e664320cfb4e9ae8d3a908cf09964"


@pytest.mark.parametrize("content", [1.5, datetime(2026, 1, 1, tzinfo=UTC), {1: "x"}, {"x"}, object()])
def test_what_could_be_written_in_several_ways_is_refused(content: object) -> None:
    with pytest.raises(TypeError, match="one way"):
        canonical({"x": content})
