"""Documents: files of Liaison's own, made when they go out, each where it belongs, each once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.documents.document import Document
from storage import outbox
from tests.deliveries import GENERAL, LIN, PostOffice

PLAN = "a/plan"


def plan(content: bytes) -> Document:
    """A file of that content."""
    return Document("plan.txt", lambda: content, beside="The plan of *today*", title="Plan")


def queue(office: PostOffice, to: str = GENERAL) -> None:
    office.call("document", {"channel": to}, lane=to, template=PLAN, then="somebody.told")


def shared(office: PostOffice) -> list[tuple[str, bytes, list[str]]]:
    """Title and content of every file that somebody sees, and where."""
    files = [one for one in office.sandbox.slack.files.values() if one.channels]
    return [(one.title, one.content, one.channels) for one in files]


async def test_a_channel_gets_the_file_as_things_are_when_it_goes_out_with_its_words_beside_it(
    office: PostOffice,
) -> None:
    office.told.documents[PLAN] = plan(b"as it was")
    queue(office)
    office.told.documents[PLAN] = plan(b"as it is")
    await office.send_all()
    assert shared(office) == [("Plan", b"as it is", [GENERAL])]
    assert list(office.sandbox.slack.channels[GENERAL].messages.values())[-1].text == "The plan of *today*"
    [(_then, answer)] = office.told.answers
    assert answer["file"]["permalink"]


async def test_a_person_gets_it_in_their_own_conversation(office: PostOffice) -> None:
    office.told.documents[PLAN] = plan(b"for Lin")
    queue(office, LIN)
    await office.send_all()
    [(_title, content, [channel])] = shared(office)
    assert content == b"for Lin"
    assert LIN in office.sandbox.slack.channels[channel].members


@pytest.mark.parametrize("fault", ["drop_after", "500", "429", "drop_before"])
@pytest.mark.parametrize(
    "method", ["files.getUploadURLExternal", "files.completeUploadExternal", "files.info", "conversations.open"]
)
async def test_whatever_goes_wrong_on_the_way_it_stands_there_once(office: PostOffice, method: str, fault: str) -> None:
    office.sandbox.faults.add(kind=fault, method=method, times=1)
    office.told.documents[PLAN] = plan(b"once")
    queue(office, LIN)
    await office.send_all()
    assert [content for _title, content, _where in shared(office)] == [b"once"]
    assert office.states() == {outbox.SENT: 1}


async def test_what_is_gone_meanwhile_is_not_sent(office: PostOffice) -> None:
    queue(office)
    await office.send_all()
    assert shared(office) == []
    assert office.states() == {outbox.DROPPED: 1}


async def test_one_that_cannot_be_made_is_kept_for_an_admin_and_holds_up_nothing_else(office: PostOffice) -> None:
    def broken() -> bytes:
        raise ZeroDivisionError

    office.told.documents[PLAN] = Document("plan.txt", broken)
    queue(office)
    office.queue("words", to=LIN)
    await office.send_all(timedelta(hours=2))
    assert shared(office) == []
    assert office.said(LIN) == ["words"]
    assert office.states() == {outbox.SENT: 1, outbox.PARKED: 1}
