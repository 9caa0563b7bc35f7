"""Risks: `/risk …`, their forms and buttons, the message shortcut that notes one, and replies under their cards."""
