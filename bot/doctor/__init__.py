"""The doctor: what is configured, reachable and allowed, and what to do where it is not."""
