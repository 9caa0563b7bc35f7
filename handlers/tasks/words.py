"""The words of `/task …`: what a line says of a task, in English and Chinese.

T-3 done · T-3 50% waiting for design · T-3 进行中 等设计稿 · t3 完成
T-3 due next fri because the printer broke · T-3 延到下周五，等样品 · T-3 owner @lin · T-3 50% due fri: proofs
T-3 by Dec 20 · T-3 12月20日 · T-3 no owner · T-3 未排期，因为场地未定

A line is clauses (a status, a percentage, a due date or none, an owner or none), each at most once, and then the note:
whatever is no clause, or stands behind "because". A due phrase is only cut out here; it is read where
the project's calendar is known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.due.phrases import begins_with_day
from bot.process.tasks.said import Cut, Shift, Update
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Offer, Refused
from bot.words.typed import MENTION, quoted, tidy
from handlers.tasks import none_words, standing_words, vague_words
from handlers.tasks.none_words import NONE

# A number as people write it: T-3, t3, #3, 3. Nine digits are more tasks than any workspace has.
NUMBER = Pattern(r"(?:[tT][\s-]*|#)?(\d{1,9})(?=$|[^\d%.])")
# What a note in a button's value may hold, as in the form of one task.
NOTE_IN_A_BUTTON = 500
# Another percentage and nothing else behind it: which of them is meant?
SECOND = Pattern(r"[\s,;、/或和]*(?:(?:or|and|then)\s+)?\d{1,3}\s*(?:%|percent|per cent)[\s.。!！]*$", re.IGNORECASE)
# A minus, unlike the dash between a number and what is said of it ("T-3 - 50%").
NEGATIVE = Pattern(r"\s+-\d{1,9}\s*%")
# What stands between clauses, and before a reason.
JOINT = Pattern(r"^[\s,:;.、。·!~—-]+")
BECAUSE = Pattern(
    r"^(?:(?:because(?! of\b)|due to|owing to)\b|reason:|因为|因為|由于|由於|原因:?)[\s,:;]*", re.IGNORECASE
)
# It says why, and reads as it stands: "because of audit".
BECAUSE_OF = Pattern(r"because of\b", re.IGNORECASE)
# In a form Slack makes no mention of what is typed: the name stays.
PERSON = Pattern(r"<@[A-Z0-9]+(?:\|[^>]*)?>|(?<!\S)[@＠]\S+")
DUE = Pattern(
    r"(?:due(?! to\b)(?: date)?|deadline|planned end)(?: (?:on|by|is|to))?\b[\s:=]*"
    r"|(?:延期?|推迟|推遲|延后|延後|顺延|順延|提前|改期?)[到至为為成][\s:]*"
    r"|(?:截止(?:日期|时间|時間)?|到期日?|(?:计划|計劃|预计|預計)(?:完成|结束|結束|交付)(?:日期?|时间|時間)?"
    r"|(?:完成|结束|結束|交付)(?:日期?|时间|時間))(?:改|调整|調整|延|定|变更)?[为為到至是成]?[\s:]*",
    re.IGNORECASE,
)
OWNER = Pattern(
    r"(?:owner|assignee)\b(?: is| to)?[\s:=]*"
    r"|(?:责任人|責任人|负责人|負責人)(?:改|换|換|变更|變更|调整|調整)?[为為是成给給]?[\s:]*",
    re.IGNORECASE,
)
# By how long: whether the day moves so far, or the task is so late, only who says it knows.
_LENGTH = (
    r"(?:\d{1,3}|[一二两兩三四五六七八九十半]{1,3}|an?|one|two|three|four|five|six)\s*[个個]?\s*"
    r"(?:工作日|天|日|周|週|星期|礼拜|禮拜|月|working days?|business days?|days?|weeks?|months?)"
)
SHIFT = Pattern(
    rf"(?:延期|延误|延誤|推迟|推遲|延后|延後|顺延|順延|推后|推後|晚)了?\s*(?P<by>{_LENGTH})了?"
    r"|(?:delay|postpone|push|extend|late|slip)(?:e?d|p?ed)?(?: it)?(?: back)?(?: by)?\s+"
    rf"(?P<long>{_LENGTH})\b|(?P<late>{_LENGTH}) (?:late|behind|delay)\b",
    re.IGNORECASE,
)
# These begin a clause only at the beginning: later in a line they are words of the note ("done, moved to Berlin").
FIRST_DUE = Pattern(
    r"(?:delay|move|postpone|reschedule|extend|push)(?:e?d)?(?: it)?(?: back)? (?:to|until|till)\b[\s:]*", re.IGNORECASE
)
FIRST_OWNER = Pattern(
    r"(?:assign(?:ed)?|hand(?:ed)?(?: over)?|give(?:n)?)(?: it)? to\b[\s:]*"
    r"|(?:交给|交給|转给|轉給|指派给|指派給)[\s:]*",
    re.IGNORECASE,
)
# Where a due phrase ends for certain: before a reason, another clause, or the colon that announces the reason.
PHRASE_ENDS = Pattern(
    r"\s*(?:,\s*)?(?:\b(?:because|due to|owing to)\b|\breason:|因为|因為|由于|由於|原因)|:(?!\d)|(?<![\d.])\d{1,9}\s*%"
    r"|\b(?:owner|assignee)\b|责任人|責任人|负责人|負責人",
    re.IGNORECASE,
)
# Where it may end: the phrase is what is longest and can be read.
PHRASE_MAY_END = Pattern(r"[,;。、]\s*|\.\s+|\s+-+\s+|\s*(?=\()")


@dataclass(frozen=True, slots=True)
class Said:
    """A line about a task: its number, and what is said of it; None when only the task is named."""

    number: int
    update: Update | None


class Unread(Refused):
    """Nothing that the line says of a task could be read."""


class Doubted(Refused):
    """How far a task is was said, and something with it that may make it another thing: the form is offered."""


def read(words: str) -> Said | None:
    """What a line says of a task; None when it does not begin with a task's number.

    Raises Refused for what it cannot mean.
    """
    line = tidy(words)
    found = NUMBER.match(line)
    if found is None:
        return None
    if NEGATIVE.match(line[found.end() :]):
        raise _no_percentage(int(found[1]))
    number, rest = int(found[1]), JOINT.sub("", line[found.end() :])
    return Said(number, _Clauses(number, " ".join(words.split())).read(rest) if rest else None)


@dataclass(slots=True)
class _Clauses:
    """What was found so far; a second clause of a kind is part of the note. `typed` is the line as it was written."""

    number: int
    typed: str
    found: dict[str, Any] = field(default_factory=dict)
    # Only the note is left.
    is_over: bool = False

    def read(self, rest: str) -> Update:
        """What the line says from there on."""
        note = rest
        while note and not self.is_over and not BECAUSE.match(note) and not BECAUSE_OF.match(note):
            behind = self._clause(note)
            if behind is None:
                break
            note = JOINT.sub("", behind)
        if not self.found:
            raise _nonsense(self.number, rest)
        note = JOINT.sub("", BECAUSE.sub("", note))
        return Update(**self.found, note="" if standing_words.is_an_ending(note) else self._as_typed(note, 0))

    def _clause(self, rest: str) -> str | None:
        """What remains behind the clause with which `rest` begins; None when it begins with none."""
        is_first = not self.found
        if none := none_words.read(rest):
            return self._none(none[0], rest[none[1] :])
        if "owner_id" not in self.found and (owner := OWNER.match(rest) or (is_first and FIRST_OWNER.match(rest))):
            return self._owner(rest[owner.end() :])
        if "due_words" not in self.found and (due := DUE.match(rest) or (is_first and FIRST_DUE.match(rest))):
            return self._due(rest[due.end() :])
        if is_first and (shift := SHIFT.match(rest)):
            self.found["shift"] = Shift(shift[0].strip(), next(one for one in shift.groups() if one))
            return rest[shift.end() :]
        behind = self._standing(rest)
        # A day alone says when it is due.
        return self._due(rest) if behind is None and is_first and begins_with_day(rest) else behind

    def _standing(self, rest: str) -> str | None:
        """How far the task is. Behind another clause, what can mean something else is a note."""
        vague_words.must_not_be_delayed(rest)
        vague_words.must_be_done_or_so_far(self.number, rest)
        clause = standing_words.read(rest)
        if clause is None:
            return None
        says = {"status": clause.status, "progress": clause.progress}
        says = {name: one for name, one in says.items() if one is not None}
        if says.keys() & self.found.keys():
            return None
        if not clause.is_whole and not self._begins_clause(rest[clause.end :]):
            if self.found:
                return None
            raise _half_read(self.number, self._as_typed(rest, 0), clause.end)
        if clause.progress is not None and clause.progress > 100:
            raise _no_percentage(self.number)
        if clause.progress is not None and SECOND.fullmatch(rest[clause.end :]):
            raise _which_percentage(self.number, self._as_typed(rest, 0))
        self.found |= says
        return rest[clause.end :]

    @staticmethod
    def _begins_clause(rest: str) -> bool:
        rest = rest.lstrip()
        return bool(OWNER.match(rest) or DUE.match(rest) or BECAUSE.match(rest))

    def _none(self, name: str, behind: str) -> str:
        self.found["gone"] = self.found.get("gone", frozenset()) | {name}
        return behind

    def _owner(self, rest: str) -> str:
        if none := NONE.match(rest):
            return self._none("owner_id", rest[none.end() :])
        person = MENTION.match(rest)
        if person is None:
            raise Refused(
                _(
                    "Who? Write @ and choose the person that Slack offers, for example `T-%(number)s owner @lin`.",
                    number=self.number,
                )
            )
        behind = rest[person.end() :]
        if MENTION.match(behind.lstrip(" ,，、和&")):
            raise Refused(_("A task has one owner. Name one, and say what you say of others behind “because”."))
        self.found["owner_id"] = person[1]
        return behind

    def _due(self, rest: str) -> str:
        if none := NONE.match(rest):
            return self._none("due_on", rest[none.end() :])
        end = PHRASE_ENDS.search(rest)
        region, behind = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
        self.found["due_words"] = tuple(self._cuts(region, len(behind)))
        # "due fri: 50% of the proofs are missing" gives a reason, not a progress.
        self.is_over = behind.startswith(":")
        return behind

    def _cuts(self, region: str, behind: int) -> Iterator[Cut]:
        """The ways to cut a due phrase from the note behind it, the longest phrase first."""
        yield Cut(region.strip(), "")
        for end in reversed(list(PHRASE_MAY_END.finditer(region))):
            phrase, note = region[: end.start()].strip(), region[end.end() :].rstrip()
            if phrase:
                yield Cut(phrase, self._as_typed(note, len(region) - end.end() - len(note) + behind))

    def _as_typed(self, part: str, behind: int) -> str:
        """A part of the line with its own punctuation; `behind` characters follow it."""
        end = len(self.typed) - behind
        return self.typed[end - len(part) : end]


def _which_percentage(number: int, said: str) -> Refused:
    return Doubted(
        _("“%(words)s” names two percentages. How far is it?", words=quoted(said)), offer=_offered(number, said)
    )


def _no_percentage(number: int) -> Refused:
    return Refused(_("Progress is a percentage from 0 to 100, for example `T-%(number)s 50%%`.", number=number))


def _half_read(number: int, said: str, end: int) -> Refused:
    """What stands behind `end` may turn what was read into something else; the form is offered with the words."""
    return Doubted(
        _(
            "I read “%(read)s”, but am not sure what “%(behind)s” makes of it. "
            "If it is a note, write a comma before it.",
            read=quoted(said[:end]),
            behind=quoted(said[end:]),
        ),
        offer=_offered(number, said),
    )


def _offered(number: int, said: str) -> Offer:
    """The form, with the words as the note."""
    draft = {"number": number, "note": said[:NOTE_IN_A_BUTTON]}
    return Offer(_("Open the form"), "tasks.draft", json.dumps(draft, ensure_ascii=False))


def _nonsense(number: int, rest: str) -> Unread:
    if standing_words.BLOCKED.match(rest):
        return Unread(
            _(
                "Does T-%(number)s wait for another task? `/task edit T-%(number)s` sets that. Or say how far it is, "
                "and what holds it as a note: `T-%(number)s 50%%, %(words)s`.",
                words=quoted(rest),
                number=number,
            ),
            offer=Offer(_("Edit"), "tasks.edit", str(number)),
        )
    return Unread(
        _(
            "I could not read “%(words)s”. Say for example `T-%(number)s done`, "
            "`T-%(number)s 50%% waiting for design` or `T-%(number)s due next fri because the proofs are late`.",
            words=quoted(rest),
            number=number,
        )
    )
