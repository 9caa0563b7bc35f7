"""The soak: a whole company lives through a quarter, and every message that anybody gets is counted."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import bindparam, text

from bot.app import App
from bot.sandbox.server import Sandbox
from storage import postgres, threads, timers
from storage.moments import UtcDateTime
from storage.outbox import DUE
from tests.clocks import WallClock
from tests.conftest import MANIFEST, MONDAY, settings_for
from tests.prove.audit import Verdict
from tests.prove.quarter import daily
from tests.prove.quarter.company import Size, drawn
from tests.prove.quarter.counts import Counts, Figures
from tests.prove.quarter.disputes import Disputes
from tests.prove.quarter.hands import Agenda, Hands
from tests.prove.quarter.leaving import Leaving
from tests.prove.quarter.reports import Reports
from tests.prove.quarter.requests import Requests
from tests.prove.quarter.settling import make, move_in
from tests.prove.quarter.tasks import Tasks

# Liaison's clock stands between such steps while nobody acts; what came due meanwhile comes up to a step late.
STEP = timedelta(minutes=1)
HOME = ZoneInfo("Asia/Shanghai")
# Of real time, that a whole company's plan may hold a thread, and a statement take.
LONGEST_SECONDS = 3_600.0


async def prove(folder: Path, url: str, *, size: Size, seed: int) -> Verdict:
    """A company of that size, in a new database at `url`."""
    quarter = Quarter(url, size, seed)
    with _unhurried():
        verdict = await quarter.live()
    (folder / "report.txt").write_text("\n".join(verdict.report), "utf-8")
    return verdict


class Quarter:
    """One run."""

    def __init__(self, url: str, size: Size, seed: int) -> None:
        self._url = url
        self._size = size
        self._chance = random.Random(seed)
        self._sandbox = Sandbox(manifest=MANIFEST, now=MONDAY, seed=seed)
        self._company = drawn(size, self._chance)

    async def live(self) -> Verdict:
        """From the first morning to the last evening."""
        began = time.monotonic()
        move_in(self._sandbox, self._company)
        await self._sandbox.start()
        app = App(settings_for(self._sandbox, self._url), clock=WallClock(self._sandbox.clock))
        try:
            # Reading who is there takes minutes of a clock that goes on, at the pace that Slack allows.
            self._sandbox.limits.enabled = False
            await app.start()
            await app.directory.read_all(app.team_id, app.client, lambda call: call())
            self._sandbox.limits.enabled = True
            verdict = await self._live_in(app)
        finally:
            await app.stop()
            await self._sandbox.stop()
        verdict.seconds = time.monotonic() - began
        return verdict

    async def _live_in(self, app: App) -> Verdict:
        _hurry(app)
        self._hands = Hands(app)
        self._agenda = Agenda(self._company, self._sandbox.clock.now, self._chance)
        self._counts = Counts(self._sandbox.slack, self._company, self._sandbox.app.bot_user)
        self._leaving = Leaving(self._company, self._hands, self._agenda, self._chance, self._sandbox.slack)
        await app.database.write(self._plan, app.team_id)
        first = self._today(HOME.key) + timedelta(days=1)
        days = [first + timedelta(days=number) for number in range(self._size.days - 1)]
        await self._until(app, _midnight(first))
        self._counts.begin(self._sandbox.clock.now())
        began = time.monotonic()
        for number, day in enumerate(days, 1):
            await self._until(app, _midnight(day + timedelta(days=1)))
            await app.database.read(self._learn_templates, app)
            await app.schedule.tidy()
            if number % 7 == 0:
                print(f"day {number} of {len(days)}, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        left = await app.database.read(self._left_behind, app)
        return self._verdict(days, left)

    def _plan(self, team_id: str) -> None:
        """Everything is made, and who will do what is drawn."""
        admin = next(one.id for one in self._sandbox.slack.people.values() if one.is_admin)
        today = self._today(HOME.key)
        make(self._hands, self._company, admin, today)
        tasks = Tasks(self._company, self._hands, self._agenda, self._chance)
        tasks.plan(today)
        Requests(self._company, self._hands, self._agenda, self._chance, self._today).plan()
        Reports(self._company, self._hands, self._agenda, self._chance, team_id).plan(self._sandbox.clock.now())
        Disputes(self._company, self._hands, self._agenda, self._chance, team_id).plan()
        self._leaving.plan(today)

    def _today(self, zone: str) -> date:
        return self._sandbox.clock.now().astimezone(ZoneInfo(zone)).date()

    async def _until(self, app: App, moment: datetime) -> None:
        """Let people act and Liaison work until that moment."""
        clock = self._sandbox.clock
        while clock.now() < moment:
            while await app.database.write(self._agenda.do_due):
                while self._leaving.in_slack:
                    self._leaving.in_slack.pop()()
            await self._sandbox.quiet()
            upcoming = await app.settle()
            await self._sandbox.quiet()
            earliest = clock.now() + STEP
            dues = [max(one, earliest) for one in (upcoming, self._agenda.next) if one is not None]
            clock.set(min([moment, *dues]))
        await app.settle()

    # in the database's threads

    def _learn_templates(self, app: App) -> None:
        """What the messages of the day were, and which of them are major; finished rows are swept after a month."""
        since = self._sandbox.clock.now() - timedelta(days=1, hours=1)
        finished = text("SELECT token, template, about FROM outbox WHERE finished_at >= :since")
        query = finished.bindparams(bindparam("since", since, UtcDateTime))
        with app.database.snapshot() as session:
            major = {f"disputes:{one}" for one in session.scalars(text("SELECT id FROM disputes WHERE is_major"))}
            for token, template, about in session.execute(query):
                self._counts.templates[token] = template
                if ":".join(about.split(":")[:2]) in major:
                    self._counts.major.add(token)

    def _left_behind(self, app: App) -> list[str]:
        """Timers that came due and were not looked at, or failed; rows that did not go out."""
        now = self._sandbox.clock.now()
        with app.database.snapshot() as session:
            due, _set = timers.due_counts(session, now)
            failed = session.execute(text("SELECT kind, count(*) FROM timers WHERE attempts > 0 GROUP BY 1")).all()
            rows = session.execute(
                text("SELECT template, state, note, due_at FROM outbox WHERE state IN ('parked', 'dead', 'due')")
            ).all()
        moment = now.strftime("%Y-%m-%d %H:%M:%S")
        found = [f"{due} timers are due and were left behind"] if due else []
        found += [f"{times} timers {kind} failed" for kind, times in failed]
        return found + [
            f"{template} is {state} {note}" for template, state, note, at in rows if state != DUE or str(at) < moment
        ]

    # what it came to

    def _verdict(self, days: list[date], left: list[str]) -> Verdict:
        size, counts = self._size, self._counts
        verdict = Verdict(
            f"quarter: {size.people:,} people, {size.projects} projects, {size.days} days",
            acts=sum(self._hands.done.values()),
            lost=left,
            twice=counts.twice(),
        )
        verdict.lost += [f"untimely: {one}" for one in counts.untimely()]
        groups = daily.groups(self._company)
        told = counts.per_day()
        heads = f"{'people':>6} {'median':>6} {'p95':>5} {'most':>5} {'busiest day':>11}"
        verdict.report.append(f"{'messages a person and working day':<36} {heads}")
        figures = {name: counts.figures(group, days, told) for name, group in groups.items()}
        for name, found in figures.items():
            verdict.report.append(_line(name, found))
            verdict.report.append(_line("  mentions in channels", counts.figures(groups[name], days, counts.mentions)))
        verdict.report += daily.lines(counts, groups, days)
        verdict.lost += daily.loud(counts, groups, days)
        channels = sorted(counts.in_channels.values())
        if channels:
            verdict.report.append(
                f"messages a channel and day with any: median {channels[len(channels) // 2]}, "
                f"p95 {channels[int(len(channels) * 0.95)]}, most {channels[-1]}"
            )
        for name, group in groups.items():
            kinds = ", ".join(f"{kind} {times:,}" for kind, times in counts.by_template(group).most_common(8))
            verdict.report.append(f"{name}: {kinds}")
        verdict.report.append(
            "done: " + ", ".join(f"{what} {times:,}" for what, times in self._hands.done.most_common())
        )
        verdict.report += [f"refused {times:,} times: {what}" for what, times in self._hands.refused.most_common(8)]
        return verdict


@contextmanager
def _unhurried() -> Iterator[None]:
    """Let whoever wants a thread of the database wait for it, and for its answer: real seconds, and who else uses the
    machine, are no matter of a quarter of the clock's.
    """
    with pytest.MonkeyPatch.context() as longer:
        longer.setattr(threads, "WAIT_SECONDS", LONGEST_SECONDS)
        longer.setattr(postgres, "STATEMENT_SECONDS", LONGEST_SECONDS)
        longer.setattr(postgres, "SILENCE_SECONDS", LONGEST_SECONDS)
        yield


def _hurry(app: App) -> None:
    """Wait for no disk: that nothing is lost when the power goes is another proof's matter."""
    database = app.database
    if database.is_sqlite:
        with closing(database.engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA synchronous = OFF")
    else:
        with database.engine.begin() as connection:
            connection.execute(text(f"ALTER DATABASE {database.url.database} SET synchronous_commit = off"))
        # For connections that are made from now on.
        database.engine.dispose()


def _line(name: str, found: Figures) -> str:
    return f"{name:<36} {found.people:>6} {found.median:>6g} {found.p95:>5g} {found.most:>5} {found.busiest:>11g}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), HOME).astimezone(UTC)
