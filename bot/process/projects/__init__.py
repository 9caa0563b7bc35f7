"""Projects: found, shown, their channel and card."""
