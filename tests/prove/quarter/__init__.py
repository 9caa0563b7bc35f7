"""The soak: a company of thousands lives through a simulated quarter."""
