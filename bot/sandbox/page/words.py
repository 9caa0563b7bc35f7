"""The page's own words in 简体中文. English is the key; what is missing here is shown in English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

CHINESE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "(edited)": "（已编辑）",
        "+1 day": "+1天",
        "+1 h": "+1小时",
        "+1 hour": "前进1小时",
        "1 reply": "1条回复",
        "%(count)s replies": "%(count)s条回复",
        "Acting as": "当前身份",
        "Add a reaction": "添加表情回应",
        "admin": "管理员",
        "App": "应用",
        "Apps": "应用",
        "As a notification": "通知显示为",
        "Attach a file": "添加文件",
        "Bookmarks": "书签",
        "Cancel": "取消",
        "Channels": "频道",
        "Choose": "选择",
        "Choose a channel": "选择频道",
        "Choose a date": "选择日期",
        "Choose a person": "选择人员",
        "Choose a time": "选择时间",
        "Choose an option": "选择一项",
        "Choose options": "选择多项",
        "Clear": "清空",
        "Clock": "时钟",
        "Close": "关闭",
        "Commands": "命令",
        "Confirm": "确认",
        "Connected": "已连接",
        "Date and time": "日期和时间",
        "deactivated": "已停用",
        "Direct messages": "私信",
        "Everyone": "所有人",
        "Files": "文件",
        "Go": "前往",
        "Hide the traffic": "收起通信记录",
        "Home": "主页",
        "Jump to the newest": "跳到最新消息",
        "Join channel": "加入频道",
        "Loading…": "加载中…",
        "local sandbox": "本地沙盒",
        "Local sandbox – this is not Slack. Nothing leaves this computer.": ""
        "本地沙盒，并非Slack。任何内容都不会离开这台电脑。",
        "Member of %(count)s": "%(count)s位成员",
        "members": "成员",
        "Message %(name)s": "发消息到%(name)s",
        "Message": "消息",
        "Messages": "消息",
        "More actions": "更多操作",
        "More options": "更多选项",
        "New": "新消息",
        "next": "下一件事",
        "Next morning": "次日早晨",
        "Next thing": "下一件事",
        "No matches": "没有匹配项",
        "No messages yet.": "还没有消息。",
        "No traffic yet.": "还没有通信记录。",
        "Not a member": "未加入",
        "Nothing is scheduled": "没有待发生的事",
        "On a desktop, from the blocks": "电脑通知，取自内容块",
        "On a phone, from the text": "手机通知，取自text",
        "Only visible to you": "仅您可见",
        "optional": "可选",
        "Oldest messages are not shown": "更早的消息未显示",
        "Pause": "暂停",
        "paused": "已暂停",
        "People": "人员",
        "Person": "身份",
        "Pin": "置顶",
        "Pinned": "已置顶",
        "Pinned by %(name)s": "由%(name)s置顶",
        "Private channel": "私密频道",
        "private channel": "私密频道",
        "Reconnecting…": "正在重新连接…",
        "Remove": "移除",
        "Reply in thread": "在消息列中回复",
        "Reply…": "回复…",
        "Run": "运行",
        "Save": "保存",
        "Search": "搜索",
        "Send": "发送",
        "Set": "设定",
        "Set the clock": "设定时钟",
        "Shortcuts": "快捷方式",
        "Show older messages": "显示更早的消息",
        "/ for commands, @ for people": "/ 输入命令，@ 提及同事",
        "Show the traffic": "查看通信记录",
        "Something went wrong": "出了点问题",
        "Submit": "提交",
        "The app did not answer in time.": "应用未及时响应。",
        "The app has no home tab yet.": "应用尚未发布主页。",
        "This block cannot be shown here": "此内容块无法在此显示",
        "This message was deleted.": "此消息已删除。",
        "Thread": "消息列",
        "Threads": "消息列",
        "Time": "时间",
        "To the next morning, 09:00": "到次日早晨9:00",
        "To the next thing that will happen": "到下一件将发生的事",
        "Today": "今天",
        "Traffic": "通信记录",
        "Type a message": "输入消息",
        "Type to search": "输入以搜索",
        "typing…": "正在输入…",
        "unread": "未读",
        "Unpin": "取消置顶",
        "You cannot post here": "您无法在此发言",
        "(you)": "（您）",
        "Where to begin": "从哪里开始",
        "Open the Home of %(app)s": "打开%(app)s的主页",
        ": what is to be set up, and what waits for you.": "：需要设置什么，有什么待你处理。",
        "Type / for its commands, here or in any channel; each explains itself with help.": ""
        "在这里或任何频道输入 / 查看命令；每个命令后加“帮助”可查看用法。",
        "You are %(name)s now. Be anybody else by the list of people; whoever has “admin” beside the name can set "
        "things up.": "你现在的身份是%(name)s。可在人员列表里换成其他人；名字旁有“管理员”的人可以进行设置。",
        "Does a message not come? Apps may write only in your working hours: nothing on a Sunday, or at night. The "
        "clock above goes on to the next morning, or to the next thing that will happen.": ""
        "消息没有来？应用可能只在你的工作时间发消息，周日和夜里不发。用上面的时钟可以前进到次日早晨或下一件将发生的事。",
        "Yes": "是",
        "Yesterday": "昨天",
        "Tomorrow": "明天",
        "yesterday": "昨天",
        "today": "今天",
        "tomorrow": "明天",
        "image": "图片",
        "no alternative text": "无替代文字",
        "and": "和",
        "reacted with": "回应了",
        "Other tabs can act as other people at the same time.": "可在其他标签页中同时以其他人的身份操作。",
        "Open in a new tab": "在新标签页打开",
        "in your zone": "按您的时区",
        "joined": "已加入",
        "Please complete this required field.": "请填写此必填字段。",
        "Please enter a valid email address.": "请输入有效的邮箱地址。",
        "Please enter a valid URL.": "请输入有效的网址。",
        "Please enter a number.": "请输入数字。",
        "Please enter a whole number.": "请输入整数。",
        "Please enter at least %(bound)s characters.": "请至少输入%(bound)s个字符。",
        "Please enter no more than %(bound)s characters.": "请输入不超过%(bound)s个字符。",
        "Please enter a number no less than %(bound)s.": "请输入不小于%(bound)s的数字。",
        "Please enter a number no greater than %(bound)s.": "请输入不大于%(bound)s的数字。",
    }
)
# What Slack says under a field may name a bound.
BOUND: Final = re.compile(r"(?<= )-?\d+(?:\.\d+)?(?=[ .])")


def say(text: str, *, chinese: bool, **values: object) -> str:
    """The words in the person's language, with `%(name)s` filled in."""
    spoken = CHINESE.get(text, text) if chinese else text
    return spoken % values if values else spoken


def field_error(text: str, *, chinese: bool) -> str:
    """What stands under a field: Slack's own sentence in the person's language, an app's as the app wrote it."""
    bound = BOUND.search(text)
    key = BOUND.sub("%(bound)s", text, count=1) if bound else text
    return say(key, chinese=chinese, bound=bound[0]) if bound and key in CHINESE else say(text, chinese=chinese)
