"""Expected outcomes (预期成果), one a line: the checklist of the acceptance is made of them; each is to be judged."""

from __future__ import annotations

from collections.abc import Sequence

from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused

# A checklist that a group can go through; a line that fits on it.
MOST, LONGEST = 20, 200
_MARK = Pattern(r"^\s*(?:[-–•·*]|\d{1,2}[.)、）](?!\d))\s*")
# A figure in whatever script, a share, or a day; and what can be held in one's hands when it is there.
_FIGURE = Pattern(
    r"\d|[%％‰]|[一二两三四五六七八九十百千万亿][个项次家人台套份天周月年元成万倍]|[翻减]倍|翻番|减半|全部|零[^售件]"
)
_IN_WORDS = Pattern(
    r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|twice|double[sd]?|"
    r"half|halve[sd]?|percent|every|all|each|no|"
    r"january|february|march|april|june|july|august|september|october|november|december|quarter|"
    r"monday|tuesday|wednesday|thursday|friday|end of)\b"
)
_DELIVERABLE = Pattern(
    r"\b(?:report|handbook|manual|guide|prototype|sample|contract|certificate|licen[cs]e|app|website|page|catalogue|"
    r"catalog|template|course|training material|database|dashboard|patent|video|brochure|"
    r"specification|drawing)s?\b"
    r"|《[^》]+》|报告|手册|样机|原型|合同|证书|许可证|网站|小程序|清单|方案|制度|模板|课程|教材|数据库|看板|专利|视频|图纸|说明书|白皮书"
)


def lines(text: str) -> list[str]:
    """The outcomes that somebody has typed, without the marks of a list.

    Raises Refused, beside the field, for none, for too many, and for one that is too long.
    """
    found = [" ".join(_MARK.sub("", one).split()) for one in text.splitlines()]
    found = list(dict.fromkeys(one for one in found if one))
    if not found:
        raise Refused(_("Name at least one outcome, one a line."), field="outcomes")
    if len(found) > MOST:
        raise Refused(
            _("%(number)s outcomes are too many for one checklist; at most %(most)s.", number=len(found), most=MOST),
            field="outcomes",
        )
    too_long = next((one for one in found if len(one) > LONGEST), None)
    if too_long is not None:
        raise Refused(
            _("“%(words)s …” is too long for a line of a checklist: at most %(most)s characters.",
              words=too_long[:30], most=LONGEST),
            field="outcomes",
        )  # fmt: skip
    return found


def is_measurable(outcome: str) -> bool:
    """Whether somebody could judge it: it names a number, a share, a day, or something that is there or is not."""
    words = outcome.lower()
    return any(pattern.search(words) for pattern in (_FIGURE, _IN_WORDS, _DELIVERABLE))


def not_measurable(outcomes: Sequence[str]) -> list[str]:
    """Those of them that nobody could judge as they stand."""
    return [one for one in outcomes if not is_measurable(one)]
