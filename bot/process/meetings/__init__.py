"""The weekly meeting: its series, its weeks, its invitations."""
