"""What each template is shown with in tests: text of one's choice in every field, lists as long as one likes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

from bot.calendars import WorkingHours
from bot.documents.tables import Table
from bot.process.calendars import days, recounts
from bot.process.calendars import shown as screen
from bot.process.departments.editing import Shown
from bot.process.departments.importing import BadRows, Plan
from bot.process.departments.naming import Described
from bot.process.departments.posts import Replaced
from bot.process.departments.reading import Meant, Wrong
from bot.process.handovers.handing import Handed, Preview, Question
from bot.process.handovers.taking_back import TakenBack
from bot.process.health import Health, ProjectStatus
from bot.process.home.page import Home, Looking
from bot.process.home.steps import Step, Steps
from bot.process.kernel.gates import PHASES
from bot.process.kernel.lists import page_of
from bot.process.kernel.posts import Post
from bot.process.kernel.rules import Phase, Stake
from bot.process.kernel.timelines import Happening
from bot.process.kernel.waiting import Waiting
from bot.process.kickoffs.states import State as Called
from bot.process.people.admins import Admins
from bot.process.plans.figures import Figures
from bot.process.reviews.states import State as Reviewed
from bot.process.risks.states import State as Watched
from bot.process.substitutes.windows import Window
from bot.process.tasks.batches import Mine
from bot.process.tasks.counting import Counted
from bot.process.tasks.impact import Held
from bot.process.tasks.lists import LINES_A_PAGE, Page, Scope
from bot.process.tasks.said import Update
from bot.process.tasks.shown import Enclosure, Link, Part, Standing, Tally
from bot.process.tasks.states import Status
from bot.process.tasks.table import TablePage
from bot.process.tasks.updates import Saved
from bot.words.language import Name
from bot.words.language import text as _
from bot.words.markup import as_it_was
from bot.words.refused import Offer
from handlers.substitutes import WINDOWS_SHOWN
from storage.attachments import Attachment
from storage.calendars import CalendarDay
from storage.departments import Department
from storage.handovers import Run
from storage.people import Person
from storage.projects import Project, ProjectDepartment
from storage.substitutes import Substitution
from storage.tasks import Task
from tests.contexts import (
    acceptance,
    baselines,
    changes,
    charters,
    digests,
    disputes,
    kickoffs,
    lessons,
    meetings,
    phases,
    plans,
    portfolio,
    proposals,
    reliability,
    reports,
    requests,
    retrospectives,
    reviews,
    revisions,
    risks,
    scenarios,
)

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


# A block of a message that is said within another one.
SAID_BEFORE = {"type": "section", "text": {"type": "mrkdwn", "text": "Something", "verbatim": True}}


def person(text: str) -> Person:
    return Person(team_id="T1", user_id="U0ZHAO0001", name=text, locale="zh-CN", zone="Asia/Shanghai")


def project(text: str) -> Project:
    return Project(
        id=1, team_id="T1", cause="c", number="P-2026-001", name=text, objective=text, phase="execution",
        initiating_department_id=1, pm_id="U0ZHAO0001", sponsor_id="U0ZHAO0001", starts_on=date(2026, 9, 1),
        ends_on=date(2027, 1, 1), zone="Asia/Shanghai", locale="zh-CN",
        calendar="CN", channel_id="C0LAUNCH01", channel_name="x", created_at=NOW, created_by="U1",
    )  # fmt: skip


def substitution() -> Substitution:
    return Substitution(
        id=1, team_id="T1", cause="c", principal_id="U1", substitute_id="U2", first_on=date(2026, 11, 23),
        last_on=date(2026, 11, 27), zone="Asia/Shanghai", begins_at=NOW, ends_at=NOW, created_at=NOW, created_by="U1",
    )  # fmt: skip


def attachment(text: str) -> Attachment:
    return Attachment(
        id=1, team_id="T1", task_id=3, cause="c", name=text, url="https://example.com/a?b=c&d=1", file_id="F1",
        note=text, added_at=NOW, added_by="U1",
    )  # fmt: skip


def standing(text: str, status: str = "in progress", late: int = 3, number: int = 3) -> Standing:
    task = Task(
        id=1, team_id="T1", project_id=1, cause="c", number=number, title=text, output=text, format=text,
        quality=text, department_id=1,
        owner_id="U0ZHAO0001", due_on=date(2026, 11, 18), status=status, progress=40, note=text, created_at=NOW,
        created_by="U1", changed_at=NOW, changed_by="U1",
    )  # fmt: skip
    parts = (Part(2, Name(text), text),) * 3
    return Standing(
        task, project(text), Name(text), person(text), person(text), late > 0, late, stage=text, parent=task,
        tally=Tally(3, 1, 2, 40), waits_for=(Link(task, 2, "SS"), Link(task, 0)), parts=parts,
        calendar=_("%(name)s", name=text), provisional=2027, attachments=(attachment(text),) * 5,
    )  # fmt: skip


def listed(text: str, many: int) -> Page:
    """The second page of a list."""
    words = _("%(name)s", name=text)
    return Page(Scope(text=text), words, words, [standing(text)] * min(many, LINES_A_PAGE), 2, many)


def calendar_contexts(text: str, many: int) -> dict[str, dict[str, object]]:
    """The screen of working days, its forms, and what a channel is told of a change."""
    words, today = _("%(name)s", name=text), NOW.date()
    day = CalendarDay(calendar_id=1, day=today, team_id="T1", is_working=True, name=text, source=text)
    shown = screen.Shown("CN", words, "CN", True, [day] * many, [2027])
    late = Task(
        team_id="T1", project_id=1, cause="x", number=3, title=text, department_id=1, owner_id="U1", due_on=today,
        status="done", created_at=NOW, created_by="U1", changed_at=NOW, changed_by="U1",
    )  # fmt: skip
    return {
        "calendars/changed": {
            "project": project(text),
            "calendar": words,
            "changed": [recounts.ChangedDay(today, True, Name(text))] * max(many, 1),
            "due": [late] * many,
            "is_working": {today: True},
            "alert_at": NOW,
        },
        "calendars/screen": {"shown": [shown] * max(many, 1), "said": words, "removed": text, "imported": 7},
        "calendars/days": {
            "one": shown,
            "days": [day] * min(many, 20),
            "page": 2,
            "pages": 3,
            "said": words,
            "removed": text,
            "target": "{}",
        },
        "calendars/form_days": {"called": words, "target": "{}"},
        "calendars/form_week": {
            "called": words,
            "weekdays": [(number, text) for number in range(7)],
            "weekend": [5, 6],
            "target": "{}",
        },
        "calendars/form_country": {"is_new": True, "initial": ("CN", text), "target": "{}"},
        "calendars/form_import": {
            "called": words,
            "refused": words if many else None,
            "source": text,
            "target": "{}",
        },
        "calendars/form_preview": {
            "planned": days.Outcome(words, [day] * many, [day] * many, many, {today: day}),
            "source": text,
            "unread": [words] * min(many, 8),
            "guessed": "Big5",
            "is_news": True,
            "target": "{}",
        },
        "calendars/imported": {
            "outcome": days.Outcome(words, [day] * many, []),
            "unread": [words] * min(many, 8),
            "number": 7,
        },
        "calendars/taken_back": {"said": words},
    }


@lru_cache(maxsize=16)
def contexts(text: str, many: int) -> dict[str, dict[str, Any]]:
    """What each template is given; `many` is the length of every list."""
    shown, begun = standing(text), reviews.start(text) if many else None
    department = Department(
        id=1,
        team_id="T1",
        name_en=text,
        name_zh=text,
        group_id="S1",
        group_handle=text,
        head_id="U0ZHAO0001",
        liaison_id="U0ZHAO0001",
    )
    of_one = (person(text), project(text), department, shown.task)
    described = Described(text, text, "U1", "U2", ("U3",), "CN", "S1", text)
    part = ProjectDepartment(team_id="T1", project_id=1, department_id=1, head_id="U0ZHAO0001", liaison_id="U0ZHAO0001")
    led = Steps(
        [
            Step(_("%(name)s", name=text), _("%(name)s", name=text), done, Offer(_("Show it"), "tasks.show", ""))
            for done in (True, False)
        ],
        may_set_up=many > 1,
        may_start=True,
        admins=[person(text)] * many,
    )
    waiting = Waiting(
        "tasks.late", 1, _("%(name)s", name=text), NOW, (Offer(_("Show it"), "tasks.show", "3"),), person(text)
    )
    called = kickoffs.shown(text, 1, Called.CALLED, person(text), project(text), department)
    health = Health([waiting.line] * min(many, 6), [waiting.line] * min(many, 6))
    target = json.dumps({"channel": "C1", "number": 3})
    draft = {
        "name": text, "objective": text, "pm_id": "U1", "starts_on": "2026-12-01", "ends_on": "2026-12-31",
        "meeting_weekday": 0, "meeting_time": "10:00", "title": text, "department_id": 1, "owner_id": "U1",
        "due_on": "2026-12-01", "days": 2, "traits": ["milestone"], "description": text, "output": text, "format": text,
        "quality": text, "channel_kind": "public",
    }  # fmt: skip
    known = [(f"{number}{text}"[:150], text) for number in range(many)]
    words = _("%(name)s", name=text)
    post = Post("owner", words, "U1")
    run = Run(team_id="T1", project_id=1, old_id="U1", new_id="U2", asked_by="U3", asked_at=NOW, total=many, done=many)
    posts = [replace(post, name=f"p{number}") for number in range(many)]
    window = Window(1, person(text), person(text), substitution(), True, True)
    away = {"principal_id": "U1", "substitute_id": "U2", "first_on": "2026-12-01", "last_on": "2026-12-04"}
    overview = {
        "series": meetings.series(),
        "project": project(text),
        "calendar": _("%(name)s", name=text),
        "phase": PHASES[Phase.EXECUTION],
        "departments": [(part, department)] * many,
        "initiating": department,
        "people": {"U0ZHAO0001": person(text)},
        "standing": words if many > 1 else None,
        "because": text,
        "can": ["projects.resume", "projects.close"],
        "proposal": None,
    }
    return {
        "refused": {"why": _("%(name)s", name=text), "offer": Offer(_("Show it"), "tasks.show", "3")},
        "handovers/asked": {
            "project": project(text), "person": person(text), "why": "left", "outcome": "", "held": [post] * many,
        },
        "handovers/form_successors": {
            "asked": Question(project(text), person(text), posts[:7]),
            "target": target,
        },
        "handovers/done": {
            "project": project(text), "person": person(text), "successor": person(text), "run": run,
            "is_whole": many > 1,
        },
        "handovers/handed": {
            "handed": Handed(project(text), person(text), [person(text)] * many, many, run if many > 1 else None, NOW),
        },
        "handovers/preview": {
            "shown": Preview(project(text), person(text), person(text), [post] * many, [words] * many),
        },
        "handovers/undone": {
            "taken": TakenBack(project(text), person(text), [person(text)] * many, [post] * many, many),
        },
        "handovers/taken_back": {"project": project(text), "gone": person(text)},
        "handovers/pack": {
            "project": project(text), "gone": person(text), "posts": [post] * many, "lines": [words] * many,
            "total": many,
        },
        "handovers/returned": {"project": project(text), "by": person(text)},
        "handovers/passed": {
            "project": project(text), "by": person(text), "successors": [person(text)] * max(many, 1),
            "posts": [post] * many,
        },
        "projects/named": {
            "project": project(text), "by": person(text), "posts": [post] * max(many, 1), "expected": [words] * many,
        },
        "departments/named": {"by": person(text), "posts": [words] * max(many, 1), "expected": [words] * many},
        "admins/form_edit": {"admins": Admins([person(text)] * many, [person(text)] * many), "target": target},
        "admins/named": {"by": person(text)},
        "admins/refused": {"error": text, "since": NOW},
        "admins/welcome": {"hours": WorkingHours()},
        "admins/scope": {"scope": text, "method": text},
        "departments/form_edit": {
            "said": described, "calendars": known or [("-", text)],
            "can_remove": many > 1, "target": target,
        },
        "departments/form_import": {
            "said": words, "wrong": BadRows([Wrong(7, Name(text), words)] * many) if many > 1 else None, "source": text,
            "refused": words if many else None, "kinds": ("xlsx", "csv"), "target": target,
        },
        "departments/imported": {"said": words},
        "files/form_reading": {"source": text if many else "", "target": target},
        "files/form_told": {"said": words, "target": target},
        "files/form_read": {"said": words, "target": target},
        "departments/form_preview": {
            "plan": Plan(
                [Meant(described, None)] * many, [Meant(replace(described, head_id="U2"), department)] * many, many,
                [Replaced(project(text), part, True, True)] * many, {"U1": person(text), "U2": person(text)},
            ),
            "source": text, "is_news": True, "target": target,
            "table": Table([], [text] * many, text, "Big5"),
        },
        "departments/template_sent": {},
        "departments/form_projects": {
            "posts": [Replaced(project(text), part, True, True)] * many, "department": Name(text), "head": person(text),
            "liaison": person(text), "target": target,
        },
        "departments/form_settings": {
            "departments": [Shown(department, person(text), None, [person(text)] * many, _("%(name)s", name=text))]
            * min(many, 15),
            "total": many, "page": 2, "pages": 3, "admins": Admins([person(text)] * many, []), "may_name": many > 1,
            "note": _("%(name)s", name=text), "target": target,
        },
        "departments/form_told": {"title": _("%(name)s", name=text), "said": _("%(name)s", name=text)},
        "home/help": {},
        "home/aside": {},
        "home/steps": {"steps": led},
        "for_whom": {"principal": person(text)},
        "renewed": {"what": text if many else "", "who": text if many > 1 else "", "at": NOW},
        "not_yours": {},
        "home/open_form": {"line": text},
        **calendar_contexts(text, many),
        "home/form_snooze": {"waiting": waiting, "target": target},
        "home/form_wishes": {
            "begins": time(9),
            "groups": [(f"flow{number}", words, [("tasks.late", waiting.line)] * 9) for number in range(4)],
            "wanted": ["tasks.late"], "target": target,
        },
        "home/home": {
            "home": Home(
                Looking(words=text), page_of([waiting] * many, 2, 7), page_of([shown] * many, 2, 10),
                page_of([project(text)] * many, 2, 6), page_of([shown] * many, 1, 10),
                page_of([project(text)] * many, 1, 6), health={1: health},
                none_yet=waiting.line, steps=led, lacks=[text] * many, editable=frozenset({1}), has_portfolio=True,
            ),
            "phases": PHASES, "kinds": {"tasks.late": 1}, "target": target,
        },
        "home/inbox": {"page": page_of([waiting] * many, 2, 7), "kinds": {"tasks.late": 1}},
        "home/morning": {
            "found": [waiting] * many, "most": 7, "number": many + 1, "news": [waiting] * max(many, 1),
            "kinds": {"tasks.late": 1}, "said": [[as_it_was(SAID_BEFORE)]] * min(many, 3),
        },
        "home/snoozed": {"waiting": waiting, "until": NOW, "before": "told"},
        "home/wishes_kept": {"kinds": {"tasks.late": waiting.line}, "wanted": []},
        "projects/card": overview,
        "projects/channel_refused": {"project": project(text), "error": text},
        "projects/created": {"project": project(text), "is_moved": many > 1},
        "projects/form_basics": {"me": "U1", "country": ("CN", text), "weekdays": [(0, text)], "target": target},
        "projects/form_department": {"target": target},
        "projects/form_departments": {
            "called": text, "known": known, "news": words, "target": target,
        },
        "projects/gone": {"project": project(text), "error": text},
        "projects/help": {},
        "projects/moved": {"project": project(text)},
        "projects/status": {
            "status": ProjectStatus(
                project(text), PHASES[Phase.EXECUTION], health, many, 0,
                [waiting] * min(many, 7), [(person(text), waiting)] * min(many, 7), many, meetings.meeting(text),
                kickoff=called.kickoff if many > 1 else None,
                figures=Figures(NOW.date(), Counted(many), NOW.date(), many, many, many, shown.task),
            ),
            "outlook": plans.outlook(text, many, project(text)),
        },
        "projects/onepage": {"project": project(text)},
        "projects/onepage_sent": {"project": project(text), "where": "C0LAUNCH01"},
        "projects/waits": {"project": project(text), "page": page_of([(person(text), waiting)] * many, 1, 20)},
        "projects/list": {
            "found": [project(text)] * many, "none_yet": waiting.line, "phases": PHASES, "is_archived": many > 1,
        },
        **phases.contexts(text, many, project(text), target),
        **portfolio.contexts(text, many, project(text)),
        **revisions.contexts(text, many, person(text), project(text), department, target),
        **meetings.contexts(text, many, project(text)),
        **digests.contexts(
            text, many, shown, person(text), project(text), department, shown.task
        ),
        **reports.contexts(text, many, project(text), shown.task),
        "plans/driven": {"driven": plans.driven(text, many, project(text), shown)},
        **plans.contexts(text, many, person(text), project(text), department, shown.task, target),
        **acceptance.contexts(text, many, person(text), project(text), department),
        **baselines.contexts(text, many, shown.task, person(text), project(text), department),
        **changes.contexts(text, many, shown.task, person(text), project(text), department),
        **scenarios.contexts(text, many, person(text), project(text), department, target),
        **charters.contexts(text, many, person(text), project(text), department),
        **proposals.contexts(text, many, person(text), project(text), department),
        **kickoffs.contexts(text, many, person(text), project(text), department),
        **requests.contexts(text, many, person(text), project(text), department, shown.task),
        **reliability.contexts(text, many, project(text), department),
        **risks.contexts(text, many, person(text), project(text), department, shown.task),
        **reviews.contexts(text, many, shown, person(text), project(text), department, shown.task),
        **retrospectives.contexts(text, many, person(text), project(text), department, shown.task),
        **lessons.contexts(text, many, person(text), project(text), department, shown.task),
        **disputes.contexts(text, many, person(text), project(text), department, shown.task),
        "tasks/alert": {
            "project": project(text), "late": [shown] * max(many, 1), "held_up": {1: [5] * many}, "behind": {1: many},
            "named": 7, "at_stake": {1: Stake((9, text), many, stays=many > 1, is_critical=True)},
        },
        "substitutes/ended": {"window": window, "span": words, "is_principal": True},
        "substitutes/form_away": {
            "draft": away, "note": words, "found": [(window, words)] * min(many, WINDOWS_SHOWN), "more": many,
            "target": target,
        },
        "substitutes/named": {"window": window, "span": words, "is_principal": True},
        "substitutes/over": {"covered": [person(text)] * max(many, 1), "covering": [person(text)] * many},
        "substitutes/saved": {"window": window, "span": words, "is_ended": False},
        "tasks/card": {"shown": shown, "risks": [(7, "high"), (8, "")] * many, "emergency": begun},
        "tasks/batch_saved": {
            "saved": [Saved(shown, True, {"note": ("", text)})] * min(many, 25), "before": [3] * max(many, 1),
        },
        "tasks/form_batch": {"since": NOW,
            "rows": [
                (
                    Mine(standing(text, number=number + 1), person(text) if number % 2 else None), text,
                    _("%(name)s", name=text) if number % 2 else None,
                    {"status": "done", "progress": 40, "due_on": date(2026, 12, 1)}, [(40, "40%")],
                )
                for number in range(min(many, 20))
            ],
            "saved": [3] * many, "before": [3] * many, "total": many, "first": 1, "page": 2, "can_next": True,
            "kept": many, "target": target,
        },
        "tasks/delete": {"shown": shown},
        "tasks/form_plan": {
            "choices": [(number, text) for number in range(many)], "project": project(text),
            "departments": [(number, text) for number in range(max(many, 1))], "target": target, "draft": draft,
            "place": ("task:3", text), "number": 3, "problem": _("%(name)s", name=text),
            "lengths": [(0, text), (2, text)],
        },
        "tasks/form_split": {"shown": shown, "target": target},
        "tasks/form_standard": {
            "title": text, "target": target, "draft": draft, "waits_for": [(str(one), text) for one in range(many)],
            "parts": text, "lags": text, "number": None,
        },
        "tasks/form_update": {
            "choices": [(number, text) for number in range(many)], "shown": shown, "target": target,
            "typed": {
                "status": "done", "progress": 40, "due_on": "2026-12-01", "owner_id": "U0ZHAO0001", "note": text,
            },
            "may_assign": True,
        },
        "tasks/comment": {"shown": shown, "hand": words, "said": text or "–"},
        "tasks/commented": {"shown": shown},
        "tasks/help": {"undo_minutes": 10},
        "tasks/list": {"page": listed(text, many), "scope": "{}"},
        "tasks/nothing_open": {},
        "tasks/posted": {"shown": shown},
        "tasks/show": {
            "shown": shown, "happened": [Happening(NOW, words, words)] * many, "earlier": many,
            "can_update": True, "can_edit": True, "can_attach": True, "can_post": True, "disputes": list(range(many)),
            "attached": [Enclosure(attachment(text), words)] * many, "subtasks": [shown] * many,
            "followed_by": [Link(shown.task, 1, "SF")] * many, "code": "12.34.56",
            "reviews": [reviews.shown(text, of_one, Reviewed.PLANNED)] * many,
            "emergency": begun,
            "risks": [risks.shown(text, (person(text), project(text), department, shown.task), Watched.OPEN)] * many,
            "origins": [requests.origin(text)],
        },
        "tasks/attached": {
            "shown": shown, "made": [attachment(text)] * max(many, 1), "is_removed": False, "can_undo": True,
        },
        "tasks/form_attach": {
            "shown": shown, "attached": [Enclosure(attachment(text), words)] * min(many, 30), "most": 5, "said": words,
            "removable": {1},
            "removed": attachment(text), "target": target,
        },
        "tasks/offered": {
            "shown": shown, "update": Update(Status.DONE, 40, text, due_on=date(2026, 12, 1)) if many else None,
            "line_typed": "T-3 done", "files": "{}", "names": [text] * max(many, 1),
        },
        "tasks/not_attached": {"shown": shown, "one": attachment(text), "is_known": many != 3},
        "tasks/sheet": {"project": project(text)},
        "tasks/sheet_sent": {"project": project(text), "is_public": True, "where": "C0LAUNCH01"},
        "tasks/table": {"page": TablePage(project(text), [shown] * min(many, 90), 2, many, {1: "12.34.56"})},
        "tasks/told": {"shown": shown, "held": [Held(shown.task, person(text), date(2026, 12, 4), 2)] * many},
        "tasks/split": {"parent": 3, "made": [shown] * max(many, 1), "remarks": [words] * many},
        "tasks/updated": {
            "shown": shown, "happened": "updated", "can_undo": True,
            "changes": {
                "due_on": (date(2026, 11, 18), date(2026, 12, 1)), "owner_id": ("U1", "U2"), "note": ("", text),
            },
            "just_before": Happening(NOW, _("%(name)s", name=text), _("%(name)s", name=text)),
            "held": _("%(name)s", name=text),
            "room": plans.shift(text, many, shown.project, shown.task) if many else None,
        },
        "tasks/pinned": {"shown": shown, "is_pinned": many > 1, "is_changed": many > 0},
        "tasks/milestone_moved": {
            "project": shown.project, "task": shown.task, "was": date(2026, 12, 1), "by": person(text), "because": text,
        },
        "tasks/yours": {
            "shown": shown, "by": person(text), "because": text, "followed_by": [Link(shown.task, 1)] * many,
        },
    }  # fmt: skip
