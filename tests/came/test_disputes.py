"""All that comes of each act on a dispute of 林涛's department with 陈静's."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import fills_in
from tests.came.conftest import Came
from tests.scenarios.disputes import card_of, proposes, raises
from tests.scenarios.requests import asks
from tests.scenarios.requests import card_of as request_card


async def test_raised_answered_proposed_and_agreed(came: Came) -> None:
    world = came.world
    assert await came.of(raises(world.lin)) == snapshot("""\
林涛 · alone: D-1 · Second proof · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时）
    [详情]
林涛, 陈静 · direct message: ⚖️ D-1 · Second proof · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时）
    *研发部的立场*
    The first proof met the standard.
    *设计部的立场*
    尚未陈述
    · 林涛于11月23日 周一 09:31提出 · 最近更新：林涛，11月23日 周一 09:31
    [!陈述立场] [拟定共识文本] [详情]
赵敏 · direct message: ⚖️ D-1 · Second proof · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时）
    *研发部的立场*
    The first proof met the standard.
    *设计部的立场*
    尚未陈述
    · 林涛于11月23日 周一 09:31提出 · 最近更新：林涛，11月23日 周一 09:31
    [!陈述立场] [拟定共识文本] [召开专项沟通会] [详情]
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu 19 Nov · 1 dispute not settled since Mon 23 Nov · past 7 days: 2 tasks done
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu, Nov 19 · 1 dispute not settled since Mon, Nov 23 · past 7 days: 2 tasks done
刘洋, 王磊 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成
赵敏 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 1件事待你处理
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + ⚖️ D-1 · Second proof · 召开专项沟通会 · 共识截止11月24日 周二 09:31（剩余24小时）
    + [召开专项沟通会] [查看] [⋯]
    + 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成
陈静 · Home
    # 1件事待你处理 → # 2件事待你处理
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + ⚖️ D-1 · Second proof · 陈述本部门立场 · 共识截止11月24日 周二 09:31（剩余24小时）
    + [陈述立场] [查看] [⋯]
    + 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成
#product-launch: ⚖️ D-1 · Second proof · R&D ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:31 AM GMT+8 (24 hours left)
    *R&D says*
    The first proof met the standard.
    *Design says*
    nothing yet
    · raised by 林涛, Mon, Nov 23, 9:31 AM GMT+8 · Last change: 林涛, Mon, Nov 23, 9:31 AM GMT+8
    [!State our position] [Propose a text] [Call the meeting] [Details]\
""")
    stated = fills_in(world.chen, "disputes.position", await card_of(world), position="第二稿是后来追加的。")
    assert await came.of(stated) == snapshot("""\
林涛, 赵敏, 陈静 · direct message · changed: ⚖️ D-1 · Second proof · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时）
    *设计部的立场* 尚未陈述 → 第二稿是后来追加的。
    · 最近更新：林涛，11月23日 周一 09:31 → 陈静，11月23日 周一 09:32
    - [!陈述立场]
    + [陈述立场]
陈静 · alone: D-1 · Second proof · 已记录你的立场 · 共识截止11月24日 周二 09:31（剩余24小时）
    [详情]
林涛 · Home
    # 1件事待你处理 → # 2件事待你处理
    + ⚖️ D-1 · Second proof · 拟定双方都能确认的共识文本 · 共识截止11月24日 周二 09:31（剩余24小时）
    + [拟定共识文本] [查看] [⋯]
陈静 · Home
    - ⚖️ D-1 · Second proof · 陈述本部门立场 · 共识截止11月24日 周二 09:31（剩余24小时）
    - [陈述立场] [查看] [⋯]
    + ⚖️ D-1 · Second proof · 拟定双方都能确认的共识文本 · 共识截止11月24日 周二 09:31（剩余24小时）
    + [拟定共识文本] [查看] [⋯]
#product-launch · changed: ⚖️ D-1 · Second proof · R&D ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:31 AM GMT+8 (24 hours left)
    *Design says* nothing yet → 第二稿是后来追加的。
    · Last change: 林涛, Mon, Nov 23, 9:31 AM GMT+8 → 陈静, Mon, Nov 23, 9:32 AM GMT+8
    - [!State our position]
    + [State our position]
#product-launch · under “⚖️ D-1 · Second proof”: 陈静 · stated the position of Design · 第二稿是后来追加的。\
""")
    assert await came.of(proposes(world.lin, "R&D pays half.", await card_of(world))) == snapshot("""\
林涛 · alone: D-1 · Second proof · 你拟定的共识文本已提交 · 共识截止11月24日 周二 09:31（剩余24小时）
    [详情]
林涛, 赵敏 · direct message · changed: ⚖️ D-1 · Second proof · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时）
    · 最近更新：陈静，11月23日 周一 09:32 → 林涛，11月23日 周一 09:33
    + *共识文本（第1稿）* R&D pays half.
    + · 林涛提出
    + · ✅ 研发部已确认（林涛）
    + · ⏳ 设计部未确认
陈静 · direct message · changed: ⚖️ D-1 · Second proof · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时）
    · 最近更新：陈静，11月23日 周一 09:32 → 林涛，11月23日 周一 09:33
    + *共识文本（第1稿）* R&D pays half.
    + · 林涛提出
    + · ✅ 研发部已确认（林涛）
    + · ⏳ 设计部未确认
    + [!确认共识文本]
陈静 · direct message: 林涛为D-1 · Second proof拟定了共识文本，请阅读并确认，或另拟一稿 · 共识截止11月24日 周二 09:31
    研发部 ↔ 设计部
    *共识文本（第1稿）*
    R&D pays half.
    · 林涛提出 · ✅ 研发部已确认（林涛） · ⏳ 设计部未确认
    [!确认共识文本] [陈述立场] [拟定共识文本] [详情]
林涛 · Home
    # 2件事待你处理 → # 1件事待你处理
    - ⚖️ D-1 · Second proof · 拟定双方都能确认的共识文本 · 共识截止11月24日 周二 09:31（剩余24小时）
    - [拟定共识文本] [查看] [⋯]
陈静 · Home
    - ⚖️ D-1 · Second proof · 拟定双方都能确认的共识文本 · 共识截止11月24日 周二 09:31（剩余24小时）
    - [拟定共识文本] [查看] [⋯]
    + ⚖️ D-1 · Second proof · 阅读并确认共识文本 · 共识截止11月24日 周二 09:31（剩余24小时）
    + [确认共识文本] [查看] [⋯]
#product-launch · changed: ⚖️ D-1 · Second proof · R&D ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:31 AM GMT+8 (24 hours left)
    · Last change: 陈静, Mon, Nov 23, 9:32 AM GMT+8 → 林涛, Mon, Nov 23, 9:33 AM GMT+8
    + *Proposed text, version 1* R&D pays half.
    + · proposed by 林涛
    + · ✅ R&D confirms (林涛)
    + · ⏳ Design has not confirmed
    + [!Confirm the text]
#product-launch · under “⚖️ D-1 · Second proof”: 林涛 · proposed a text · R&D pays half.\
""")
    called = fills_in(
        world.zhao, "disputes.meeting", await card_of(world), day="2026-11-23", clock="15:00", place="3号会议室"
    )
    assert await came.of(called) == snapshot("""\
林涛, 陈静 · direct message · changed: ⚖️ D-1 · Second proof · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时）
    · 最近更新：林涛，11月23日 周一 09:33 → 赵敏，11月23日 周一 09:34
    + · 专项沟通会：11月23日 周一 15:00
    + · 3号会议室
林涛, 王磊, 赵敏, 陈静 · direct message: D-1 · Second proof专项沟通会：11月23日 周一 15:00
    研发部 ↔ 设计部
    地点：3号会议室
    会场在#product-launch里D-1卡片下的消息列。
    共识截止11月24日 周二 09:31
    [日历文件（.ics）] [拟定共识文本] [详情]
赵敏 · alone: D-1 · Second proof · 已邀请双方参加专项沟通会 · 共识截止11月24日 周二 09:31（剩余24小时）
    [详情]
赵敏 · direct message · changed: ⚖️ D-1 · Second proof · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时）
    · 最近更新：林涛，11月23日 周一 09:33 → 赵敏，11月23日 周一 09:34
    - [召开专项沟通会]
    + · 专项沟通会：11月23日 周一 15:00
    + · 3号会议室
    + [会议改期]
赵敏 · Home
    # 1件事待你处理 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - ⚖️ D-1 · Second proof · 召开专项沟通会 · 共识截止11月24日 周二 09:31（剩余24小时）
    - [召开专项沟通会] [查看] [⋯]
#product-launch · changed: ⚖️ D-1 · Second proof · R&D ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:31 AM GMT+8 (24 hours left)
    · Last change: 林涛, Mon, Nov 23, 9:33 AM GMT+8 → 赵敏, Mon, Nov 23, 9:34 AM GMT+8
    - [Call the meeting]
    + · Special meeting: Mon, Nov 23, 3:00 PM GMT+8
    + · 3号会议室
    + [Move the special meeting]
#product-launch · under “⚖️ D-1 · Second proof”: Special meeting on D-1 · Second proof: Mon, Nov 23, 3:00 PM GMT+8
    R&D ↔ Design
    Where: 3号会议室
    The thread under D-1 in #product-launch is its room.
    consensus by Tue, Nov 24, 9:31 AM GMT+8
    [Calendar file (.ics)] [Propose a text] [Details]\
""")
    assert await came.of(proposes(world.chen, "R&D pays a third.", await card_of(world))) == snapshot("""\
林涛, 赵敏 · direct message · changed: ⚖️ D-1 · Second proof · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时）
    · 最近更新：赵敏，11月23日 周一 09:34 → 陈静，11月23日 周一 09:35
    - *共识文本（第1稿）* R&D pays half.
    - · 林涛提出
    - · ✅ 研发部已确认（林涛）
    - · ⏳ 设计部未确认
    + *共识文本（第2稿）* R&D pays a third.
    + · 陈静提出
    + · ⏳ 研发部未确认
    + · ✅ 设计部已确认（陈静）
    + [!确认共识文本]
林涛, 王磊 · direct message: 陈静为D-1 · Second proof拟定了共识文本，请阅读并确认，或另拟一稿 · 共识截止11月24日 周二 09:31
    研发部 ↔ 设计部
    *共识文本（第2稿）*
    R&D pays a third.
    · 陈静提出 · ⏳ 研发部未确认 · ✅ 设计部已确认（陈静）
    [!确认共识文本] [陈述立场] [拟定共识文本] [详情]
陈静 · alone: D-1 · Second proof · 你拟定的共识文本已提交 · 共识截止11月24日 周二 09:31（剩余24小时）
    [详情]
陈静 · direct message · changed: ⚖️ D-1 · Second proof · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时）
    · 最近更新：赵敏，11月23日 周一 09:34 → 陈静，11月23日 周一 09:35
    - *共识文本（第1稿）* R&D pays half.
    - · 林涛提出
    - · ✅ 研发部已确认（林涛）
    - · ⏳ 设计部未确认
    - [!确认共识文本]
    + *共识文本（第2稿）* R&D pays a third.
    + · 陈静提出
    + · ⏳ 研发部未确认
    + · ✅ 设计部已确认（陈静）
林涛 · Home
    # 1件事待你处理 → # 2件事待你处理
    + ⚖️ D-1 · Second proof · 阅读并确认共识文本 · 共识截止11月24日 周二 09:31（剩余24小时）
    + [确认共识文本] [查看] [⋯]
陈静 · Home
    # 2件事待你处理 → # 1件事待你处理
    - ⚖️ D-1 · Second proof · 阅读并确认共识文本 · 共识截止11月24日 周二 09:31（剩余24小时）
    - [确认共识文本] [查看] [⋯]
#product-launch · changed: ⚖️ D-1 · Second proof · R&D ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:31 AM GMT+8 (24 hours left)
    · Last change: 赵敏, Mon, Nov 23, 9:34 AM GMT+8 → 陈静, Mon, Nov 23, 9:35 AM GMT+8
    - *Proposed text, version 1* R&D pays half.
    - · proposed by 林涛
    - · ✅ R&D confirms (林涛)
    - · ⏳ Design has not confirmed
    + *Proposed text, version 2* R&D pays a third.
    + · proposed by 陈静
    + · ⏳ R&D has not confirmed
    + · ✅ Design confirms (陈静)
#product-launch · under “⚖️ D-1 · Second proof”: 陈静 · proposed a text · R&D pays a third.\
""")
    assert await came.of(world.lin.presses("disputes.confirm", on=await card_of(world))) == snapshot("""\
林涛 · alone: D-1 · Second proof · ✅ 已达成共识
    [详情]
林涛 · direct message · changed: ⚖️ D-1 · Second proof · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时） → ✅ 已达成共识
    · 最近更新：陈静，11月23日 周一 09:35 → 林涛，11月23日 周一 09:36
    - *共识文本（第2稿）* R&D pays a third.
    - · 陈静提出
    - · ⏳ 研发部未确认
    - · ✅ 设计部已确认（陈静）
    - · 专项沟通会：11月23日 周一 15:00
    - · 3号会议室
    - [!确认共识文本] [陈述立场] [拟定共识文本]
    + *结束时间* 11月23日 周一 09:36
    + *双方一致同意* R&D pays a third.
    + · 林涛、陈静签署，11月23日 周一 09:36
    + · 文本校验码e7f35b812a1b（文本有改动，校验码就不同）
林涛, 王磊, 赵敏, 陈静 · direct message · changed: D-1 · Second proof专项沟通会：11月23日 周一 15:00 → ⚖️ D-1 · Second proof：✅ 已达成共识
    - 研发部 ↔ 设计部
    - 地点：3号会议室
    - 会场在#product-launch里D-1卡片下的消息列。
    - 共识截止11月24日 周二 09:31
    - [日历文件（.ics）] [拟定共识文本]
林涛, 王磊 · direct message · changed: 陈静为D-1 · Second proof拟定了共识文本，请阅读并确认，或另拟一稿 · 共识截止11月24日 周二 09:31 → ⚖️ D-1 · Second proof：✅ 已达成共识
    - 研发部 ↔ 设计部
    - *共识文本（第2稿）* R&D pays a third.
    - · 陈静提出
    - · ⏳ 研发部未确认
    - · ✅ 设计部已确认（陈静）
    - [!确认共识文本] [陈述立场] [拟定共识文本]
王磊 · direct message: ⚖️ D-1 · Second proof已达成共识：双方一致同意
    研发部 ↔ 设计部
    R&D pays a third.
    · 林涛、陈静签署，11月23日 周一 09:36 · 文本校验码e7f35b812a1b（文本有改动，校验码就不同）
    [详情]
赵敏 · direct message · changed: ⚖️ D-1 · Second proof · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时） → ✅ 已达成共识
    · 最近更新：陈静，11月23日 周一 09:35 → 林涛，11月23日 周一 09:36
    - *共识文本（第2稿）* R&D pays a third.
    - · 陈静提出
    - · ⏳ 研发部未确认
    - · ✅ 设计部已确认（陈静）
    - · 专项沟通会：11月23日 周一 15:00
    - · 3号会议室
    - [!确认共识文本] [陈述立场] [拟定共识文本] [会议改期]
    + *结束时间* 11月23日 周一 09:36
    + *双方一致同意* R&D pays a third.
    + · 林涛、陈静签署，11月23日 周一 09:36
    + · 文本校验码e7f35b812a1b（文本有改动，校验码就不同）
陈静 · direct message · changed: ⚖️ D-1 · Second proof · 研发部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:31（剩余24小时） → ✅ 已达成共识
    · 最近更新：陈静，11月23日 周一 09:35 → 林涛，11月23日 周一 09:36
    - *共识文本（第2稿）* R&D pays a third.
    - · 陈静提出
    - · ⏳ 研发部未确认
    - · ✅ 设计部已确认（陈静）
    - · 专项沟通会：11月23日 周一 15:00
    - · 3号会议室
    - [陈述立场] [拟定共识文本]
    + *结束时间* 11月23日 周一 09:36
    + *双方一致同意* R&D pays a third.
    + · 林涛、陈静签署，11月23日 周一 09:36
    + · 文本校验码e7f35b812a1b（文本有改动，校验码就不同）
陈静 · direct message · changed: 林涛为D-1 · Second proof拟定了共识文本，请阅读并确认，或另拟一稿 · 共识截止11月24日 周二 09:31 → ⚖️ D-1 · Second proof：✅ 已达成共识
    - 研发部 ↔ 设计部
    - *共识文本（第1稿）* R&D pays half.
    - · 林涛提出
    - · ✅ 研发部已确认（林涛）
    - · ⏳ 设计部未确认
    - [!确认共识文本] [陈述立场] [拟定共识文本]
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · 1 dispute not settled since Mon 23 Nov · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 dispute settled
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · 1 dispute not settled since Mon, Nov 23 · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 dispute settled
刘洋, 王磊, 赵敏, 陈静 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项争议已解决
林涛 · Home
    # 2件事待你处理 → # 1件事待你处理
    - ⚖️ D-1 · Second proof · 阅读并确认共识文本 · 共识截止11月24日 周二 09:31（剩余24小时）
    - [确认共识文本] [查看] [⋯]
#product-launch · changed: ⚖️ D-1 · Second proof · R&D ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:31 AM GMT+8 (24 hours left) → ✅ settled by consensus
    · Last change: 陈静, Mon, Nov 23, 9:35 AM GMT+8 → 林涛, Mon, Nov 23, 9:36 AM GMT+8
    - *Proposed text, version 2* R&D pays a third.
    - · proposed by 陈静
    - · ⏳ R&D has not confirmed
    - · ✅ Design confirms (陈静)
    - · Special meeting: Mon, Nov 23, 3:00 PM GMT+8
    - · 3号会议室
    - [!Confirm the text] [State our position] [Propose a text] [Move the special meeting]
    + *Ended* Mon, Nov 23, 9:36 AM GMT+8
    + *Both sides agree* R&D pays a third.
    + · Signed by 林涛, 陈静, Mon, Nov 23, 9:36 AM GMT+8
    + · check code of the text: e7f35b812a1b (another text has another one)
#product-launch: ⚖️ D-1 · Second proof is settled: both sides agree
    R&D ↔ Design
    R&D pays a third.
    · Signed by 林涛, 陈静, Mon, Nov 23, 9:36 AM GMT+8 · check code of the text: e7f35b812a1b (another text has another one)
    [Details]
#product-launch · under “⚖️ D-1 · Second proof”: 林涛 · confirmed the text for R&D: settled\
""")


async def test_of_a_request_confirmed_by_who_stands_in(came: Came) -> None:
    world = came.world
    await asks(world.sam)
    await fills_in(
        world.chen,
        "Object",
        await request_card(world, 1),
        reason="印刷机坏了",
        alternative="先给数字版",
        by="2026-12-08",
    )
    await world.chen.types("/liaison away 今天到周五 @liu")
    await came.begins_with(world.settle())
    raised = fills_in(world.sam, "Raise a dispute", await request_card(world, 1), position="The event needs paper.")
    assert await came.of(raised) == snapshot("""\
Sam Carter · alone: D-1 · Poster artwork · ⏳ open: the sides look for consensus · consensus by Mon, Nov 23, 8:32 PM (24 hours left)
    [Details]
刘洋, 陈静 · direct message: ⚖️ D-1 · Poster artwork · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时）
    *涉及* R-1
    *市场部的立场*
    The event needs paper.
    *设计部的立场*
    印刷机坏了
    Instead, by Tue, Dec 8, 2026: 先给数字版
    · Sam Carter于11月23日 周一 09:32提出 · 最近更新：Sam Carter，11月23日 周一 09:32
    [陈述立场] [拟定共识文本] [详情]
赵敏 · direct message: ⚖️ D-1 · Poster artwork · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时）
    *涉及* R-1
    *市场部的立场*
    The event needs paper.
    *设计部的立场*
    印刷机坏了
    Instead, by Tue, Dec 8, 2026: 先给数字版
    · Sam Carter于11月23日 周一 09:32提出 · 最近更新：Sam Carter，11月23日 周一 09:32
    [拟定共识文本] [!召开专项沟通会] [详情]
陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ⚠️ 有异议 · 12月4日 周五前需要 → ⚖️ 争议中 · D-1 · 12月4日 周五前需要
    · 最近更新：陈静，11月23日 周一 09:31 → Sam Carter，11月23日 周一 09:32
    - *原因* 印刷机坏了
    - *替代方案* 先给数字版
    - *替代方案交付日期* 12月8日 周二
    + [查看争议]
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · 1 objection to decide on since Mon 23 Nov · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu 19 Nov · 1 dispute not settled since Mon 23 Nov · past 7 days: 2 tasks done, 1 request raised
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · 1 objection to decide on since Mon, Nov 23 · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu, Nov 19 · 1 dispute not settled since Mon, Nov 23 · past 7 days: 2 tasks done, 1 request raised
Sam Carter · Home
    - R-1 · Poster artwork · decide on the alternative by Fri, Dec 4 (China)
    - [Show it] [⋯]
    + ⚖️ D-1 · Poster artwork · propose a text that both sides can confirm · consensus by Mon, Nov 23, 8:32 PM (24 hours left)
    + [Propose a text] [Show it] [⋯]
刘洋 · Home
    # 1件事待你处理 → # 2件事待你处理
    - 🔴 2项任务延期（11月19日 周四起） · 1项异议待决定（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
    + 代陈静 · ⚖️ D-1 · Poster artwork · 拟定双方都能确认的共识文本 · 共识截止11月24日 周二 09:32（剩余24小时）
    + [拟定共识文本] [查看] [⋯]
    + 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
王磊 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 1项异议待决定（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
赵敏 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 1件事待你处理
    - 🔴 2项任务延期（11月19日 周四起） · 1项异议待决定（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
    + ⚖️ D-1 · Poster artwork · 召开专项沟通会 · 共识截止11月24日 周二 09:32（剩余24小时）
    + [召开专项沟通会] [查看] [⋯]
    + 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
陈静 · Home
    # 1件事待你处理 → # 2件事待你处理
    - 🔴 2项任务延期（11月19日 周四起） · 1项异议待决定（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
    + ⚖️ D-1 · Poster artwork · 拟定双方都能确认的共识文本 · 共识截止11月24日 周二 09:32（剩余24小时）
    + [拟定共识文本] [查看] [⋯]
    + 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ⚠️ objected · needed by Fri, Dec 4 → ⚖️ disputed · D-1 · needed by Fri, Dec 4
    · Last change: 陈静, Mon, Nov 23, 9:31 AM GMT+8 → Sam Carter, Mon, Nov 23, 9:32 AM GMT+8
    - *Reason* 印刷机坏了
    - *Alternative* 先给数字版
    - *It would come by* Tue, Dec 8
    - [!Take the alternative] [Raise a dispute] [Withdraw]
    + [Show the dispute]
#product-launch: ⚖️ D-1 · Poster artwork · Marketing ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:32 AM GMT+8 (24 hours left)
    *Concerns* R-1
    *Marketing says*
    The event needs paper.
    *Design says*
    印刷机坏了
    Instead, by Tue, Dec 8, 2026: 先给数字版
    · raised by Sam Carter, Mon, Nov 23, 9:32 AM GMT+8 · Last change: Sam Carter, Mon, Nov 23, 9:32 AM GMT+8
    [State our position] [Propose a text] [Call the meeting] [Details]\
""")
    stated = fills_in(world.liu, "disputes.position", await card_of(world), position="印刷要一周。")
    assert await came.of(stated) == snapshot("""\
刘洋 · alone: D-1 · Poster artwork · 已记录你的立场 · 共识截止11月24日 周二 09:32（剩余24小时）
    [详情]
刘洋, 赵敏, 陈静 · direct message · changed: ⚖️ D-1 · Poster artwork · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时）
    *设计部的立场* 印刷机坏了 → 印刷要一周。
    · 最近更新：Sam Carter，11月23日 周一 09:32 → 刘洋代陈静，11月23日 周一 09:33
    - Instead, by Tue, Dec 8, 2026: 先给数字版
#product-launch · changed: ⚖️ D-1 · Poster artwork · Marketing ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:32 AM GMT+8 (24 hours left)
    *Design says* 印刷机坏了 → 印刷要一周。
    · Last change: Sam Carter, Mon, Nov 23, 9:32 AM GMT+8 → 刘洋 for 陈静, Mon, Nov 23, 9:33 AM GMT+8
    - Instead, by Tue, Dec 8, 2026: 先给数字版
#product-launch · under “⚖️ D-1 · Poster artwork”: 刘洋 for 陈静 · stated the position of Design · 印刷要一周。\
""")
    proposed = fills_in(
        world.sam, "disputes.propose", await card_of(world), text="Digital now, paper later.", needed_by="2026-12-08"
    )
    assert await came.of(proposed) == snapshot("""\
Sam Carter · alone: D-1 · Poster artwork · your text is proposed · consensus by Mon, Nov 23, 8:32 PM (24 hours left)
    [Details]
刘洋, 陈静 · direct message · changed: ⚖️ D-1 · Poster artwork · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时）
    · 最近更新：刘洋代陈静，11月23日 周一 09:33 → Sam Carter，11月23日 周一 09:34
    + *共识文本（第1稿）* Digital now, paper later.
    + R-1转为已接受，需要日期12月8日 周二。
    + · Sam Carter提出
    + · ✅ 市场部已确认（Sam Carter）
    + · ⏳ 设计部未确认
    + [!确认共识文本]
刘洋 · direct message: 代陈静 · Sam Carter为D-1 · Poster artwork拟定了共识文本，请阅读并确认，或另拟一稿 · 共识截止11月24日 周二 09:32
    市场部 ↔ 设计部
    *共识文本（第1稿）*
    Digital now, paper later.
    R-1转为已接受，需要日期12月8日 周二。
    · Sam Carter提出 · ✅ 市场部已确认（Sam Carter） · ⏳ 设计部未确认
    [!确认共识文本] [陈述立场] [拟定共识文本] [详情]
赵敏 · direct message · changed: ⚖️ D-1 · Poster artwork · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时）
    · 最近更新：刘洋代陈静，11月23日 周一 09:33 → Sam Carter，11月23日 周一 09:34
    + *共识文本（第1稿）* Digital now, paper later.
    + R-1转为已接受，需要日期12月8日 周二。
    + · Sam Carter提出
    + · ✅ 市场部已确认（Sam Carter）
    + · ⏳ 设计部未确认
陈静 · direct message: Sam Carter为D-1 · Poster artwork拟定了共识文本，请阅读并确认，或另拟一稿 · 共识截止11月24日 周二 09:32
    市场部 ↔ 设计部
    *共识文本（第1稿）*
    Digital now, paper later.
    R-1转为已接受，需要日期12月8日 周二。
    · Sam Carter提出 · ✅ 市场部已确认（Sam Carter） · ⏳ 设计部未确认
    [!确认共识文本] [陈述立场] [拟定共识文本] [详情]
Sam Carter · Home
    # 1 thing waits for you → # Nothing waits for you.
    - ⚖️ D-1 · Poster artwork · propose a text that both sides can confirm · consensus by Mon, Nov 23, 8:32 PM (24 hours left)
    - [Propose a text] [Show it] [⋯]
刘洋 · Home
    - 代陈静 · ⚖️ D-1 · Poster artwork · 拟定双方都能确认的共识文本 · 共识截止11月24日 周二 09:32（剩余24小时）
    - [拟定共识文本] [查看] [⋯]
    + 代陈静 · ⚖️ D-1 · Poster artwork · 阅读并确认共识文本 · 共识截止11月24日 周二 09:32（剩余24小时）
    + [确认共识文本] [查看] [⋯]
陈静 · Home
    - ⚖️ D-1 · Poster artwork · 拟定双方都能确认的共识文本 · 共识截止11月24日 周二 09:32（剩余24小时）
    - [拟定共识文本] [查看] [⋯]
    + ⚖️ D-1 · Poster artwork · 阅读并确认共识文本 · 共识截止11月24日 周二 09:32（剩余24小时）
    + [确认共识文本] [查看] [⋯]
#product-launch · changed: ⚖️ D-1 · Poster artwork · Marketing ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:32 AM GMT+8 (24 hours left)
    · Last change: 刘洋 for 陈静, Mon, Nov 23, 9:33 AM GMT+8 → Sam Carter, Mon, Nov 23, 9:34 AM GMT+8
    + *Proposed text, version 1* Digital now, paper later.
    + R-1 is accepted, needed by Tue, Dec 8.
    + · proposed by Sam Carter
    + · ✅ Marketing confirms (Sam Carter)
    + · ⏳ Design has not confirmed
    + [!Confirm the text]
#product-launch · under “⚖️ D-1 · Poster artwork”: Sam Carter · proposed a text · Digital now, paper later.\
""")
    assert await came.of(world.liu.presses("disputes.confirm", on=await card_of(world))) == snapshot("""\
刘洋 · alone: D-1 · Poster artwork · ✅ 已达成共识
    [详情]
刘洋, 陈静 · direct message · changed: ⚖️ D-1 · Poster artwork · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时） → ✅ 已达成共识
    · 最近更新：Sam Carter，11月23日 周一 09:34 → 刘洋代陈静，11月23日 周一 09:35
    - *共识文本（第1稿）* Digital now, paper later.
    - R-1转为已接受，需要日期12月8日 周二。
    - · Sam Carter提出
    - · ✅ 市场部已确认（Sam Carter）
    - · ⏳ 设计部未确认
    - [!确认共识文本] [陈述立场] [拟定共识文本]
    + *结束时间* 11月23日 周一 09:35
    + *双方一致同意* Digital now, paper later.
    + · Sam Carter、刘洋代陈静签署，11月23日 周一 09:35
    + · 文本校验码13a7e14a73ac（文本有改动，校验码就不同）
刘洋 · direct message · changed: 代陈静 · Sam Carter为D-1 · Poster artwork拟定了共识文本，请阅读并确认，或另拟一稿 · 共识截止11月24日 周二 09:32 → ⚖️ D-1 · Poster artwork：✅ 已达成共识
    - 市场部 ↔ 设计部
    - *共识文本（第1稿）* Digital now, paper later.
    - R-1转为已接受，需要日期12月8日 周二。
    - · Sam Carter提出
    - · ✅ 市场部已确认（Sam Carter）
    - · ⏳ 设计部未确认
    - [!确认共识文本] [陈述立场] [拟定共识文本]
赵敏 · direct message · changed: ⚖️ D-1 · Poster artwork · 市场部 ↔ 设计部 · ⏳ 协商中 · 共识截止11月24日 周二 09:32（剩余24小时） → ✅ 已达成共识
    · 最近更新：Sam Carter，11月23日 周一 09:34 → 刘洋代陈静，11月23日 周一 09:35
    - *共识文本（第1稿）* Digital now, paper later.
    - R-1转为已接受，需要日期12月8日 周二。
    - · Sam Carter提出
    - · ✅ 市场部已确认（Sam Carter）
    - · ⏳ 设计部未确认
    - [拟定共识文本] [!召开专项沟通会]
    + *结束时间* 11月23日 周一 09:35
    + *双方一致同意* Digital now, paper later.
    + · Sam Carter、刘洋代陈静签署，11月23日 周一 09:35
    + · 文本校验码13a7e14a73ac（文本有改动，校验码就不同）
陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ⚖️ 争议中 · D-1 · 12月4日 周五前需要 → 🔵 已接受 · 12月8日 周二前需要
    · 最近更新：Sam Carter，11月23日 周一 09:32 → 刘洋代陈静，11月23日 周一 09:35
    - [查看争议]
    + *交付标准* D-1: Digital now, paper later.
    + [!已交付] [提出异议] [指定承办人]
陈静 · direct message · changed: Sam Carter为D-1 · Poster artwork拟定了共识文本，请阅读并确认，或另拟一稿 · 共识截止11月24日 周二 09:32 → ⚖️ D-1 · Poster artwork：✅ 已达成共识
    - 市场部 ↔ 设计部
    - *共识文本（第1稿）* Digital now, paper later.
    - R-1转为已接受，需要日期12月8日 周二。
    - · Sam Carter提出
    - · ✅ 市场部已确认（Sam Carter）
    - · ⏳ 设计部未确认
    - [!确认共识文本] [陈述立场] [拟定共识文本]
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · 1 dispute not settled since Mon 23 Nov · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 request raised, 1 dispute settled
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · 1 dispute not settled since Mon, Nov 23 · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 request raised, 1 dispute settled
刘洋 · Home
    - 代陈静 · ⚖️ D-1 · Poster artwork · 阅读并确认共识文本 · 共识截止11月24日 周二 09:32（剩余24小时）
    - [确认共识文本] [查看] [⋯]
    - 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
    + 代陈静 · R-1 · Poster artwork · 12月8日 周二前交付（中国）
    + [已交付] [⋯]
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出、1项争议已解决
王磊 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出、1项争议已解决
赵敏 · Home
    # 1件事待你处理 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - ⚖️ D-1 · Poster artwork · 召开专项沟通会 · 共识截止11月24日 周二 09:32（剩余24小时）
    - [召开专项沟通会] [查看] [⋯]
    - 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出、1项争议已解决
陈静 · Home
    - ⚖️ D-1 · Poster artwork · 阅读并确认共识文本 · 共识截止11月24日 周二 09:32（剩余24小时）
    - [确认共识文本] [查看] [⋯]
    - 🔴 2项任务延期（11月19日 周四起） · 1项争议未解决（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
    + R-1 · Poster artwork · 12月8日 周二前交付（中国）
    + [已交付] [⋯]
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出、1项争议已解决
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ⚖️ disputed · D-1 · needed by Fri, Dec 4 → 🔵 accepted · needed by Tue, Dec 8
    · Last change: Sam Carter, Mon, Nov 23, 9:32 AM GMT+8 → 刘洋 for 陈静, Mon, Nov 23, 9:35 AM GMT+8
    - [Show the dispute]
    + *Delivery standard* D-1: Digital now, paper later.
    + [!Delivered] [Object] [Hand to …]
#product-launch · changed: ⚖️ D-1 · Poster artwork · Marketing ↔ Design · ⏳ open: the sides look for consensus · consensus by Tue, Nov 24, 9:32 AM GMT+8 (24 hours left) → ✅ settled by consensus
    · Last change: Sam Carter, Mon, Nov 23, 9:34 AM GMT+8 → 刘洋 for 陈静, Mon, Nov 23, 9:35 AM GMT+8
    - *Proposed text, version 1* Digital now, paper later.
    - R-1 is accepted, needed by Tue, Dec 8.
    - · proposed by Sam Carter
    - · ✅ Marketing confirms (Sam Carter)
    - · ⏳ Design has not confirmed
    - [!Confirm the text] [State our position] [Propose a text] [Call the meeting]
    + *Ended* Mon, Nov 23, 9:35 AM GMT+8
    + *Both sides agree* Digital now, paper later.
    + · Signed by Sam Carter, 刘洋 for 陈静, Mon, Nov 23, 9:35 AM GMT+8
    + · check code of the text: 13a7e14a73ac (another text has another one)
#product-launch: ⚖️ D-1 · Poster artwork is settled: both sides agree
    Marketing ↔ Design
    Digital now, paper later.
    · R-1 · Signed by Sam Carter, 刘洋 for 陈静, Mon, Nov 23, 9:35 AM GMT+8 · check code of the text: 13a7e14a73ac (another text has another one)
    [Details]
#product-launch · under “⚖️ D-1 · Poster artwork”: 刘洋 for 陈静 · confirmed the text for Design: settled\
""")
    assert await came.by("Monday 22:10") == snapshot("""\
Sam Carter · direct message: ⚖️ D-1 · Poster artwork is settled: both sides agree
    Marketing ↔ Design
    Digital now, paper later.
    · R-1 · Signed by Sam Carter, 刘洋 for 陈静, Sun, Nov 22, 8:35 PM · check code of the text: 13a7e14a73ac (another text has another one)
    [Details]
Sam Carter · direct message: ⚖️ D-1 · Poster artwork · Marketing ↔ Design · ✅ settled by consensus
    *Concerns* R-1 | *Ended* Sun, Nov 22, 8:35 PM
    *Marketing says*
    The event needs paper.
    *Design says*
    印刷要一周。
    *Both sides agree*
    Digital now, paper later.
    · Signed by Sam Carter, 刘洋 for 陈静, Sun, Nov 22, 8:35 PM · check code of the text: 13a7e14a73ac (another text has another one)
    · raised by Sam Carter, Sun, Nov 22, 8:32 PM · Last change: 刘洋 for 陈静, Sun, Nov 22, 8:35 PM
    [Details]\
""")
