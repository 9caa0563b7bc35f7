"""Plans (计划): a plan file becomes stages, tasks and links of a project; and the whole plan is drawn as a picture."""
