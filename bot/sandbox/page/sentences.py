"""Whole sentences of Slack's in 简体中文: what it says in a channel, and why something cannot be done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

# What differs in a sentence.
NAME: Final = re.compile(r"%\((\w+)\)s")
# English → Chinese; `%(name)s` stands for what differs.
CHINESE: Final[Mapping[str, str]] = MappingProxyType(
    {
        # in a channel
        "%(who)s has joined the channel": "%(who)s加入了频道",
        "%(who)s has joined the group": "%(who)s加入了频道",
        "set the channel topic: %(what)s": "设置了频道主题：%(what)s",
        "set the channel purpose: %(what)s": "设置了频道用途：%(what)s",
        "cleared the channel topic": "清除了频道主题",
        "cleared the channel purpose": "清除了频道用途",
        "made this channel *private*. Now, it can only be viewed or joined by invitation.": ""
        "将此频道设为*私密*，今后只有受邀成员可以查看和加入。",
        "made this channel *public*. Any member in this workspace can see and join it.": ""
        "将此频道设为*公开*，工作区的所有成员都可以查看和加入。",
        "This message was deleted.": "此消息已删除。",
        # why something cannot be done
        "There is nobody called %(who)s in this workspace.": "此工作区没有名为%(who)s的人。",
        "Your account has been deactivated.": "你的帐号已停用。",
        "%(what)s was not found.": "找不到%(what)s。",
        "%(app)s is no longer installed in this workspace.": "%(app)s已不在此工作区。",
        "%(app)s is not installed in your workspace.": "你的工作区没有安装%(app)s。",
        "%(app)s has no Home tab.": "%(app)s没有主页。",
        "This message is no longer there.": "此消息已不存在。",
        "This modal is no longer open.": "此窗口已关闭。",
        "Another modal is open on top of this one.": "此窗口上面还有另一个窗口。",
        "This modal has nothing to submit.": "此窗口没有可提交的内容。",
        "There is nothing to send.": "没有可发送的内容。",
        "Your message is too long. Try shortening it or sending it as a snippet.": "消息太长，请缩短后再发送。",
        "You can only edit your own messages.": "只能编辑自己的消息。",
        "This channel has been archived.": "此频道已归档。",
        "You are viewing %(channel)s. Join the channel to post.": "你正在查看%(channel)s，加入频道后才能发言。",
        "This thread is no longer there.": "此消息列已不存在。",
        "Sending messages to this app has been turned off.": "此应用不接收消息。",
        "%(word)s is not a valid command. In Slack, all messages that start with the “/” character are interpreted as "
        "commands. If you are trying to send a message and not run a command, try preceding the “/” with an empty "
        "space.": "%(word)s不是有效的命令。以“/”开头的消息都会被当作命令；如果要发送消息，请在“/”前加一个空格。",
        "%(word)s is not supported in threads. Sorry!": "消息列中不能使用%(word)s。",
        "This app is not configured to handle interactive responses.": "此应用不处理交互操作。",
        "The Home tab is empty.": "主页是空的。",
        "Nothing was chosen from the menu.": "没有选择任何选项。",
        "%(what)s was not found in the menu.": "菜单里没有%(what)s。",
        "This file was not found.": "找不到此文件。",
        "%(file)s: only %(kinds)s files can be uploaded here.": "%(file)s：这里只能上传%(kinds)s文件。",
        "This file is empty or too large.": "此文件为空或太大。",
        "You can only invite people to channels you are in.": "只能邀请他人加入你所在的频道。",
        "%(who)s is already in this channel.": "%(who)s已在此频道。",
        "A member of the group is not of this workspace.": "有成员不属于此工作区。",
        "You can’t leave this conversation.": "不能离开此会话。",
        "You can’t post files here.": "这里不能发送文件。",
        "Slack did not submit the form: some fields need attention.": "表单没有提交：有字段需要修改。",
    }
)


def reworded(text: str, *, chinese: bool) -> str:
    """One of these sentences in the person's language, with its names; any other as it is."""
    if not chinese or text in CHINESE:
        return CHINESE.get(text, text) if chinese else text
    for pattern, spoken in _patterns():
        if found := pattern.fullmatch(text):
            return spoken % found.groupdict()
    return text


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The sentences with names in them; the longest first, for it says most."""
    with_names = sorted((one for one in CHINESE if "%(" in one), key=len, reverse=True)
    return [(re.compile(_as_pattern(one), re.DOTALL), CHINESE[one]) for one in with_names]


def _as_pattern(sentence: str) -> str:
    words = NAME.split(sentence)
    return "".join(f"(?P<{each}>.+)" if place % 2 else re.escape(each) for place, each in enumerate(words))
