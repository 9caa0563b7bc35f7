"""`/lesson add`, list, search, show, help, undo, and what is done to a lesson."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pydantic import Field

from bot.process.lessons import lists, writing
from bot.process.lessons.kind import LESSONS
from bot.process.lessons.shown import Shown
from bot.process.lessons.writing import LONGEST, TRIGGER_AT_MOST, Said
from bot.process.projects import finding
from bot.process.proposals.scenarios import SCENARIOS, Scenario
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import text as _
from handlers import matters
from storage import departments
from storage.departments import Department

routes = Routes[Turn]()

# In a menu: nothing is said of it.
ANY_SCENARIO, ANY_DEPARTMENT = "any", 0


class LessonForm(forms.Form):
    """The form of a lesson."""

    situation: str = Field(default="", max_length=LONGEST)
    advice: str = Field(default="", max_length=LONGEST)
    scenario: str = ANY_SCENARIO
    department_id: int = ANY_DEPARTMENT
    stage: str = Field(default="", max_length=TRIGGER_AT_MOST)
    risk: str = Field(default="", max_length=TRIGGER_AT_MOST)

    @property
    def said(self) -> Said:
        """What it says."""
        scenario = "" if self.scenario == ANY_SCENARIO else self.scenario
        return Said(self.situation, self.advice, scenario, self.stage, self.risk, self.department_id or None)


class TemplateForm(forms.Form):
    """With which template it is offered."""

    template: str = Field(max_length=100)


matters.hear(
    routes,
    LESSONS,
    which=_("Which lesson? Name it by its number, for example `/lesson show L-3`."),
    timeline=lists.timeline,
    scope_of=lists.scope_of,
    page=lists.page,
    undo=writing.undo,
)
for _action, _operation in {
    "release": writing.release,
    "hide": writing.hide,
    "keep": writing.keep,
    "retire": writing.retire,
    "back": writing.bring_back,
    "withdraw": writing.withdraw,
}.items():
    matters.at_once(routes, LESSONS, _action, _operation)


@routes.command("/lesson", "search", "find", "搜索", "查找", "搜尋")
async def search(turn: Turn) -> None:
    """The lessons in which these words stand."""
    scope = await turn.see(lists.scope_of, turn.words, turn.channel_id or "")
    await turn.answer("lessons/list", **await turn.see(lists.page, scope, 1))


@routes.command("/lesson", "add", "new", "新增", "添加", "新建", "记录", "登记")
async def add(turn: Turn) -> None:
    """The form of a lesson, with what the line says of it."""
    project = await turn.see(finding.only, turn.channel_id or "")
    await open_new(turn, project.id, writing.read(turn.words), is_afresh=bool(turn.words.strip()))


@routes.action("lessons.add")
async def press_add(turn: Turn) -> None:
    """The button that asks for a lesson of a project."""
    await open_new(turn, turn.number, Said("", ""))


async def open_new(turn: Turn, project_id: int, said: Said, *, is_afresh: bool = False) -> None:
    """The form of a new lesson of that project."""
    project = await turn.see(writing.must_add, project_id)
    found = await turn.see(lambda work: departments.all_of(work.session, work.team_id))
    await turn.open(
        "lessons/form_lesson",
        about={"project": project.id},
        kept_as=f"lessons.new:{project.id}",
        is_afresh=is_afresh,
        project=project,
        shown=None,
        callback="lessons.new",
        **_choices(turn, found),
        draft=asdict(said),
    )


@routes.view("lessons.new")
async def submit_new(turn: Turn) -> None:
    """It is written down."""
    form = forms.parse(LessonForm, turn.body["view"])
    await matters.answer(turn, LESSONS, await turn.do(writing.learn, as_number(turn.target["project"]), form.said))


async def _change(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of a lesson as it stands."""
    shown, found = await turn.see(writing.to_change, as_number(about["id"]))
    return {
        "template": "lessons/form_lesson",
        "shown": shown,
        "project": shown.project,
        "callback": "lessons.change",
        **_choices(turn, found),
        "draft": _draft(shown),
        **matters.form_of(LESSONS, shown.lesson, "change"),
    }


matters.opens(routes, LESSONS, "change", _change)


@routes.view("lessons.change")
@overtaken(_change)
async def submit_change(turn: Turn) -> None:
    """It is said otherwise."""
    form, target = forms.parse(LessonForm, turn.body["view"]), turn.target
    shown = await turn.do(writing.change, as_number(target["id"]), form.said, as_number(target["version"]))
    await matters.answer(turn, LESSONS, shown, can_undo=True)


@routes.action("lessons.template")
async def choose_template(turn: Turn) -> None:
    """It is to be offered with a scenario template: with which."""
    shown, found = await turn.see(writing.templates_for, turn.number)
    await turn.open(
        "lessons/form_template",
        about={"id": shown.lesson.id},
        kept_as=f"lessons.template:{shown.lesson.id}",
        shown=shown,
        templates=[(one.key, one.name.for_(turn.reader)) for one in found],
    )


@routes.view("lessons.template")
async def submit_template(turn: Turn) -> None:
    """It is, with that one."""
    form = forms.parse(TemplateForm, turn.body["view"])
    shown = await turn.do(writing.add_to_template, as_number(turn.target["id"]), form.template)
    said = _("L-%(number)s is offered from now on to whoever takes that template.", number=shown.lesson.number)
    await matters.answer(turn, LESSONS, shown, said, can_undo=True)


def _draft(shown: Shown) -> dict[str, Any]:
    names = ("situation", "advice", "scenario", "stage", "risk", "department_id")
    return {name: getattr(shown.lesson, name) for name in names}


def _choices(turn: Turn, found: Sequence[Department]) -> dict[str, Any]:
    scenarios = [(str(one), kind.name.for_(turn.reader)) for one, kind in SCENARIOS.items() if one != Scenario.OTHER]
    return {
        "scenarios": [(ANY_SCENARIO, _("any kind").for_(turn.reader)), *scenarios],
        "departments": [
            (ANY_DEPARTMENT, _("any department").for_(turn.reader)),
            *((one.id, one.name.for_(turn.reader)) for one in found),
        ],
    }
