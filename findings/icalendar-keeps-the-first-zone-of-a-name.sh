#!/usr/bin/env bash
# icalendar 7.3.0: the first definition of a zone that a process meets is used for every later file with that name.
#
# Office programs write zones of their own making into a calendar, under names such as "Customized Time Zone". Two files
# of two senders may use the same name for different offsets, and each file is whole in itself. Read in one process, the
# second file's events get the offset of the first file's zone, silently; read alone they get their own. The order of two
# uploads thus decides what hour the second is read as. A process of its own for each file is one way out.
#
# Seen:
#   first file, +02:00:          2026-12-01T09:00:00+02:00
#   second file, -05:00:         2026-12-01T09:00:00+02:00
#   second file, read alone:     2026-12-01T09:00:00-05:00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.0 tzdata==2026.1
cat > "$folder/probe.py" <<'PYTHON'
import sys

from icalendar import Calendar


def calendar(offset):
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN",
        "BEGIN:VTIMEZONE", "TZID:Customized Time Zone",
        "BEGIN:STANDARD", "DTSTART:16010101T000000",
        f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", "END:STANDARD", "END:VTIMEZONE",
        "BEGIN:VEVENT", "UID:1@example.com", "DTSTAMP:20261101T000000Z",
        "DTSTART;TZID=Customized Time Zone:20261201T090000", "SUMMARY:Day off", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "\r\n".join(lines) + "\r\n"


for name, offset in (one.split("=") for one in sys.argv[1:]):
    event = Calendar.from_ical(calendar(offset)).walk("VEVENT")[0]
    print(f"{name + ':':<28} {event['DTSTART'].dt.isoformat()}")
PYTHON
expected="first file, +02:00:          2026-12-01T09:00:00+02:00
second file, -05:00:         2026-12-01T09:00:00+02:00
second file, read alone:     2026-12-01T09:00:00-05:00"
python="$folder/venv/bin/python"
printed=$("$python" "$folder/probe.py" "first file, +02:00=+0200" "second file, -05:00=-0500"
  "$python" "$folder/probe.py" "second file, read alone=-0500")
echo "$printed"
[ "$printed" = "$expected" ] || { echo "it behaves otherwise now" >&2; exit 1; }
