"""How what a department submitted to milestone reviews was received."""

from __future__ import annotations

from bot.process.kernel.reliability import Case, Measure, Over, day_of
from bot.process.kernel.work import Work
from bot.process.reviews.kind import REVIEWS
from bot.words.language import plural
from bot.words.language import text as _
from storage import reliability

ORDER = 30
AT_ONCE, CONDITIONS, AGAIN, RETURNED = "at once", "conditions", "again", "returned"
OUTCOMES = {
    AT_ONCE: _("passed at once"),
    CONDITIONS: _("passed with conditions"),
    AGAIN: _("passed when submitted again"),
    RETURNED: _("returned"),
}


def measures(work: Work, over: Over) -> list[Measure]:
    """Each word that was given on one of these days to what had been submitted."""
    department_id = over.department.id
    rows = reliability.reviews_decided(work.session, work.team_id, department_id, over.since, over.until)
    asked = reliability.conditions_asked(work.session, work.team_id, department_id) if rows else set()
    editions: dict[int, int] = {}
    cases = []
    for review, project, change in rows:
        if "edition" in change.changes:
            editions[review.id] = int(change.changes["edition"][1])
        day = day_of(project, change.at)
        if change.action not in ("pass", "return") or not over.has(day):
            continue
        edition = editions.get(review.id, 1)
        outcome = _outcome(change.action, edition, (review.id, edition) in asked)
        times = plural("submitted once", "submitted %(number)s times", edition)
        said = _("%(what)s %(day)s, %(times)s", what=OUTCOMES[outcome], day=day, times=times)
        cases.append(Case(project, day, REVIEWS.called(review.number), review.title, outcome, said))
    return [Measure(ORDER, _("Milestone reviews"), OUTCOMES, cases)]


def _outcome(action: str, edition: int, is_with_conditions: bool) -> str:
    if action == "return":
        return RETURNED
    if is_with_conditions:
        return CONDITIONS
    return AT_ONCE if edition == 1 else AGAIN
