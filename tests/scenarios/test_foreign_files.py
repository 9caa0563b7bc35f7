"""Files that lie outside Slack, or lead there: refused in words; the bot's token and nobody's bytes go along."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.foreign import Foreign, foreign_host
from tests.only import only
from tests.scenarios.cards import card_of
from tests.scenarios.test_attachments import replies
from tests.scenarios.test_department_lists import HEADINGS, form
from tests.world import Outcome, World

ROW = "Legal,法务部,林涛,林涛,,\n"


@pytest.fixture
async def elsewhere() -> AsyncIterator[Foreign]:
    """A host that is not Slack's."""
    async with foreign_host() as host:
        yield host


async def imports(world: World, **change: object) -> Outcome:
    """王磊 imports departments from a file that is handed over differently than Slack's own."""
    chosen = await world.wang.attaches("部门.csv", HEADINGS + ROW)
    await world.post(f"files/{chosen}", change)
    return await world.wang.submits_and_waits(await form(world), file=[chosen])


async def attaches(world: World, **change: object) -> Outcome:
    """陈静 attaches such a file to T-3."""
    chosen = await world.chen.attaches("终稿.pdf", b"%PDF")
    await world.post(f"files/{chosen}", change)
    view = (await world.chen.types("/task attach T-3")).view
    assert view is not None
    return await world.chen.submits(view, files=[chosen])


async def test_a_file_at_a_foreign_host_is_refused_and_the_host_hears_nothing(world: World, elsewhere: Foreign) -> None:
    there = {"url_private": f"{elsewhere.url}/a.csv", "url_private_download": f"{elsewhere.url}/b.csv"}
    out = await imports(world, described=there)
    assert out.view is not None, out.text
    assert "⚠️ *部门.csv*\n“部门.csv”存放在Slack之外，Liaison无法读取。请先下载，再选择下载好的文件。" in out.view.text
    await attaches(world, described=there)
    await world.clock.plus("1m")
    assert "“终稿.pdf”未能放进T-3的消息列，附件没有添加成功。" in (await world.chen.inbox())[-1].text
    assert await replies(world, 3) == []
    assert elsewhere.heard == []


async def test_a_redirect_is_followed_within_slack_and_no_further(world: World, elsewhere: Foreign) -> None:
    out = await imports(world, leads_to=f"{elsewhere.url}/a.csv")
    assert out.view is not None, out.text
    assert "存放在Slack之外" in out.view.text
    await attaches(world, leads_to=f"{elsewhere.url}/a.pdf")
    await world.clock.plus("1m")
    assert await replies(world, 3) == []
    assert elsewhere.heard == []
    moved = (await world.chen.uploads("moved.pdf", b"%PDF moved")).file
    assert moved is not None
    await attaches(world, leads_to=f"/files/{moved['id']}/moved.pdf")
    await world.clock.plus("1m")
    there = only(await replies(world, 3))
    assert there.raw["files"][0]["size"] == len(b"%PDF moved")


async def test_a_file_that_leads_in_circles_is_given_up(world: World) -> None:
    chosen = await world.wang.attaches("部门.csv", HEADINGS + ROW)
    await world.post(f"files/{chosen}", {"leads_to": f"/files/{chosen}/x.csv"})
    out = await world.wang.submits_and_waits(await form(world), file=[chosen])
    assert out.view is not None, out.text
    assert "没能从Slack取到这个文件。请重新选择，或稍后再试。" in out.view.text


async def test_a_file_of_which_slack_holds_only_the_address_is_refused_beside_the_input(
    world: World, elsewhere: Foreign
) -> None:
    lies_there = {"is_external": True, "mode": "external", "external_type": "gdrive", "url_private": elsewhere.url}
    out = await imports(world, described=lies_there)
    assert "存放在Slack之外" in out.errors["file"]
    out = await attaches(world, described=lies_there)
    assert out.errors == {"files": "“终稿.pdf”存放在Slack之外，Liaison无法读取。请先下载，再选择下载好的文件。"}
    out = await attaches(world, described={"is_external": True, "title": "Plan"}, is_of_others=True)
    assert "“Plan”存放在Slack之外" in out.errors["files"]
    assert elsewhere.heard == []


async def test_a_file_of_another_workspace_is_asked_for_and_kept_under_its_name(world: World) -> None:
    card = await card_of(world, 3)
    chosen = await world.chen.attaches("封面.pdf", b"%PDF")
    await world.post(f"files/{chosen}", {"is_of_others": True})
    view = (await world.chen.types("/task attach T-3")).view
    assert view is not None
    await world.chen.submits(view, files=[chosen])
    await world.clock.plus("1m")
    there = only(one for one in await replies(world, 3) if one.raw.get("files"))
    assert there.raw["files"][0]["title"] == "封面.pdf"
    assert card.ts == there.thread_ts


async def test_what_people_upload_goes_only_where_slack_takes_it(world: World, elsewhere: Foreign) -> None:
    await world.post("uploads", {"at": elsewhere.url})
    await attaches(world)
    await world.clock.plus("1m")
    assert "未能放进T-3的消息列" in (await world.chen.inbox())[-1].text
    assert elsewhere.heard == []
