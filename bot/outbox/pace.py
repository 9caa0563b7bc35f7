"""How fast Slack may be called: a bucket a channel, a workspace and a method, in steady seconds.

A call that may not be made yet is given a later time of its own, so that a hundred waiting calls do not all come back
when one of them may go.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from storage.sending import Claimed

# Slack's tiers, in calls a minute of one method in one workspace.
TIER_2, TIER_3, TIER_4 = 20, 50, 100
TIERS = {
    "conversations.create": TIER_2,
    "conversations.list": TIER_2,
    "conversations.setTopic": TIER_2,
    "conversations.setPurpose": TIER_2,
    "conversations.archive": TIER_2,
    "conversations.rename": TIER_2,
    "bookmarks.add": TIER_2,
    "pins.add": TIER_2,
    "usergroups.users.list": TIER_2,
    "pins.remove": TIER_2,
    "views.publish": TIER_4,
    "chat.postEphemeral": TIER_4,
    "conversations.members": TIER_4,
    "files.getUploadURLExternal": TIER_4,
    "files.completeUploadExternal": TIER_4,
    "files.info": TIER_4,
}
READS_HISTORY = ("conversations.history", "conversations.replies")
# Half of what Slack takes at once is left to the calls that answer people directly.
BURST_OF_TIER = 0.5
# A refused moment is not kept longer than this for a row that does not come for it.
KEPT_SECONDS = 600.0
BUCKETS_BEFORE_TIDYING = 10_000
# A clock that was set to "the next moment" may be set to just before it.
GRAIN_SECONDS = 0.001


@dataclass(frozen=True, slots=True)
class Limit:
    """`burst` calls at once, then `a_second`."""

    burst: float
    a_second: float


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast messages may go: to one channel, and to one workspace in all."""

    # Slack: one a second, short bursts tolerated.
    channel: Limit = Limit(burst=3, a_second=1)
    # Slack: "several hundred a minute"; with the burst at most 580 in any minute.
    workspace: Limit = Limit(burst=100, a_second=8)
    # How fast messages that stand in Slack may be read, how many at a time, and how far back one of ours is looked for:
    # it bears an id, so it is found, too, if our clock was a zone or a day ahead when it was sent.
    history: Limit = Limit(burst=TIER_3 * BURST_OF_TIER, a_second=TIER_3 / 60)
    history_page: int = 200
    history_back: timedelta = timedelta(days=1)


# An app that others install from outside Slack's Marketplace may read so little, since 2025: only what came since
# shortly before the try is worth a minute a page.
DISTRIBUTED = Pace(history=Limit(burst=1, a_second=1 / 60), history_page=15, history_back=timedelta(minutes=5))


class Buckets:
    """When each call may be made. Times are steady seconds of the clock, which go on where that is set."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        # By row, how far it was looked for in a channel: an attempt that had to wait goes on there.
        self.looked: dict[int, str] = {}
        # When a bucket would be full again: the later, the emptier.
        self._full_at: dict[tuple[str, ...], float] = {}
        self._paused: dict[tuple[str, ...], float] = {}
        # The time kept for a row's call of a method, by how many of it an attempt has made before.
        self._kept: dict[tuple[int, str, int], float] = {}

    def take(self, claimed: Claimed, method: str, channel: str, now: float, nth: int = 0) -> float | None:
        """None: call now. Otherwise the time that is kept for this row's call, the `nth` of the method in an attempt.

        An attempt begins anew after each wait: were the time of its second call given to its first, it would wait for
        ever where Slack is to be asked seldom.
        """
        moment = now + GRAIN_SECONDS
        limits = self._limits(claimed.team_id, method, channel)
        paused = max(self._paused.get(key, 0.0) for key, _ in limits)
        mine = (claimed.id, method, nth)
        kept = self._kept.get(mine)
        if kept is not None and kept >= paused:
            if kept > moment:
                return kept
            del self._kept[mine]
            return None
        start = max(moment, paused, *(self._free_at(key, limit) for key, limit in limits))
        for key, limit in limits:
            self._full_at[key] = max(self._full_at.get(key, 0.0), start) + 1 / limit.a_second
        self._tidy(moment)
        if start <= moment:
            self._kept.pop(mine, None)
            return None
        self._kept[mine] = start
        return start

    def pause(self, claimed: Claimed, method: str, channel: str, until: float) -> None:
        """Slack said when to come back: nothing before that in the narrowest bucket of this call, then no burst."""
        key, limit = self._limits(claimed.team_id, method, channel)[0]
        self._paused[key] = until
        self._full_at[key] = max(self._full_at.get(key, 0.0), until + (limit.burst - 1) / limit.a_second)

    def _free_at(self, key: tuple[str, ...], limit: Limit) -> float:
        return self._full_at.get(key, 0.0) - (limit.burst - 1) / limit.a_second

    def _limits(self, team_id: str, method: str, channel: str) -> list[tuple[tuple[str, ...], Limit]]:
        if method == "chat.postMessage":
            return [((team_id, method, channel), self.pace.channel), ((team_id, method), self.pace.workspace)]
        if method in READS_HISTORY:
            return [((team_id, method), self.pace.history)]
        a_minute = TIERS.get(method, TIER_3)
        return [((team_id, method), Limit(burst=a_minute * BURST_OF_TIER, a_second=a_minute / 60))]

    def _tidy(self, moment: float) -> None:
        if len(self._full_at) > BUCKETS_BEFORE_TIDYING:
            self._full_at = {key: at for key, at in self._full_at.items() if at > moment}
            self._paused = {key: at for key, at in self._paused.items() if at > moment}
        if len(self._kept) > BUCKETS_BEFORE_TIDYING:
            self._kept = {row: at for row, at in self._kept.items() if at > moment - KEPT_SECONDS}
