"""Reading plan files. What a file is, its content says, not its name.

plan = reading.read(content)
"""

from __future__ import annotations

from collections import Counter

from bot.plans.plan import NO_ANSWERS, About, Answers, Plan, Question
from bot.plans.reading import elapsed, gantt_project, kinds, ms_project
from bot.plans.reading.kinds import Kind
from bot.plans.reading.tables import reading as tables
from bot.plans.reading.xml import parsed
from bot.words.language import text as _
from bot.words.refused import Refused

# Imported where it reads, before its limits hold.
READ_WITH = ("openpyxl",)
MOST_BYTES = 50_000_000
MOST_LINKS, MOST_LINKS_OF_ONE = 50_000, 1_000
# Liaison has stages, tasks and subtasks.
LEVELS = 3
# No plan that people made is deeper; what stands above each row is gone through again and again.
DEEPEST = 50


def read(content: bytes, answers: Answers = NO_ANSWERS) -> Plan:
    """The plan in a file, as far as it can be told; `asked` holds what cannot. Raises Refused for what is none, by its
    right name.
    """
    if len(content) > MOST_BYTES:
        raise Refused(_("The file is too large; at most %(number)s MB are read.", number=MOST_BYTES // 1_000_000))
    match kinds.kind_of(content):
        case Kind.WORKBOOK:
            return _checked(tables.workbook(content, answers))
        case Kind.TEXT:
            return _checked(tables.csv(content, answers))
    root = parsed(content)
    for one in (ms_project, gantt_project):
        if one.is_one(root):
            return _checked(one.read(root))
    raise Refused(kinds.of_element(root))


def _checked(plan: Plan) -> Plan:
    if not plan.rows and not plan.asked:
        raise Refused(_("There is no task in this plan."))
    if len(plan.rows) > tables.MOST_TASKS:
        raise Refused(_("The plan has more than %(number)s rows; split it.", number=tables.MOST_TASKS))
    most = max(Counter(end for one in plan.links for end in (one.before, one.after)).values(), default=0)
    if len(plan.links) > MOST_LINKS or most > MOST_LINKS_OF_ONE:
        raise Refused(
            _(
                "The plan has more links than are read: at most %(number)s, and %(each)s of one task.",
                number=MOST_LINKS,
                each=MOST_LINKS_OF_ONE,
            )
        )
    elapsed.count(plan)
    if any(row.level > DEEPEST for row in plan.rows):
        raise Refused(_("The plan has more than %(number)s levels; Liaison has three.", number=DEEPEST))
    deep = sum(row.level > LEVELS for row in plan.rows)
    if deep:
        plan.asked.append(Question(About.DEPTH, rows=deep))
    return plan
