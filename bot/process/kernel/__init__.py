"""What every flow stands on: a unit of work, rights, members, calendars, reminders, words that are read."""
