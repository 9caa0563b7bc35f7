"""How a phrase that says when something is due is read; `bot/due/phrases.py` is the way in."""
