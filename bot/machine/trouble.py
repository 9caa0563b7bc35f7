"""The kind of failure that the person at the terminal can mend."""


class Trouble(Exception):
    """What is wrong and what to do, a line or more, shown as written."""
