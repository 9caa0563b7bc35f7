"""What a day off is called: as people say it, where the holidays library says it otherwise."""

# What the library writes of a day for which another one is worked, with that day in figures behind it.
EXCHANGED = {
    "休息日（由 ": "调休放假",
    "Day off (substituted from ": "Day off for a make-up working day",
}


def plain(name: str) -> str:
    """The name without what is raw in it."""
    return next((said for raw, said in EXCHANGED.items() if name.startswith(raw)), name)
