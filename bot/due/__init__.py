"""How a phrase that says when something is due is read; `bot/dates.py` is the way in."""
