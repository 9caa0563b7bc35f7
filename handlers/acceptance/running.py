"""What a PM does with an acceptance: looks at it, prepares it, calls the group, records a paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from bot.process.acceptance import calling, lists, signing
from bot.process.acceptance.judging import Judged
from bot.process.acceptance.kind import ACCEPTANCES
from bot.process.acceptance.shown import Shown
from bot.process.acceptance.signing import File
from bot.process.acceptance.states import Said
from bot.process.kernel import matters as kernel
from bot.process.kernel import rights
from bot.process.kernel.work import Work
from bot.process.projects import finding
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.files import described, must_be_in_slack
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from bot.words.typed import tidy
from handlers import matters
from storage import projects
from storage.projects import Project

routes = Routes[Turn]()

# What people say of what they want with it: each of these stands where it is shown.
OF_IT = frozenset(("show", "查看", "judge", "评审", "判定", "sign", "签署", "签字", "call", "发起", "prepare", "准备"))
NUMBER = Pattern(r"^[aA][\s-]*(\d{1,9})$")


class Checklist(forms.Form):
    """The lines, one an outcome."""

    outcomes: str = Field(default="", max_length=3000)


class Evidence(forms.Form):
    """By what one sees that lines are met, as many as a form asks for."""

    evidence_0: str = Field(default="", max_length=calling.EVIDENCE_AT_MOST)
    evidence_1: str = Field(default="", max_length=calling.EVIDENCE_AT_MOST)
    evidence_2: str = Field(default="", max_length=calling.EVIDENCE_AT_MOST)
    evidence_3: str = Field(default="", max_length=calling.EVIDENCE_AT_MOST)
    evidence_4: str = Field(default="", max_length=calling.EVIDENCE_AT_MOST)
    evidence_5: str = Field(default="", max_length=calling.EVIDENCE_AT_MOST)
    evidence_6: str = Field(default="", max_length=calling.EVIDENCE_AT_MOST)


class Customer(forms.Form):
    """Who judges for the customer."""

    customer: str | None = None
    customer_name: str = Field(default="", max_length=calling.NAME_AT_MOST)


class Paper(forms.Form):
    """What stands on a signed paper."""

    remainder: list[int] = Field(default=[])
    not_met: list[int] = Field(default=[])
    words: str = Field(default="", max_length=500)
    department_id: int | None = None
    due_on: date | None = None

    def said(self, shown: Shown) -> dict[int, Judged]:
        """What it says of each line, by its key."""
        both = set(self.remainder) & set(self.not_met)
        if both:
            raise Refused(_("A line is either met with a remainder or not met."), field="not_met")
        of = {**dict.fromkeys(self.remainder, Said.REMAINDER), **dict.fromkeys(self.not_met, Said.NOT_MET)}
        return {
            one.key: Judged(of.get(one.key, Said.MET), self.words, self.department_id, self.due_on)
            for one in shown.rows
        }


# A form asks for the evidence of so many lines at once.
LINES_AT_ONCE = len(Evidence.model_fields)


@routes.command("/project", "acceptance", "accept", "验收", "項目驗收", "项目验收", "驗收")
async def show_acceptance(turn: Turn) -> None:
    """Where the acceptance of a project stands; what it would begin with, where nobody has prepared it yet."""
    if await matters.undoes(turn, ACCEPTANCES, signing.undo):
        return
    number = NUMBER.match(tidy(turn.words.removeprefix("show ")))
    if number is not None:
        await _show(turn, int(number[1]))
        return
    named = [one for one in turn.words.split() if one.lower() not in OF_IT]
    await _show_of(turn, await turn.see(finding.only, turn.channel_id or "", named[0] if named else ""))


async def _show(turn: Turn, number: int) -> None:
    await turn.answer("acceptance/show", **await turn.see(lists.timeline, number))


async def _show_of(turn: Turn, project: Project) -> None:
    found = await turn.see(lists.of_project, project)
    if found is not None:
        await turn.answer("acceptance/show", **found)
    else:
        await turn.answer("acceptance/begin", **await turn.see(lists.ahead, project))


@routes.action("acceptance.show")
async def show(turn: Turn) -> None:
    """The same by a button."""
    await _show(turn, turn.number)


@routes.action("acceptance.of")
async def show_of_project(turn: Turn) -> None:
    """That of a project: a button of what comes next in it."""
    await _show_of(turn, await turn.see(rights.seen, turn.number))


async def _checklist(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of the lines that are typed in."""
    with reading():
        project_id = as_number(about["project"])
    project, lines, mark = await turn.see(_typed, project_id)
    return {
        "template": "acceptance/form_checklist",
        "about": {"project": project_id, "mark": mark},
        "kept_as": f"acceptance.checklist:{project_id}",
        "project": project,
        "lines": lines,
    }


def _typed(work: Work, project_id: int) -> tuple[Project, str, str]:
    project = calling.must_run(work, project_id)
    found = lists.last(work, project)
    lines = "\n".join(str(one["words"]) for one in found.items) if found is not None else ""
    return project, lines, calling.seen(found)


@routes.action("acceptance.checklist")
async def open_checklist(turn: Turn) -> None:
    """The button."""
    await turn.open(**await _checklist(turn, {"project": turn.number}))


@routes.view("acceptance.checklist")
@overtaken(_checklist)
async def submit_checklist(turn: Turn) -> None:
    """The lines were typed."""
    form = forms.parse(Checklist, turn.body["view"])
    with reading():
        project_id, mark = as_number(turn.target["project"]), str(turn.target["mark"])
    shown = await turn.do(calling.type_checklist, project_id, form.outcomes, mark)
    await matters.answer(turn, ACCEPTANCES, shown, can_undo=True)


@routes.action("acceptance.begin")
async def begin(turn: Turn) -> None:
    """The acceptance of a project with a signed charter is begun, and the form of its evidence opens."""
    shown = await turn.do(calling.begin, turn.number)
    await turn.open(**await _evidence(turn, {"id": shown.acceptance.id, "keys": []}))


async def _evidence(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of the evidence of some lines."""
    with reading():
        acceptance_id, keys = as_number(about["id"]), [as_number(one) for one in about["keys"]]
    shown = await turn.see(kernel.to_act, ACCEPTANCES, acceptance_id, calling.RUN, "change")
    bare = [one for one in shown.rows if not one.evidence] or list(shown.rows)
    rows = [one for one in shown.rows if one.key in keys] if keys else bare[:LINES_AT_ONCE]
    about = {"id": acceptance_id, "keys": [one.key for one in rows], "mark": calling.seen(shown.acceptance)}
    kept_as = f"acceptance.evidence:{acceptance_id}:{'-'.join(str(one.key) for one in rows)}"
    return {
        "template": "acceptance/form_evidence", "about": about, "kept_as": kept_as, "shown": shown, "rows": rows,
    }  # fmt: skip


@routes.action("acceptance.evidence")
async def open_evidence(turn: Turn) -> None:
    """The button of one line, or of the first that have none."""
    acceptance_id, _colon, key = turn.value.partition(":")
    await turn.open(**await _evidence(turn, {"id": acceptance_id, "keys": [key] if key else []}))


@routes.view("acceptance.evidence")
@overtaken(_evidence)
async def submit_evidence(turn: Turn) -> None:
    """It was said what shows that lines are met."""
    typed = forms.parse(Evidence, turn.body["view"]).model_dump()
    with reading():
        keys, mark = [as_number(one) for one in turn.target["keys"]], str(turn.target["mark"])
        acceptance_id = as_number(turn.target["id"])
    said = {key: typed.get(f"evidence_{place}", "") for place, key in enumerate(keys)}
    shown = await turn.do(calling.give_evidence, acceptance_id, said, mark)
    await matters.answer(turn, ACCEPTANCES, shown, can_undo=True)


async def _customer(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of who judges for the customer."""
    shown = await turn.see(kernel.to_act, ACCEPTANCES, as_number(about["id"]), calling.RUN, "group")
    return {
        "template": "acceptance/form_customer",
        "shown": shown,
        **matters.form_of(ACCEPTANCES, shown.acceptance, "customer"),
    }


matters.opens(routes, ACCEPTANCES, "customer", _customer)


@routes.view("acceptance.customer")
async def submit_customer(turn: Turn) -> None:
    """It was said who judges for the customer."""
    form = forms.parse(Customer, turn.body["view"])
    shown = await turn.do(calling.name_customer, as_number(turn.target["id"]), form.customer, form.customer_name)
    said = (
        _("%(number)s · customer representative: %(name)s", number=shown.project.number, name=shown.customer)
        if shown.customer is not None
        else _("%(number)s · nobody judges for the customer.", number=shown.project.number)
    )
    await matters.answer(turn, ACCEPTANCES, shown, said, can_undo=True)


@routes.action("acceptance.anew")
async def take_anew(turn: Turn) -> None:
    """The button: the outcomes of the charter that is signed by now."""
    await matters.answer(turn, ACCEPTANCES, await turn.do(calling.take_anew, turn.number), can_undo=True)


@routes.action("acceptance.call")
async def call(turn: Turn) -> None:
    """The button, after its question."""
    await matters.answer(turn, ACCEPTANCES, await turn.do(calling.call, turn.number))


@routes.action("acceptance.stop")
async def stop(turn: Turn) -> None:
    """The button, after its question."""
    shown = await turn.do(calling.stop, turn.number)
    said = _(
        "%(number)s: nobody is asked to judge or sign until you call the group again.", number=shown.project.number
    )
    await matters.answer(turn, ACCEPTANCES, shown, said, can_undo=True)


async def _paper(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of a signed paper."""
    shown = await turn.see(signing.to_record, as_number(about["id"]))
    return {
        "template": "acceptance/form_paper",
        "about": {"id": shown.acceptance.id, "project": shown.project.id},
        "kept_as": f"acceptance.paper:{shown.acceptance.id}",
        "shown": shown,
        "departments": await departments_of(turn, shown.project),
    }


matters.opens(routes, ACCEPTANCES, "paper", _paper)


async def departments_of(turn: Turn, project: Project) -> list[tuple[int, str]]:
    """The departments of the project, for a menu."""

    def taking(work: Work) -> list[tuple[int, Any]]:
        return [(made.id, made.name) for _part, made in projects.taking_part(work.session, project)]

    return [(one, name.for_(turn.reader)) for one, name in await turn.see(taking)]


@routes.view("acceptance.paper")
async def submit_paper(turn: Turn) -> None:
    """The paper was signed; here it is."""
    form = forms.parse(Paper, turn.body["view"])
    acceptance_id = as_number(turn.target["id"])
    shown = await turn.see(signing.to_record, acceptance_id)
    chosen = [await described(turn.client, one) for one in forms.files(turn.body["view"], "files")]
    if not chosen:
        raise Refused(_("Choose the file of the signed paper."), field="files")
    must_be_in_slack(chosen[0], field="files")
    name, url = str(chosen[0].get("name") or chosen[0]["id"]), str(chosen[0].get("permalink") or "")
    paper = File(str(chosen[0]["id"]), name[:120], url)
    await matters.answer(turn, ACCEPTANCES, await turn.do(signing.record, acceptance_id, form.said(shown), paper))
