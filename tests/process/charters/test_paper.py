"""《项目章程》 as a Word file: what stands on its pages, for the channel and for who signs a part of it."""

from __future__ import annotations

import io
import zipfile

from bot.documents import word
from bot.process.charters import paper, sections, signing, writing
from storage import people
from tests.process.conftest import TEAM, Office
from tests.process.operations import sent, written


def pages(content: bytes) -> dict[str, str]:
    """The parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as unzipped:
        return {one: unzipped.read(one).decode() for one in unzipped.namelist() if one.endswith(".xml")}


def test_it_has_a_cover_a_revision_record_and_a_signature_page_with_check_codes(office: Office) -> None:
    with office.work("pm") as work:
        charter_id = sent(work).id
    with office.work("sponsor") as work:
        code = next(one.code for one in signing.sign(work, charter_id, 1).places if one.word)
    with office.work("pm") as work:
        reader = people.person(work.session, TEAM, "pm")
        assert reader is not None
        reader.locale = "zh-CN"
        made = paper.written(work, charter_id)
        assert made.name.startswith("P-2026-001-项目章程-")
        found = pages(word.write(made.paper, work.now))
    text = found["word/document.xml"]
    for words in ("项目章程", "修订记录", "签署页", "校验码", "发起部门负责人", "尚未签署", "补签章程", "公司内部凭证"):
        assert words in text, words
    for words in ("Sponsor", "Two engineers", code):
        assert words in text, words
    assert 'w:eastAsia="宋体"' in found["word/styles.xml"]
    foot = next(one for name, one in found.items() if "footer" in name and "NUMPAGES" in one)
    assert "第" in foot
    assert "共" in foot


def test_who_signs_a_part_gets_that_and_what_is_for_all(office: Office) -> None:
    with office.work("pm") as work:
        charter_id = sent(work).id
    texts = {}
    with office.work("pm") as work:
        for to in ("head", "sponsor", "C1"):
            made = paper.document(work, charter_id, to)
            assert made is not None
            texts[to] = pages(made.make())["word/document.xml"]
        assert paper.document(work, charter_id, "C9") is None, "another channel has nothing of it"
    assert "Two engineers" in texts["head"]
    assert "The campaign" not in texts["head"]
    for to in ("sponsor", "C1"):
        assert "Two engineers" in texts[to]
        assert "The campaign" in texts[to]


def test_what_is_being_written_says_that_it_is_a_draft(office: Office) -> None:
    with office.work("pm") as work:
        charter_id = written(work).id
    with office.work("pm") as work:
        said = dict(paper.written(work, charter_id).paper.cover)
        assert (said["Version"], said["State"]) == ("draft", "being written")


def test_a_draft_shows_no_signature_under_what_was_changed_since(office: Office) -> None:
    with office.work("pm") as work:
        charter_id = sent(work).id
    for who in ("sponsor", "head"):
        with office.work(who) as work:
            signing.sign(work, charter_id, 1)
    # What was changed concerns one head alone: who else has signed, has signed what stands there.
    with office.work("pm") as work:
        writing.edit(work, charter_id, sections.of_department(2), {"contribution": "Nothing before May"})
        one, *others = [row[3] for row in paper.written(work, charter_id).paper.parts[-1].table.rows]
    assert "not signed yet" not in one
    assert sum("not signed yet" in other for other in others) == 1, "the head whose part it is"
    with office.work("pm") as work:
        writing.edit(work, charter_id, "risks", {"risks": "The printer breaks"})
        rows = paper.written(work, charter_id).paper.parts[-1].table.rows
    assert [row[3] for row in rows] == ["not signed yet"] * len(rows), "nobody has signed that"
