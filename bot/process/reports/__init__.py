"""Status reports of departments before the weekly meeting."""
