"""Files of other programs: tables, calendars and pictures, read in a process apart, and written."""
