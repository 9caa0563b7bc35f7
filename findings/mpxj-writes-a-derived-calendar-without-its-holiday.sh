#!/usr/bin/env bash
# mpxj 16.10.0 (needs Java): a make-up day in a derived calendar takes the whole holiday of the base calendar out of the file.
#
# A department's calendar builds on the company's and works on one day of its holiday (1 to 7 October). Asked in memory, mpxj
# counts as one expects: that day is worked, the other six are off. MSPDIWriter writes derived calendars of tasks as base
# calendars of their own, with the exceptions of both; where two overlap, it keeps the one of the derived calendar and
# leaves out the other as a whole, also on the days that the first does not touch. So the file has six days of work too many,
# and whoever opens it, MS Project or mpxj itself, schedules over the holiday; nothing warns. A day off more inside the
# holiday does the same. The base calendar is written right, and so is a derived one whose own days lie outside of it.
#
# Seen (days of 1 to 12 October 2026 that are worked; of the file, as mpxj itself reads it again):
#   version 16.10.0
#   a make-up day on 3 October: in memory 3, 8, 9, 12; in the file 1, 2, 3, 5, 6, 7, 8, 9, 12
#   a day off on 7 October: in memory 8, 9, 12; in the file 1, 2, 5, 6, 8, 9, 12
#   a day off on 9 October: in memory 8, 12; in the file 8, 12
#   the base calendar: in memory 8, 9, 12; in the file 8, 9, 12
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mpxj==16.10.0 jpype1==1.7.1
cat > "$folder/probe.py" <<'PYTHON'
import sys
from importlib.metadata import version

import jpype
import jpype.imports
import mpxj  # noqa: F401 - puts its jars on the class path

jpype.startJVM("-Xmx300m")
from java.time import LocalDate, LocalTime
from org.mpxj import Duration, LocalTimeRange, ProjectFile, TimeUnit
from org.mpxj.mspdi import MSPDIReader, MSPDIWriter


def october(day):
    return LocalDate.of(2026, 10, day)


def worked(calendar):
    return ", ".join(str(day) for day in range(1, 13) if calendar.isWorkingDate(october(day)))


def tell(what, day, works):
    project = ProjectFile()
    company = project.addDefaultBaseCalendar()
    project.setDefaultCalendar(company)
    company.addCalendarException(october(1), october(7))
    lab = project.addDefaultDerivedCalendar()
    lab.setName("Lab")
    lab.setParent(company)
    if day:
        own = lab.addCalendarException(october(day))
        if works:
            own.add(LocalTimeRange(LocalTime.of(8, 0), LocalTime.of(16, 0)))
    task = project.addTask()
    task.setName("Test")
    task.setDuration(Duration.getInstance(2.0, TimeUnit.DAYS))
    task.setCalendar(lab)
    MSPDIWriter().write(project, sys.argv[1])
    read = {str(one.getName()): one for one in MSPDIReader().read(sys.argv[1]).getCalendars()}
    calendar = lab if day else company
    print(f"{what}: in memory {worked(calendar)}; in the file {worked(read[str(calendar.getName())])}")


print("version", version("mpxj"))
tell("a make-up day on 3 October", 3, True)
tell("a day off on 7 October", 7, False)
tell("a day off on 9 October", 9, False)
tell("the base calendar", 0, False)
PYTHON
expected="version 16.10.0
a make-up day on 3 October: in memory 3, 8, 9, 12; in the file 1, 2, 3, 5, 6, 7, 8, 9, 12
a day off on 7 October: in memory 8, 9, 12; in the file 1, 2, 5, 6, 8, 9, 12
a day off on 9 October: in memory 8, 12; in the file 8, 12
the base calendar: in memory 8, 9, 12; in the file 8, 9, 12"
printed=$("$folder/venv/bin/python" "$folder/probe.py" "$folder/plan.xml")
echo "$printed"
[ "$printed" = "$expected" ] || { echo "it behaves otherwise now" >&2; exit 1; }
