"""People of the workspace: who they are, who comes and goes, who is an admin."""
