"""Several projects side by side (项目总览): for workspace admins, and for who leads two or more."""
