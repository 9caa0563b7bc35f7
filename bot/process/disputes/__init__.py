"""Disputes (争议): two departments differ, look for consensus within 24 hours, decided for where they find none.

Each side states its position. Whoever may, proposes a text; it is settled when both sides confirm exactly the same one,
so a new text asks both again. At hour 24, or at once when it is major, it is the sponsor's to decide; from then on
positions and texts are what the decision is made from. Nothing pauses the clock.
"""
