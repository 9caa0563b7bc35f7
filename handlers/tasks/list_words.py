"""The words of `/task list …`, in English and Chinese: late · mine · no owner · @lin · #Design · any text."""

from __future__ import annotations

from bot.process.tasks import leaving_out
from bot.process.tasks.lists import Asked
from bot.words import marked
from bot.words.language import text as _
from bot.words.refused import Refused
from bot.words.typed import MENTION, tidy
from storage.task_lists import Shown

SHOWN_WORDS = {
    Shown.OPEN: ("open", "todo", "未完成", "进行中"),
    Shown.LATE: ("late", "delayed", "overdue", "延期", "逾期", "延误"),
    Shown.DONE: ("done", "finished", "completed", "已完成", "完成"),
    Shown.ALL: ("all", "everything", "全部", "所有"),
}
SHOWN = {word: shown for shown, words in SHOWN_WORDS.items() for word in words}
MINE = ("mine", "my", "me", "我的", "我")
# Longer than a title can be found by; the rest is cut.
TEXT_AT_MOST = 100


def asks(words: str) -> bool:
    """Whether a line says only what is to be listed: "mine", "my late", 我的, 延期."""
    left = leaving_out.anywhere(tidy(words))
    said = left.rest.lower().split()
    is_narrowed = left.has_no_owner or left.has_no_date
    return (bool(said) or is_narrowed) and all(one in SHOWN or one in MINE for one in said)


def of_board(words: str) -> Asked:
    """What of a project's tasks somebody wants to see on its board; the words left are its number."""
    left = leaving_out.anywhere(tidy(words))
    return Asked(words=left.rest, has_no_owner=left.has_no_owner, has_no_date=left.has_no_date)


def read(words: str) -> Asked:
    """What somebody wants listed.

    Raises Refused for a name behind @ that Slack did not make a person of.
    """
    line = tidy(words)
    owner, named = MENTION.search(line), marked.cut(line)
    line = MENTION.sub(" ", named.rest)
    if any(word.startswith("@") for word in line.split()):
        raise Refused(_("Whose? Write @ and choose the person that Slack offers, for example `/task list @lin`."))
    left = leaving_out.anywhere(line)
    shown: Shown | None = None
    is_mine, rest = False, []
    for word in left.rest.split():
        if shown is None and word.lower() in SHOWN:
            shown = SHOWN[word.lower()]
        elif not is_mine and word.lower() in MINE:
            is_mine = True
        else:
            rest.append(word)
    return Asked(
        shown=shown,
        is_mine=is_mine,
        owner_id=owner[1] if owner else None,
        department=named.department,
        stage=named.stage,
        words=" ".join(rest)[:TEXT_AT_MOST],
        has_no_owner=left.has_no_owner,
        has_no_date=left.has_no_date,
    )
