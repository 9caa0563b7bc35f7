"""Plans: `/plan import` and its forms, the shortcut on a message with a file, and the picture of the plan."""
