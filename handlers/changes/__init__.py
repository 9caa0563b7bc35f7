"""Changes of a confirmed plan: asked for, assessed, approved."""
