"""Looking at lessons: lists by scope or words, and one with its timeline."""

from __future__ import annotations

from typing import Any

from bot.process.kernel import matters, rights
from bot.process.kernel.lists import Scope, meant, page_of
from bot.process.kernel.work import Work
from bot.process.lessons import answering, writing
from bot.process.lessons import shown as lesson_shown
from bot.process.lessons.kind import LESSONS
from bot.process.projects import finding
from bot.process.proposals.scenarios import SCENARIOS, Scenario
from bot.words.language import Reader, Text
from bot.words.language import text as _
from bot.words.markup import truncate
from storage import departments, lessons, membership
from storage.lessons import RETIRED, STANDING, Counts, Lesson
from storage.projects import PROPOSED

SCOPES = {
    "retired": Scope(("retired", "已退役", "退役", "已停用"), _("Lessons that are retired")),
    "here": Scope(("here", "this project", "本项目", "这个项目"), _("Lessons of this project")),
    "mine": Scope(("mine", "my", "我的"), _("Lessons that you wrote down")),
    "all": Scope(("", "all", "全部", "所有"), _("Lessons")),
}
_EMPTY = _("No such lessons. `/lesson add` writes one down.")
WORDS_AT_MOST = 60
# A word is found in whatever language it is known in.
LOCALES = ("en-US", "zh-CN")


def timeline(work: Work, number: int) -> dict[str, Any]:
    """L-`number` with all that happened to it, and what of it is the reader's to do."""
    shown, told = matters.timeline(work, LESSONS, number)
    offered = answering.of_lesson(work, shown.lesson.id)
    return {**told, "offered": offered, **writing.may(work, shown.lesson)}


def scope_of(work: Work, words: str, channel_id: str) -> str:
    """What a line after `/lesson list` asks for, as a scope for `page`: `all/`, `here/3`, `word/mould`."""
    words = " ".join(words.split())[:WORDS_AT_MOST]
    kind = meant(SCOPES, words)
    if kind == "here":
        return f"here/{finding.only(work, channel_id).id}"
    if kind is not None:
        return f"{kind}/"
    return f"word/{words.replace(':', ' ')}"


def page(work: Work, scope: str, number: int) -> dict[str, Any]:
    """A page of the lessons in a scope, those first that were taken most often."""
    kind, _slash, what = scope.partition("/")
    found = _in_scope(work, kind, what)
    counted = lessons.counts(work.session, work.team_id, [one.id for one in found])
    found.sort(key=lambda one: (-counted.get(one.id, Counts()).took, -one.number))
    at = page_of(found, number)
    title = SCOPES.get(kind, SCOPES["all"]).title
    if kind == "word":
        title = _("Lessons with “%(word)s”", word=truncate(what, WORDS_AT_MOST))
    return {"page": at.of(lesson_shown.many(work, at.lines)), "title": title, "empty": _EMPTY, "scope": scope}


def _in_scope(work: Work, kind: str, what: str) -> list[Lesson]:
    states = (RETIRED,) if kind == "retired" else STANDING
    if kind == "here":
        project = rights.seen(work, int(what) if what.isdecimal() else None)
        return lessons.of_project(work.session, work.team_id, project.id)
    if not rights.is_full_member(work.person):
        own = membership.of_member(work.session, work.team_id, work.person.user_id, work.now)
        found = [one for each in own for one in lessons.of_project(work.session, work.team_id, each.id)]
        found = [one for one in found if one.state in states]
    else:
        own = membership.of_member(work.session, work.team_id, work.person.user_id, work.now, but=(PROPOSED,))
        found = lessons.readable(work.session, work.team_id, [one.id for one in own], states)
    if kind == "mine":
        return [one for one in found if one.created_by == work.person.user_id]
    if kind == "word":
        return _with(work, found, what)
    return found


def _with(work: Work, found: list[Lesson], what: str) -> list[Lesson]:
    """Those in which all of these words stand, in what they say or in what brings them to mind."""
    named = departments.names(work.session, work.team_id, {one.department_id for one in found if one.department_id})
    wanted = [one.casefold() for one in what.split()]
    kept = []
    for one in found:
        department = named.get(one.department_id or 0)
        said = [f"L-{one.number}", one.situation, one.advice, one.stage, one.risk, *_scenario(one.scenario)]
        said += [department.for_(Reader(locale)) for locale in LOCALES] if department is not None else []
        whole = " ".join(said).casefold()
        if all(word in whole for word in wanted):
            kept.append(one)
    return kept


def _scenario(scenario: str) -> list[str]:
    """What a kind of project is called in either language."""
    if scenario not in tuple(Scenario):
        return []
    name: Text = SCENARIOS[Scenario(scenario)].name
    return [name.for_(Reader(locale)) for locale in LOCALES]
