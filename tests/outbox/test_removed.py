"""Cards that somebody has removed in Slack, or may not see any more: nothing is posted for their being drawn anew."""

from __future__ import annotations

from bot.outbox.outcomes import Barred
from storage import cards, outbox, people
from storage.people import Account
from tests.deliveries import BLOCKS, GENERAL, LIN, PostOffice
from tests.written import written_log


async def stands(office: PostOffice, to: str = GENERAL) -> None:
    """The card is posted, and drawn anew."""
    office.told.drawing = "0 %"
    office.draw(None, to=to)
    await office.send_all()
    assert office.said(to) == ["0 %"]


def remove(office: PostOffice) -> None:
    """Somebody removes what the app has said."""
    slack = office.sandbox.slack
    for message in [one for one in slack.channels[GENERAL].messages.values() if one.app_id]:
        slack.delete(message)


async def drawn_anew(office: PostOffice, text: str, *, is_said: bool = False, to: str = GENERAL) -> list[str]:
    """What the app says there once the card was drawn anew."""
    office.told.drawing = text
    office.draw(None, is_said=is_said, to=to)
    await office.send_all()
    return office.said(to)


async def test_a_card_that_was_removed_stays_away_however_often_it_is_drawn_anew(office: PostOffice) -> None:
    await stands(office)
    remove(office)
    assert await drawn_anew(office, "50 %") == []
    assert await drawn_anew(office, "60 %") == []
    assert office.notes()[1:] == ["it was removed where it stood"] * 2
    office.queue("under it", under="tasks:3")
    office.queue("beside it")
    await office.send_all()
    assert office.said() == ["beside it"], "what goes into its thread is said nowhere else"


async def test_it_comes_back_by_what_somebody_does_with_it_and_is_drawn_anew_there(office: PostOffice) -> None:
    await stands(office)
    remove(office)
    assert await drawn_anew(office, "50 %") == []
    assert await drawn_anew(office, "60 %", is_said=True) == ["60 %"]
    assert await drawn_anew(office, "70 %") == ["70 %"]
    remove(office)
    assert await drawn_anew(office, "80 %", is_said=True) == ["80 %"], "nobody had heard that it was removed"


async def test_what_somebody_did_is_said_also_where_something_else_draws_the_card_anew_at_once(
    office: PostOffice,
) -> None:
    await stands(office)
    remove(office)
    office.draw(None, is_said=True)
    assert await drawn_anew(office, "90 %") == ["90 %"]


async def test_a_card_that_is_not_its_readers_to_see_any_more_says_so_once_and_is_left_then(office: PostOffice) -> None:
    await stands(office, LIN)
    with office.database.transaction() as session:
        left = Account(LIN, "Lin", "", "en-US", "UTC", False, False, False, True)
        people.keep(session, office.team_id, [left])
    office.told.barred = Barred("not theirs", outbox.message_arguments(LIN, "Not yours", BLOCKS))
    with written_log() as logged:
        assert await drawn_anew(office, "50 %", to=LIN) == ["Not yours"]
        with office.database.snapshot() as session:
            assert cards.card(session, office.team_id, "tasks:3", LIN) is None
        assert await drawn_anew(office, "60 %", to=LIN) == ["Not yours"], "nothing is posted for it, either"
    assert logged() == [], "it is nothing to look at"
