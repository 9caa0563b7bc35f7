"""What happens: one file a flow; states, rights, operations, timers."""
