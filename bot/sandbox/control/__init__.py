"""The sandbox's own addresses, for tests, scripts and the page."""
