"""Where something can live: in a channel of one's own, no direct message; and Liaison comes only where it stays."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.process.people import rolls
from bot.sandbox.server import Sandbox
from bot.sandbox.world.company import ids
from storage import meetings, projects
from tests.only import only
from tests.scenarios.test_projects import basics, first_step
from tests.scenarios.test_quiet import inbox
from tests.world import Message, Outcome, World

RANDOM = "C0RANDOM01"
REFUSED = {
    "direct": "这里需要一个频道，私信不行。请选择频道，或到频道里输入这条命令。",
    "unseen": "Liaison看不到那个频道。请先在那里输入`/invite @Liaison`，再试一次。",
    "archived": "该频道已归档。请选择其他频道，或先取消归档。",
}


@pytest.mark.parametrize("where", ["with Liaison", "with somebody", "in a group"])
async def test_no_project_is_at_home_in_a_direct_message_and_slack_is_not_asked(
    where: str, world: World, company: Sandbox
) -> None:
    people = {"with Liaison": [company.app.bot_user], "with somebody": ids("lin"), "in a group": ids("lin", "chen")}
    room = company.slack.direct_message(*ids("zhao"), *people[where])
    said = await world.zhao.types("/project home P-2026-001", channel=room.id)
    assert REFUSED["direct"] in said.text
    asked = [one["request"] for one in await world.traffic("conversations.info")]
    assert room.id not in str(asked), "Liaison may not ask about direct messages"
    assert "#product-launch" in (await world.zhao.types("/project list")).text


async def test_a_direct_message_that_looks_like_a_channel_is_told_by_what_slack_says(
    world: World, company: Sandbox
) -> None:
    """A form names a conversation by its id alone, and a group's begins like a channel's."""
    room = company.slack.direct_message(*ids("zhao", "lin"), company.app.bot_user)
    for scopes in ([], ["mpim:read"]):
        company.app.scopes.extend(scopes)
        assert (await settled(world, room.id)).errors == {"channel": REFUSED["direct"]}


async def test_a_channel_that_cannot_be_used_is_refused_with_the_reason(world: World, company: Sandbox) -> None:
    closed = company.slack.create_channel("board", *ids("zhao"), private=True)
    old = company.slack.create_channel("fair-2025", *ids("zhao"))
    old.is_archived = True
    for room, why in ((closed, "unseen"), (old, "archived")):
        assert (await settled(world, room.id)).errors == {"channel": REFUSED[why]}, room.name
        if room is not old:
            assert REFUSED[why] in (await world.zhao.types("/project home P-2026-001", channel=room.id)).text
        assert company.app.bot_user not in room.members
    await world.zhao.invites("@Liaison", channel=closed.id)
    assert not (await settled(world, closed.id)).errors, "where it is invited, it can be"


async def test_liaison_comes_into_no_channel_for_what_is_refused(world: World, company: Sandbox) -> None:
    members = company.slack.channels[RANDOM].members
    assert "PM" in (await world.sam.types("/project home P-2026-001", channel="#random")).text
    assert "没有项目P-2026-009" in (await world.zhao.types("/project home P-2026-009", channel="#random")).text
    second = await basics(world, await first_step(world))
    chosen = {"departments": ["Marketing"], "channel_kind": "existing", "channel": RANDOM}
    refused = await world.zhao.submits(second, initiating="设计部", **chosen)
    assert refused.errors == {"initiating": "发起部门必须是参与部门之一。"}
    assert company.app.bot_user not in members
    started = await world.zhao.submits(second, initiating="市场部", **chosen)
    assert "P-2026-002" in started.text
    assert company.app.bot_user in members


async def settled(world: World, channel_id: str) -> Outcome:
    """The weekly meeting is to be told of in that channel."""
    form = await world.zhao.types("/meeting settings")
    return await world.zhao.submits(form, channel=channel_id)


async def private_home(world: World, company: Sandbox) -> str:
    """The project moves into a private channel; answers which."""
    board = company.slack.create_channel("board", *ids("zhao"), private=True)
    await world.zhao.invites("@Liaison", channel=board.id)
    await world.zhao.types("/project home P-2026-001", channel=board.id)
    await world.clock.plus("1m")
    return board.id


async def test_who_owns_an_open_task_sees_and_updates_it_from_without_its_private_channel_until_it_is_anothers(
    world: World, company: Sandbox
) -> None:
    """They hold no other post; whoever holds none at all has seen the last of the project."""
    board = await private_home(world, company)
    nina, omar = [await world.arrives(name, real_name=f"{name.title()} New") for name in ("nina", "omar")]
    for name in ("nina", "omar"):
        await world.zhao.invites(name, channel=board)
    await world.zhao.types("/task update T-6 owner @nina", channel=board)
    for one in (nina, omar):
        await one.leaves(board)
    await world.settle()
    assert "40%" in (await nina.types("/task update T-6 40%", "#general")).text
    assert "Nina" in (await nina.types("/task show T-6", "#general")).text
    assert "There is no T-6" in (await omar.types("/task show T-6", "#general")).text
    looked = (await world.zhao.types("/project handover @nina @sam", channel=board)).answer
    form = (await world.zhao.presses("handovers.open", on=looked)).view
    assert form is not None
    done = (await world.zhao.submits(form)).answer
    await world.settle()
    assert "There is no T-6" in (await nina.types("/task show T-6", "#general")).text
    await world.zhao.presses("handovers.undo", on=done)
    await world.settle()
    assert "50%" in (await nina.types("/task update T-6 50%", "#general")).text, "it is theirs again"


async def test_who_was_in_the_open_channel_alone_sees_nothing_of_a_project_that_moved_into_a_private_one(
    world: World, company: Sandbox
) -> None:
    """Who is in the new channel, or is named, does."""
    omar, nina, kim = [await world.arrives(name, real_name=f"{name.title()} New") for name in ("omar", "nina", "kim")]
    for name in ("omar", "nina", "kim"):
        await world.zhao.invites(name, channel="#product-launch")
    await world.zhao.types("/task update T-6 owner @kim")
    board = await private_home(world, company)
    await world.zhao.invites("nina", channel=board)
    await world.clock.plus("5m")
    for who, is_seen in ((omar, False), (nina, True), (kim, True)):
        said = await who.types("/task show T-6", "#general")
        assert ("There is no T-6" not in said.text) == is_seen, who.key


@pytest.mark.parametrize("how", ["updated", "handed over"])
async def test_who_never_was_in_a_private_channel_sees_no_more_of_its_project_once_nothing_there_is_theirs(
    how: str, world: World, company: Sandbox
) -> None:
    """Nobody has to leave for that, and no list of the channel to be read by chance."""
    kim = await world.arrives("kim", real_name="Kim New")
    await world.zhao.invites("kim", channel="#product-launch")
    await world.zhao.types("/task update T-6 owner @kim")
    board = await private_home(world, company)
    assert "Kim" in (await kim.types("/task show T-6", "#general")).text
    if how == "updated":
        await world.zhao.types("/task update T-6 owner @sam", channel=board)
    else:
        looked = (await world.zhao.types("/project handover @kim @sam", channel=board)).answer
        form = (await world.zhao.presses("handovers.open", on=looked)).view
        assert form is not None
        await world.zhao.submits(form)
    await world.settle()
    assert "There is no T-6" in (await kim.types("/task show T-6", "#general")).text


async def test_nothing_of_a_project_that_moved_away_is_drawn_in_the_channel_where_it_was(
    world: World, company: Sandbox
) -> None:
    """A card may wait for Slack's pace there, and be drawn as things are when it may go out."""
    board = company.slack.create_channel("board", *ids("zhao"), private=True)
    await world.zhao.invites("@Liaison", channel=board.id)
    await world.faults.add("429", "chat.update", retry_after=30)
    await world.zhao.types("/task update T-6 30%")
    await world.zhao.types("/project home P-2026-001", channel=board.id)
    await world.zhao.types("/task update T-6 60% the price is secret", channel=board.id)
    await world.faults.clear()
    await world.clock.plus("3m")
    assert [one for one in await world.posted() if "secret" in one.text] == []
    assert [one for one in await world.zhao.sees(board.id) if "secret" in one.text]


async def test_who_asked_or_is_to_do_a_request_and_leaves_the_private_channel_is_succeeded(
    world: World, company: Sandbox
) -> None:
    board = await private_home(world, company)
    nina, omar = [await world.arrives(name, real_name=f"{name.title()} New") for name in ("nina", "omar")]
    for name in ("nina", "omar"):
        await world.zhao.invites(name, channel=board)
    await world.zhao.types("/task update T-6 owner @nina", channel=board)
    form = await nina.types("/request new Poster by next friday", channel=board)
    assert "R-1" in (await nina.submits(form, department_id="Design", task_number="6")).text
    form = await world.chen.presses("requests.assign", on=(await world.chen.types("/request show R-1", board)).answer)
    await world.chen.submits(form, assignee=omar.key)
    await world.zhao.types("/task update T-6 owner @lin", channel=board)
    for one in (nina, omar):
        await one.leaves(board)
    await world.clock.plus("10m")
    asked = [one for one in await inbox(world, "zhao") if "1项未完成协作需求" in one.text]
    assert len(asked) == 2, "the PM is asked once for each"
    for who in (nina, omar):
        assert "R-1" in (await who.types("/request show R-1", "#general")).text, "until it is somebody else's"
        looked = (await world.zhao.types(f"/project handover @{who.key} @sam", channel=board)).answer
        await world.zhao.submits(await world.zhao.presses("handovers.open", on=looked))
        await world.settle()
        assert "There is no R-1" in (await who.types("/request show R-1", "#general")).text
    await world.chen.presses("requests.accept", on=(await world.chen.types("/request show R-1", board)).answer)
    await world.clock.to("2026-12-08 12:00")
    for name in ("nina", "omar"):
        assert "has handed over what you had" in only(await inbox(world, name)).text, "they hear of R-1 no more"


async def test_a_project_whose_channel_is_made_private_is_seen_by_its_people_alone(world: World) -> None:
    """Also where it is heard of a second time, or not at all and read at the next start."""
    omar = await world.arrives("omar", real_name="Omar New")
    assert "20%" in (await omar.types("/task show T-6", "#general")).text
    await world.zhao.converts("#product-launch", is_private=True)
    await world.settle()
    assert "There is no T-6" in (await omar.types("/task show T-6", "#general")).text
    assert "T-6" not in (await omar.types("/task list", "#general")).text
    assert "20%" in (await world.sam.types("/task show T-6", "#general")).text
    await world.zhao.converts("#product-launch", is_private=False)
    await world.settle()
    assert "20%" in (await omar.types("/task show T-6", "#general")).text


async def test_the_meetings_of_a_project_that_is_private_are_spoken_of_in_no_channel_that_is_open_to_all(
    world: World, company: Sandbox
) -> None:
    assert not (await settled(world, RANDOM)).errors
    await world.settle()
    said = await world.posted("#random")
    await world.zhao.converts("#product-launch", is_private=True)
    await world.clock.to("Wednesday 08:31")
    await world.settle()
    assert await world.posted("#random") == said, "the digest goes to the project's own channel"
    assert len([one for one in await inbox(world, "zhao") if "今后" in one.text and "例会" in one.text]) == 1


async def test_nor_in_one_that_is_opened_to_all_later(world: World, company: Sandbox) -> None:
    await private_home(world, company)
    room = company.slack.create_channel("meetings", *ids("zhao"), private=True)
    await world.zhao.invites("@Liaison", channel=room.id)
    form = await world.zhao.types("/meeting settings P-2026-001", "#general")
    assert not (await world.zhao.submits(form, channel=room.id)).errors
    await world.settle()
    said = len(await world.zhao.sees(room.id))
    await world.zhao.converts(room.id, is_private=False)
    await world.clock.to("Wednesday 08:31")
    await world.settle()
    assert len(await world.zhao.sees(room.id)) == said + 1, "there is Slack's word, and no digest"


@pytest.mark.parametrize("is_private", [False, True])
async def test_a_channel_is_called_as_it_is_called_now(
    world: World, company: Sandbox, liaison: App, is_private: bool
) -> None:
    """Also where nobody heard of it, and it is read at the next start."""
    home = await private_home(world, company) if is_private else "C0LAUNCH01"
    await world.zhao.renames(home, "aurora")
    await world.settle()
    assert name_of(liaison, home) == "aurora"
    company.slack.channels[home].name = "aurora-2"
    await world.clock.plus("1h")
    await liaison.database.write(liaison.within, liaison.team_id, "start", rolls.call_all)
    liaison.sender.wake()
    await world.settle()
    assert name_of(liaison, home) == "aurora-2"


def name_of(liaison: App, channel_id: str) -> str | None:
    with liaison.database.snapshot() as session:
        project = projects.in_channel(session, liaison.team_id, channel_id)
    return project.channel_name if project is not None else None


async def test_a_private_channel_that_is_shared_with_another_workspace_stays_the_projects_home(
    world: World, company: Sandbox, liaison: App
) -> None:
    """Slack gives it another id for good: what stands there is renewed, and what waited there is said."""
    board = await private_home(world, company)
    room = company.slack.create_channel("meetings", *ids("zhao"), private=True)
    await world.zhao.invites("@Liaison", channel=room.id)
    form = await world.zhao.types("/meeting settings P-2026-001", "#general")
    assert not (await world.zhao.submits(form, channel=room.id)).errors
    await world.zhao.types("/task update T-6 50%", channel=board)
    await world.clock.plus("1m")
    card = only(await of_t6(world, board))
    await world.faults.add("429", "chat.update", retry_after=5, times=1)
    await world.zhao.types("/task update T-6 60%", channel=board)
    for one in (board, room.id):
        await world.zhao.shares(one)
    await world.clock.plus("3m")
    again = only(await of_t6(world, "board"))
    assert again.ts == card.ts, "the same card"
    assert "60%" in again.text
    with liaison.database.snapshot() as session:
        of_meetings = next(one.id for one in company.slack.channels.values() if one.name == "meetings")
        assert meetings.in_channel(session, liaison.team_id, of_meetings), "and that of its meetings"
    assert not [one for one in await inbox(world, "zhao") if "channel_not_found" in one.text]


async def of_t6(world: World, channel: str) -> list[Message]:
    cards = [one for one in await world.zhao.sees(channel) if one.from_app and not one.ephemeral]
    return [one for one in cards if "T-6 ·" in one.text.split("\n")[0]]
