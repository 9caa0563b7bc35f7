"""The kickoff meeting (启动会) of a project: called with its agenda, invited to, and what was said in it."""
