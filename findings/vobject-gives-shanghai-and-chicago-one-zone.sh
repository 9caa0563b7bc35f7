#!/usr/bin/env bash
# vobject 0.9.9: meetings in Shanghai and in Chicago are written into one file as if they were in one zone.
#
# A zone is named in the file by its abbreviation, and both are "CST". The first of a name is described in a VTIMEZONE and
# remembered for as long as the process lives; whatever else has that name is written with it, in this file and in every
# later one. Every reader then takes nine o'clock in Chicago for nine o'clock in Shanghai, fourteen hours earlier, and
# nothing warns. So a server's files depend on whose was written first since its start. The same with zones of zoneinfo
# and of dateutil. Other abbreviations are shared too (IST, BST, EST in the north and in the south).
#
# Seen (each at 9:00 by its own clock on 1 December 2026; what the file says when it is read again, in UTC):
#   zoneinfo, both in a file: names CST, zones described 1, Shanghai 01:00, Chicago 01:00 (is 15:00)
#   zoneinfo, Chicago first: names CST, zones described 1, Chicago 15:00, Shanghai 15:00 (is 01:00)
#   zoneinfo, Chicago in a file after Shanghai's: names CST, zones described 1, Chicago 01:00 (is 15:00)
#   dateutil, both in a file: names CST, zones described 1, Shanghai 01:00, Chicago 01:00 (is 15:00)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check vobject==0.9.9 python-dateutil==2.9.0.post0 tzdata==2026.2
cat > "$folder/probe.py" <<'PYTHON'
import re
import sys
from contextlib import redirect_stdout
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import vobject
from dateutil import tz

SHANGHAI, CHICAGO = "Asia/Shanghai", "America/Chicago"


def tell(how, zone_of, what, *zones):
    calendar = vobject.iCalendar()
    meant = {}
    for name in zones:
        event = calendar.add("vevent")
        event.add("uid").value = event.add("summary").value = name.partition("/")[2]
        start = datetime(2026, 12, 1, 9, tzinfo=zone_of(name))
        event.add("dtstart").value = start
        meant[event.summary.value] = f"{start.astimezone(UTC):%H:%M}"
    text = calendar.serialize()
    names = " ".join(sorted(set(re.findall(r"DTSTART;TZID=([^:]+)", text))))
    read = []
    for event in vobject.readOne(text).vevent_list:
        city, moment = event.summary.value, f"{event.dtstart.value.astimezone(UTC):%H:%M}"
        read.append(f"{city} {moment}" + ("" if moment == meant[city] else f" (is {meant[city]})"))
    print(f"{how}, {what}: names {names}, zones described {text.count('BEGIN:VTIMEZONE')}, {', '.join(read)}")


match sys.argv[1]:
    case "together":
        tell("zoneinfo", ZoneInfo, "both in a file", SHANGHAI, CHICAGO)
    case "chicago first":
        tell("zoneinfo", ZoneInfo, "Chicago first", CHICAGO, SHANGHAI)
    case "one after the other":
        with redirect_stdout(None):
            tell("zoneinfo", ZoneInfo, "Shanghai", SHANGHAI)
        tell("zoneinfo", ZoneInfo, "Chicago in a file after Shanghai's", CHICAGO)
    case "dateutil":
        tell("dateutil", tz.gettz, "both in a file", SHANGHAI, CHICAGO)
PYTHON
expected="zoneinfo, both in a file: names CST, zones described 1, Shanghai 01:00, Chicago 01:00 (is 15:00)
zoneinfo, Chicago first: names CST, zones described 1, Chicago 15:00, Shanghai 15:00 (is 01:00)
zoneinfo, Chicago in a file after Shanghai's: names CST, zones described 1, Chicago 01:00 (is 15:00)
dateutil, both in a file: names CST, zones described 1, Shanghai 01:00, Chicago 01:00 (is 15:00)"
printed=$(for how in "together" "chicago first" "one after the other" "dateutil"; do
  "$folder/venv/bin/python" "$folder/probe.py" "$how"
done)
echo "$printed"
[ "$printed" = "$expected" ] || { echo "it behaves otherwise now" >&2; exit 1; }
