"""Counting what people are told: every message of Liaison that notifies somebody, by the person and their day.

Messages in the direct message with Liaison count, cards among them; an update of a card notifies nobody. Mentions in
channels are counted apart, and so are the messages of a channel.
"""

from __future__ import annotations

import hashlib
import json
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bot.calendars import Calendar
from bot.sandbox.world.records import Message
from bot.sandbox.world.state import Slack
from tests.prove.quarter.company import Company

MENTION = re.compile(r"<@(U[A-Z0-9]+)>")
MORNING, EVENING = time(9), time(18)
# What must not wait: the clock of a dispute, and what comes to who decides one.
CANNOT_WAIT = frozenset({"card", "your_turn", "warning", "escalated", "pack", "invited"})
# What came due before the evening may wait its turn at Slack's pace, and the soak's clock moves in minutes.
GRACE = timedelta(minutes=5)


class Told(NamedTuple):
    """A message to one person."""

    who: str
    at: datetime
    token: str
    said: str


class Figures(NamedTuple):
    """Messages a person and working day in one group of people."""

    people: int
    median: float
    p95: float
    most: int
    # The median on the busiest day.
    busiest: float
    # On how many days any of them works.
    days: int = 0


class Counts:
    """Listens to the sandbox."""

    def __init__(self, slack: Slack, company: Company, bot_user: str) -> None:
        self._slack = slack
        self._company = company
        self._bot_user = bot_user
        self.told: list[Told] = []
        self.mentions: Counter[tuple[str, date]] = Counter()
        self.in_channels: Counter[tuple[str, date]] = Counter()
        self.tokens: Counter[str] = Counter()
        # By the token of a message: its template; and which are of major matters, that come at any hour.
        self.templates: dict[str, str] = {}
        self.major: set[str] = set()
        self._since = datetime.max.replace(tzinfo=UTC)
        self._department = {who: one for one in company.departments for who in one.members}
        slack.subscribe(self._heard)

    def begin(self, moment: datetime) -> None:
        """Count from then on."""
        self._since = moment

    def _heard(self, kind: str, ids: dict[str, Any]) -> None:
        if kind == "message_posted" and ids["message"].app_id and self._slack.now() >= self._since:
            self._count(ids["message"])

    def _count(self, message: Message) -> None:
        at = datetime.fromtimestamp(float(message.ts), UTC)
        channel = self._slack.channels[message.channel]
        payload = (message.metadata or {}).get("event_payload", {})
        token, blocks = str(payload.get("id", "")), json.dumps(message.blocks, ensure_ascii=False)
        self.tokens[token] += 1
        if channel.is_im:
            who = next(one for one in channel.members if one != self._bot_user)
            said = hashlib.sha256(f"{message.text}{blocks}".encode()).hexdigest()
            self.told.append(Told(who, at, token, said))
            return
        self.in_channels[message.channel, at.date()] += 1
        for who in set(MENTION.findall(message.text + blocks)) & self._company.people.keys():
            self.mentions[who, self._day(who, at)] += 1

    def _day(self, who: str, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self._company.zone(who))).date()

    def calendar(self, who: str) -> Calendar:
        """The working days of the person."""
        country = self._department[who].country
        return Calendar(country, country)

    def figures(self, group: Sequence[str], days: Sequence[date], counted: Counter[tuple[str, date]]) -> Figures:
        """For these people, over those of the days that they work on, days without a message among them."""
        by_day: dict[date, list[int]] = defaultdict(list)
        for who in group:
            calendar = self.calendar(who)
            for day in days:
                if calendar.is_working(day):
                    by_day[day].append(counted[who, day])
        every = sorted(count for counts in by_day.values() for count in counts)
        if not every:
            return Figures(len(group), 0, 0, 0, 0)
        busiest = max(statistics.median(counts) for counts in by_day.values())
        return Figures(
            len(group), statistics.median(every), every[int(len(every) * 0.95)], every[-1], busiest, len(by_day)
        )

    def per_day(self) -> Counter[tuple[str, date]]:
        """How many messages a person got on which of their days."""
        return Counter((one.who, self._day(one.who, one.at)) for one in self.told)

    def can_wait_per_day(self) -> Counter[tuple[str, date]]:
        """The same of what can wait."""
        return Counter((one.who, self._day(one.who, one.at)) for one in self.told if self._can_wait(one))

    def _can_wait(self, one: Told) -> bool:
        flow, _slash, name = self.templates.get(one.token, "?").partition("/")
        return flow != "disputes" or name not in CANNOT_WAIT

    def by_template(self, group: Iterable[str]) -> Counter[str]:
        """What these people were told, by template."""
        those = set(group)
        return Counter(self.templates.get(one.token, "?") for one in self.told if one.who in those)

    def twice(self) -> list[str]:
        """What was posted twice, and what somebody was told in the same words on the same day."""
        found = [f"row {token} was posted {times} times" for token, times in self.tokens.items() if times > 1 and token]
        same = Counter((one.who, self._day(one.who, one.at), one.said) for one in self.told)
        named = {(one.who, self._day(one.who, one.at), one.said): one.token for one in self.told}
        return found + [
            f"{who} read the same {times} times on {day}: {self.templates.get(named[who, day, said])}"
            for (who, day, said), times in same.items()
            if times > 1
        ]

    def untimely(self) -> list[str]:
        """What came outside of somebody's working hours, and is not major."""
        found = []
        for one in self.told:
            local = one.at.astimezone(ZoneInfo(self._company.zone(one.who)))
            closing = datetime.combine(local.date(), EVENING, local.tzinfo) + GRACE
            is_timely = local.time() >= MORNING and local <= closing and self.calendar(one.who).is_working(local.date())
            template = self.templates.get(one.token, "?")
            if not is_timely and one.token not in self.major:
                found.append(f"{template} to {one.who} at {local:%a %d %b %H:%M %Z}")
        return found
