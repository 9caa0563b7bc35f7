"""A change says a section of the charter anew: it does so by the approval, and whom that concerns sign again."""

from __future__ import annotations

import pytest

from bot.process.changes import asking, replanned, rounding
from bot.process.changes.asking import NewChange
from bot.process.changes.states import State
from bot.process.charters import writing
from bot.words.refused import Overtaken
from storage import charters
from storage.charters import Charter
from tests.process.changes.acts import missing, says, state, waits
from tests.process.conftest import TEAM, Office

CONTENT = {
    "goal": {"background": "", "objective": "Sell"},
    "outcomes": {"lines": ["1,000 lamps"]},
    "scope": {"inside": ["The lamp"], "outside": []},
    "period": {"starts_on": "2026-11-01", "ends_on": "2026-12-31", "milestones": []},
    "contribution:1": {"words": "Two engineers"},
    "contribution:2": {"words": "The fair"},
}


def charter(office: Office) -> Charter:
    with office.work("pm") as work:
        found = charters.of_project(work.session, TEAM, 1)
        assert found is not None
        work.session.expunge_all()
        return found


def signed(office: Office) -> int:
    """All have signed a charter."""
    with office.work("pm") as work:
        made = Charter(
            team_id=TEAM, project_id=1, cause="charter", number=2026001, state="signed", created_at=work.now,
            created_by="pm", changed_at=work.now, changed_by="pm", edition=1, signed_edition=1, content=CONTENT,
            sent=CONTENT, signed=CONTENT,
        )  # fmt: skip
        work.session.add(made)
        work.session.flush()
        return made.id


def test_a_section_changes_with_the_approval_and_whom_it_concerns_sign_again(confirmed: Office) -> None:
    signed(confirmed)
    with confirmed.work("liaison") as work:
        asked = NewChange(1, "One engineer less", "He is needed for the service", "resources")
        change_id = asking.request(work, asked).change.id
        asking.amend(work, change_id, "contribution:1", {"contribution": "One engineer"})
        rounding.send(work, change_id)
    assert missing(confirmed) == ["head of R&D"], "no day moves, and the section is R&D's own"
    says(confirmed, "head")
    says(confirmed, "pm")
    assert charter(confirmed).content == CONTENT
    says(confirmed, "sponsor")
    assert state(confirmed) == State.SIGNED
    assert charter(confirmed).content["contribution:1"] == {"words": "One engineer"}
    assert (charter(confirmed).state, charter(confirmed).edition) == ("signing", 2)


def test_who_has_assessed_a_section_that_is_written_otherwise_is_asked_again(confirmed: Office) -> None:
    charter_id = signed(confirmed)
    with confirmed.work("liaison") as work:
        asked = NewChange(1, "One engineer less", "He is needed for the service", "resources")
        change_id = asking.request(work, asked).change.id
        asking.amend(work, change_id, "contribution:1", {"contribution": "One engineer"})
        rounding.send(work, change_id)
    says(confirmed, "head")
    with confirmed.work("pm") as work:
        writing.edit(work, charter_id, "contribution:1", {"contribution": "Three engineers"})
    with pytest.raises(Overtaken):
        says(confirmed, "pm")
    with confirmed.work("pm") as work:
        replanned.catch_up(work, change_id)
    assert [len(waits(confirmed, who)) for who in ("head", "pm")] == [1, 0]
    for who in ("head", "pm", "sponsor"):
        says(confirmed, who)
    assert state(confirmed) == State.SIGNED
