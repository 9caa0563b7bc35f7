"""What becomes of a template that was made here: it is renamed, deleted, and brought back."""

from __future__ import annotations

from bot.process.kernel import rights
from bot.process.kernel.matters import UNDO_MINUTES, UNDO_WITHIN
from bot.process.kernel.work import Work
from bot.process.scenarios import library
from bot.process.scenarios.library import CHANGE
from bot.process.scenarios.naming import must_be_free
from bot.words.language import text as _
from bot.words.refused import Refused
from storage.scenarios import ScenarioTemplate


def to_rename(work: Work, key: str) -> ScenarioTemplate:
    """The template, for a form. Raises Refused where it is gone, and for who may not, naming who can."""
    kept = library.seen(work, key)
    _must(work, kept)
    return kept


def rename(work: Work, key: str, name: str) -> ScenarioTemplate:
    """Call it so. Raises Refused as `to_rename` does, and for a name that is none or is taken."""
    kept = library.seen(work, key, to_change=True)
    _must(work, kept)
    called = must_be_free(work, name, but=key)
    if called != kept.name:
        work.record("scenario_templates", kept.id, "rename", {"name": (kept.name, called)})
        kept.name = called
        _changed(work, kept)
    return kept


def delete(work: Work, key: str) -> ScenarioTemplate:
    """Take it away; what was made by it stays. A second time does nothing more. Raises Refused as `to_rename` does."""
    kept = library.seen(work, key, also_deleted=True, to_change=True)
    _must(work, kept)
    if kept.deleted_at is None:
        work.record("scenario_templates", kept.id, "delete")
        kept.deleted_at = work.now
        _changed(work, kept)
    return kept


def bring_back(work: Work, key: str) -> ScenarioTemplate:
    """Undo the deletion. Raises Refused as `to_rename` does, after ten minutes, and where its name is taken by now."""
    kept = library.seen(work, key, also_deleted=True, to_change=True)
    _must(work, kept)
    if kept.deleted_at is None:
        return kept
    if work.now - kept.deleted_at > UNDO_WITHIN:
        raise Refused(
            _("That was more than %(minutes)s minutes ago and can no longer be undone.", minutes=UNDO_MINUTES)
        )
    must_be_free(work, kept.name, but=key)
    work.record("scenario_templates", kept.id, "undo")
    kept.deleted_at = None
    _changed(work, kept)
    return kept


def _must(work: Work, kept: ScenarioTemplate) -> None:
    rights.must(
        work,
        CHANGE,
        None,
        _("You cannot change the template “%(name)s”.", name=kept.name),
        who=library.made_by(kept),
    )


def _changed(work: Work, kept: ScenarioTemplate) -> None:
    kept.version += 1
    work.sign(kept)
    work.session.add(kept)
    work.session.flush()
