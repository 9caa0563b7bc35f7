"""Drafts: what was typed is kept by person and form, in the order in which it was typed, until the form is sent."""

from __future__ import annotations

from datetime import timedelta

from bot.process.kernel import drafts
from bot.process.kernel.drafts import Entered
from storage import drafts as stored
from tests.process.conftest import Office

FORM = "requests.new:1"


def typed(office: Office, who: str = "owner") -> object:
    with office.work(who) as work:
        return dict(drafts.typed(work, FORM).changed)


def keep(office: Office, *some: Entered) -> None:
    for entered in some:
        with office.work("owner") as work:
            drafts.keep(work, FORM, entered)


def test_what_was_typed_is_the_persons_own_and_later_openings_add_to_it(office: Office) -> None:
    keep(office, Entered("first", {"title": "Poster", "standard": "PDF"}), Entered("second", {"title": None}))
    assert typed(office) == {"title": None, "standard": "PDF"}
    assert typed(office, "pm") == {}


def test_what_slack_tells_late_is_passed_over(office: Office) -> None:
    keep(office, Entered("first", {"title": "Post"}, at=2.0), Entered("first", {"title": "Pos"}, at=1.0))
    assert typed(office) == {"title": "Post"}
    with office.work("owner") as work:
        drafts.settle(work, FORM, "first")
    keep(office, Entered("first", {"title": "Poster"}, at=3.0))
    assert typed(office) == {}, "it was sent for good"
    keep(office, Entered("first", {"title": "Leaflet"}))
    assert typed(office) == {"title": "Leaflet"}, "it is still open, and sent once more"
    keep(office, Entered("second", {"title": "Banner"}, at=1.0))
    assert typed(office) == {"title": "Banner"}


def test_a_form_that_a_line_has_filled_goes_on_with_nothing_older(office: Office) -> None:
    keep(office, Entered("first", {"title": "Poster", "standard": "PDF"}))
    keep(office, Entered("second", {"needed_by": "2026-12-01"}, is_afresh=True))
    keep(office, Entered("second", {"title": "Banner"}, is_afresh=True))
    assert typed(office) == {"needed_by": "2026-12-01", "title": "Banner"}


def test_the_steps_that_were_sent_are_those_of_one_opening(office: Office) -> None:
    keep(office, Entered("first", step={"name": "Fair", "pm_id": "pm"}), Entered("first", step={"departments": ["1"]}))
    with office.work("owner") as work:
        draft = drafts.typed(work, FORM)
    assert draft.steps_of("first") == {"name": "Fair", "pm_id": "pm", "departments": ["1"]}
    assert draft.steps_of("second") == {}


def test_a_draft_of_a_release_before_is_read(office: Office) -> None:
    with office.work("owner") as work:
        stored.keep(work.session, work.team_id, "owner", FORM, {"name": "Fair"}, work.now)
    assert typed(office) == {"name": "Fair"}


def test_a_draft_that_nobody_touches_is_forgotten(office: Office) -> None:
    keep(office, Entered("first", {"title": "Poster"}))
    with office.work("owner") as work:
        assert stored.sweep(work.session, work.now, 10) == 0
        assert stored.sweep(work.session, work.now + timedelta(seconds=1), 10) == 1
    assert typed(office) == {}
