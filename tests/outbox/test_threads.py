"""Messages in the thread of a card, and pictures that stand in a message: each in its place, each once."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.documents import pictures
from bot.documents.document import Document
from storage import outbox
from tests.deliveries import BLOCKS, GENERAL, PostOffice

CARD = "digests:1"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="red"/></svg>'
CHART = Document("p.png", partial(pictures.png, SVG), title="Progress")


def threads(office: PostOffice) -> dict[str, list[str]]:
    """What stands beneath what."""
    messages = [one for one in office.sandbox.slack.channels[GENERAL].messages.values() if one.app_id]
    return {
        one.text: [reply.text for reply in messages if reply.is_reply and reply.thread_ts == one.ts]
        for one in messages
        if not one.is_reply
    }


async def test_what_is_queued_with_a_card_goes_into_its_thread_once_it_stands(office: PostOffice) -> None:
    office.draw("the digest", card=CARD)
    office.queue("R&D's report", under=CARD)
    office.queue("elsewhere")
    await office.send_all()
    assert threads(office) == {"the digest": ["R&D's report"], "elsewhere": []}


async def test_a_card_in_a_thread_is_changed_where_it_stands(office: PostOffice) -> None:
    office.draw("the digest", card=CARD)
    office.draw("R&D's report", card="reports:7", under=CARD)
    await office.send_all()
    office.draw("R&D's report, corrected", card="reports:7", under=CARD)
    office.draw("the digest of now", card=CARD)
    await office.send_all()
    assert threads(office) == {"the digest of now": ["R&D's report, corrected"]}


async def test_without_its_card_it_is_dropped_with_a_note(office: PostOffice) -> None:
    office.queue("nowhere", under=CARD)
    await office.send_all()
    assert threads(office) == {}
    assert office.states() == {outbox.DROPPED: 1}
    assert "does not stand" in office.notes()[0]


@pytest.mark.parametrize("fault", ["drop_after", "500"])
async def test_an_answer_that_is_lost_makes_no_second_reply(office: PostOffice, fault: str) -> None:
    office.draw("the digest", card=CARD)
    await office.send_all()
    office.sandbox.faults.add(kind=fault, method="chat.postMessage", times=1)
    office.queue("R&D's report", under=CARD)
    office.draw("Design's report", card="reports:8", under=CARD)
    await office.send_all()
    assert threads(office) == {"the digest": ["R&D's report", "Design's report"]}
    assert office.calls("conversations.replies") == 1


async def test_a_picture_is_uploaded_and_stands_in_a_message_once_slack_has_taken_it_in(office: PostOffice) -> None:
    office.told.documents["a/chart"] = CHART
    office.call("document", {}, lane="pictures", template="a/chart", then="digests.uploaded")
    await office.send_all()
    [(_then, answer)] = office.told.answers
    file_id = answer["file"]["id"]
    image = json.dumps([{"type": "image", "alt_text": "26%", "slack_file": {"id": file_id}}])
    office.call("chat.postMessage", outbox.message_arguments(GENERAL, "too early", image), lane=GENERAL)
    office.call("files.info", {"file": file_id}, lane="pictures", then="digests.picture")
    await office.send_all()
    # Slack refuses a message that names a file before it has looked at it; asked again, it has.
    assert office.states() == {outbox.SENT: 2, outbox.PARKED: 1}
    assert office.calls("files.info") == 2
    office.call("chat.postMessage", outbox.message_arguments(GENERAL, "in time", image), lane=GENERAL)
    await office.send_all()
    assert list(threads(office)) == ["in time"]
    stored = office.sandbox.slack.files[file_id]
    assert stored.content.startswith(b"\x89PNG")
    assert (stored.title, stored.channels) == ("Progress", [])


async def test_a_picture_that_cannot_be_uploaded_holds_up_nothing_and_is_dropped_in_the_end(
    office: PostOffice,
) -> None:
    office.sandbox.faults.add(kind="503", method="files.getUploadURLExternal", times=1_000)
    late = office.clock.now() + timedelta(minutes=30)
    office.told.documents["a/chart"] = CHART
    office.call("document", {}, lane="pictures", template="a/chart", expires_at=late)
    office.call("chat.postMessage", outbox.message_arguments(GENERAL, "the digest", BLOCKS), lane=GENERAL)
    await office.sender.drain()
    assert list(threads(office)) == ["the digest"]
    await office.send_all()
    assert office.states() == {outbox.SENT: 1, outbox.DROPPED: 1}


def test_chinese_is_drawn_without_any_font_of_the_machine() -> None:
    def drawn(words: str) -> bytes:
        text = f'<text x="10" y="30" font-family="{pictures.FAMILY}" font-size="20">{words}</text>'
        return pictures.png(f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">{text}</svg>')

    # What the font lacks is drawn as nothing, or as one box: two words would look alike.
    assert len({drawn(words) for words in ("", "计划", "完成")}) == 3
    assert drawn("研发") != drawn("设计")
    # Names with characters beyond GB 2312, simplified and traditional.
    nothing = drawn("")
    for name in ("璟", "喆", "堃", "淼", "㛃", "䶮", "𬭎", "張", "鴻", "é", "Ж"):
        assert drawn(name) != nothing, name


def test_no_picture_is_drawn_without_its_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pictures, "FONT", tmp_path / "gone.otf")
    with pytest.raises(FileNotFoundError):
        pictures.png('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="10">计划</text></svg>')
