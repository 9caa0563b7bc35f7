#!/usr/bin/env bash
# APScheduler 3.11.3: an interval job of a fifth of a second runs no more for as long as the clock was set back.
#
# AsyncIOScheduler waits with the event loop's timer, which no change of the clock touches, but takes the time of the
# next run, and so how long it waits, from the clock on the wall. Set back by an hour, a job of every second waits an
# hour; the process looks healthy meanwhile. Set ahead it goes on at once, and so does a job that is given a new trigger.
# What must not stop is better driven by the loop's own time.
#
# The probe has the scheduler ask a clock that can be set, in the place of the machine's.
#
# Seen (runs within 2 seconds):
#   as it should be:     goes on
#   set ahead by 1 hour: goes on
#   set back by 1 hour:  stands
#   with a new trigger:  goes on
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check apscheduler==3.11.3 tzlocal==5.4.5
cat > "$folder/probe.py" <<'PYTHON'
import asyncio
from datetime import UTC, datetime, timedelta

import apscheduler.schedulers.base
import apscheduler.triggers.interval
from apscheduler.schedulers.asyncio import AsyncIOScheduler


class Settable(datetime):
    ahead = timedelta()

    @classmethod
    def now(cls, tz=None):
        return datetime.now(UTC) + cls.ahead


apscheduler.schedulers.base.datetime = apscheduler.triggers.interval.datetime = Settable


async def main():
    runs = []
    scheduler = AsyncIOScheduler(timezone="UTC")
    job = scheduler.add_job(lambda: runs.append(1), "interval", seconds=0.2, misfire_grace_time=None, coalesce=True)
    scheduler.start()

    async def see(what):
        # The run for which the timer is set already.
        await asyncio.sleep(0.5)
        runs.clear()
        await asyncio.sleep(2)
        print(f"{what + ':':<20} {'goes on' if runs else 'stands'}")

    await see("as it should be")
    Settable.ahead = timedelta(hours=1)
    await see("set ahead by 1 hour")
    Settable.ahead = timedelta(hours=0)
    await see("set back by 1 hour")
    scheduler.reschedule_job(job.id, trigger="interval", seconds=0.2)
    await see("with a new trigger")


asyncio.run(main())
PYTHON
expected="as it should be:     goes on
set ahead by 1 hour: goes on
set back by 1 hour:  stands
with a new trigger:  goes on"
printed=$("$folder/venv/bin/python" "$folder/probe.py")
echo "$printed"
[ "$printed" = "$expected" ] || { echo "it behaves otherwise now" >&2; exit 1; }
