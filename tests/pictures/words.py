"""What people say in the pictures, and by what the pictures are found: once in the company of two languages, once in
one that speaks Chinese alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Of one of the READMEs; everybody reads `everybody`, where that is said."""

    folder: str
    channel: str
    everybody: str | None
    # Where a line is typed in the channel by who updates T-11, and what is said beside the answer.
    composer: str
    only_you: str
    updates: tuple[str, str, str]
    # The report that a liaison is reminded of, what they write into it, and the department that they name.
    report: str
    done: str
    reason: str
    cause: str
    decision: str
    reasons: str
    digest: str
    minutes: str


ENGLISH = Words(
    folder="",
    channel="en-US",
    everybody=None,
    composer="Message",
    only_you="Only visible to you",
    updates=(" 认证通过，准备发布", " First draft is with legal", " Two of five cities are booked"),
    report="Status report of",
    done="Press kit outline\nDealer invitations are out",
    reason="The key visual is missing",
    cause="Design",
    decision="Marketing pays for the second round.",
    reasons="The brief was changed by Marketing.",
    digest="weekly meeting",
    minutes="Marketing accepts the largest size first. 市场部同意先用最大尺寸。",
)
CHINESE = Words(
    folder="zh",
    channel="zh-CN",
    everybody="zh-CN",
    composer="发消息到",
    only_you="仅您可见",
    updates=("，认证通过，准备发布", "，初稿已交法务审核", "，五个城市已订两个"),
    report="周报",
    done="资料包提纲\n经销商邀请函已发出",
    reason="主视觉未到位",
    cause="设计部",
    decision="第二轮修改由市场部承担费用。",
    reasons="需求是市场部改的。",
    digest="跨部门例会",
    minutes="市场部同意先用最大尺寸。",
)
