"""Looking at the register: lists by scope, one risk with its timeline, and what threatens a task."""

from __future__ import annotations

from typing import Any

from bot.process.kernel import matters, rights, substitutes
from bot.process.kernel.lists import Scope, meant, page_of
from bot.process.kernel.work import Work
from bot.process.projects import finding
from bot.process.risks import shown as risk_shown
from bot.process.risks.kind import RISKS
from bot.process.risks.shown import Shown
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.markup import truncate
from bot.words.refused import Refused
from storage import risks, stages
from storage.risks import IN_REGISTER, Risk
from storage.stages import Stage
from storage.tasks import Task

SCOPES = {
    "high": Scope(("high", "高", "高风险"), _("High risks")),
    "mine": Scope(("mine", "my", "我的"), _("Your risks")),
    "noted": Scope(("new", "noted", "not weighed", "新的", "待评估", "未评估"), _("Risks not weighed yet")),
    "all": Scope(("all", "全部", "所有"), _("Risks, closed ones too")),
    "open": Scope(("", "open", "未关闭", "未完成"), _("Risk register")),
}
_EMPTY = _("No such risks. `/risk add` notes one.")
_NONE = _("No such risks. `/risk list all` shows those that are closed.")
WORDS_AT_MOST = 60


def timeline(work: Work, number: int) -> dict[str, Any]:
    """K-`number` with all that happened to it, oldest first, and what of it is the reader's to do."""
    shown, told = matters.timeline(work, RISKS, number)
    rights_of = {"weighs": "risks.weigh", "answers": "risks.answer", "settles": "risks.settle", "agrees": "risks.agree"}
    may = {name: matters.may(work, RISKS, right, shown.risk) for name, right in rights_of.items()}
    return {**told, **may, "withdraws": matters.may(work, RISKS, "risks.withdraw", shown.risk)}


def scope_of(work: Work, words: str, channel_id: str) -> str:
    """What a line after `/risk list` asks for, as a scope for `page`: `open/3`, `stage/3/7`, `word/3/printer`."""
    words = " ".join(words.split())[:WORDS_AT_MOST]
    here = finding.here(work, channel_id)
    suffix = f"/{here.id}" if here else ""
    if kind := meant(SCOPES, words):
        return f"{kind}{suffix}"
    stage = _stage(work, here.id, words) if here else None
    if here is not None and stage is not None:
        return f"stage/{here.id}/{stage.id}"
    return f"word/{here.id if here else ''}/{words.replace(':', ' ')}"


def page(work: Work, scope: str, number: int) -> dict[str, Any]:
    """A page of the risks in a scope, with what its template wants to know."""
    kind, _slash, rest = scope.partition("/")
    project_id, _slash, what = rest.partition("/")
    found = page_of(_in_scope(work, kind, project_id, what), number)
    shown = found.of(risk_shown.many(work, found.lines))
    invites = finding.invites(work, "risks.add", _number(project_id))
    title = _title(work, kind, what)
    return {"page": shown, "title": title, "empty": _EMPTY if invites else _NONE, "scope": scope}


def of_task(work: Work, task: Task) -> list[Shown]:
    """The open risks that threaten the task, or the stage it stands in."""
    return risk_shown.many(work, risks.of_task(work.session, work.team_id, task.id, task.stage_id))


def _stage(work: Work, project_id: int, words: str) -> Stage | None:
    """The stage whose name holds these words, behind “stage” or alone."""
    for before in ("stage:", "stage", "阶段：", "阶段:", "阶段"):
        words = words.removeprefix(before).strip()
    found = stages.of_project(work.session, work.team_id, project_id)
    return next((one for one in found if words and words.casefold() in one.name.casefold()), None)


def _in_scope(work: Work, kind: str, project_id: str, what: str) -> list[Risk]:
    if project_id and _number(project_id) is None:
        raise Refused(rights.UNKNOWN)
    seen = [rights.seen(work, _number(project_id))] if project_id else finding.mine(work)
    states = () if kind == "all" else IN_REGISTER
    found = risks.of_projects(work.session, work.team_id, [one.id for one in seen], states=states)
    match kind:
        case "mine":
            hats = set(substitutes.hats(work, work.person.user_id))
            return [one for one in found if one.owner_id in hats]
        case "high":
            return [one for one in found if one.level == risks.HIGH]
        case "noted":
            return [one for one in found if one.state == risks.NOTED]
        case "stage":
            return [one for one in found if str(one.stage_id) == what]
        case "word":
            return [one for one in found if _holds(one, what)]
    return found


def _holds(risk: Risk, word: str) -> bool:
    called = " ".join((f"K-{risk.number}", risk.title, risk.response, risk.next_step)).casefold()
    return word.casefold() in called


def _number(said: str) -> int | None:
    return int(said) if said.isdecimal() else None


def _title(work: Work, kind: str, what: str) -> Text:
    if kind == "stage":
        stage = stages.stage(work.session, work.team_id, _number(what) or 0)
        return _("Risks of stage %(name)s", name=stage.name if stage else "?")
    if kind == "word":
        return _("Risks with “%(word)s”", word=truncate(what, WORDS_AT_MOST))
    return SCOPES.get(kind, SCOPES["open"]).title
