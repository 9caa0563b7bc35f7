"""The words of the demo stand in both languages; a channel in Chinese reads the Chinese ones alone."""

from __future__ import annotations

from bot.words.language import CHINESE, Reader
from bot.words.patterns import Pattern

# "Pilot production run 小批量试产": what stands before the Chinese half. Words in one language have none.
_ENGLISH = Pattern(r"^[^\u4e00-\u9fff]*\s(?=[\u4e00-\u9fff])")

# What people say in one language where the company reads two, as a company that reads Chinese says it.
_IN_CHINESE = {
    "Approved: 599 yuan": "定价599元，已通过",
    "Proof B chosen": "选定打样B",
    "Second round of comments": "第二轮意见修改中",
    "One layered file and 6 cuts": "分层源文件1份、切图6张",
    "Waiting for the key visual": "等主视觉定稿",
    "200 guests, live stream, press kit": "来宾200人、直播、媒体资料包",
    "PNG and PSD, from the approved key visual": "PNG和PSD，以定稿主视觉为准",
    "For five cities, by city": "五个城市，按城市分装",
    "Firmware 1.0, tested for a day": "装固件1.0，通电测试一天",
    "The brief changed after the first round, so the second is not Sales' to pay.": (
        "第一轮打样后需求有变，第二轮费用不应由销售部承担。"
    ),
    "先交五台，其余五台晚一周。Five lamps by then, the other five a week later.": "先交五台，其余五台晚一周。",
}


def said(words: str, locale: str) -> str:
    """The words as a channel of that locale reads them."""
    if Reader(locale).language != CHINESE:
        return words
    return _IN_CHINESE.get(words) or _ENGLISH.sub("", words)
