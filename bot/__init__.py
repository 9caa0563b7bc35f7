"""The machine around the flows."""
