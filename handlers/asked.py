"""What people say to a colleague, as a line that the commands know: "please mark T-15 done", "show me T-15"."""

from __future__ import annotations

import re

from bot.words.patterns import Pattern
from bot.words.typed import tidy

# A question, and the command that answers it.
ASKED = {
    "task list mine": r"(?:(?:what(?:'s| is| are)|show(?: me)?|list) )?my (?:open )?tasks|what do i have to do"
    r"|(?:看看?|显示|列出)?我的(?:所有|全部)?(?:任务|工作|事)|我(?:有|还有)(?:哪些|什么)(?:任务|工作|事)(?:要做)?",
    "task list late": r"(?:what(?:'s| is)|what tasks are|which tasks are|which are|show(?: me)?) (?:the )?"
    r"(?:late|overdue|delayed)(?: tasks)?|(?:late|overdue|delayed) tasks"
    r"|(?:有)?(?:哪些|什么)(?:任务)?(?:延期|逾期|晚)了?|(?:延期|逾期)(?:的)?(?:任务|有哪些)(?:有哪些)?",
    "liaison inbox": r"what(?:'s| is)? (?:waits|waiting) for me|what (?:do|should|must) i do(?: now| next)?"
    r"|(?:有)?(?:哪些|什么)(?:事)?(?:在)?(?:等我|要我|待我)(?:处理|做)?|我的待办(?:事项)?",
    "meeting": r"when(?:'s| is) (?:the |our )?(?:next )?(?:weekly )?meeting"
    r"|(?:下次|下一次)?例会(?:是|在)?(?:什么时候|何时|几点)",
}
_ASKED = tuple((Pattern(rf"(?:{form})[\s?!.。]*$", re.IGNORECASE), command) for command, form in ASKED.items())
# The first letter of a number, and the command that shows what has it.
SHOWN_BY = {"t": "task", "r": "request", "d": "dispute", "p": "project"}
_NUMBER = r"(?P<number>[tT][\s-]?\d{1,9}|[rRdD]-\d{1,9}|[pP]-\d{4}-\d{1,6})"
_POLITE = Pattern(
    r"(?:(?:please|pls|kindly|(?:can|could|would|will) you)\b[\s,]*"
    r"|(?:请|請|麻烦|麻煩|帮我|幫我|帮忙|幫忙|劳驾)你?[\s,]*)+",
    re.IGNORECASE,
)
_THANKS = Pattern(r"[\s,]*(?:\b(?:please|pls|thanks|thank you)|谢谢|謝謝)[\s!.。]*$", re.IGNORECASE)
_SHOW = Pattern(
    r"(?:(?:show|tell|give)(?: (?:me|us))?(?: about)?|(?:what|how|where)(?:'s| is| about)|status of|look at"
    r"|(?:给我|給我)?(?:看看|看一下|看下|显示|顯示|查一下|查查|看))\s*"
    rf"{_NUMBER}(?:怎么样了?|的?情况)?[\s?!.。]*$",
    re.IGNORECASE,
)
_SET = Pattern(rf"(?:mark|set|put|make|change|把|将|將|标记|標記)\s*{_NUMBER}[\s,]*(?P<rest>\S.*)$", re.IGNORECASE)
_MOVE = Pattern(
    rf"(?:move|postpone|push|reschedule|delay) {_NUMBER}(?: back)? (?:to|till|until) (?P<day>\S.*)$", re.IGNORECASE
)


def plainly(line: str) -> str:
    """The line without courtesies, as the command that it asks for; any other line as it is."""
    folded = " ".join(line.split()).lstrip("/／")
    plain = tidy(folded)
    begins = _POLITE.match(plain)
    start = begins.end() if begins else 0
    thanks = _THANKS.search(plain, start)
    end = thanks.start() if thanks else len(plain)
    said, plain = folded[start:end], plain[start:end]
    if start:
        # "Can you mark T-15 done?" asks for it.
        said, plain = said.rstrip("?？ "), plain.rstrip("? ")
    if found := _SHOW.match(plain):
        number = found["number"]
        return f"{SHOWN_BY[number[0].lower()]} show {number}"
    for form, command in _ASKED:
        if form.match(plain):
            return command
    if found := _MOVE.match(plain):
        return f"{found['number']} due {said[found.start('day') :]}"
    if (found := _SET.match(plain)) and found["number"][0] in "tT":
        return f"{found['number']} {said[found.start('rest') :]}"
    if re.fullmatch(r"[rRdD]-\d{1,9}", plain):
        return f"{SHOWN_BY[plain[0].lower()]} show {plain}"
    return said or line
