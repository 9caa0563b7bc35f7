"""Reviews: `/review …`, the forms in which one is planned, submitted and reviewed, its buttons, and its record."""
