"""Calendars that change: days entered by admins or decreed, and what is counted again."""
