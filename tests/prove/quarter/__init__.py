"""The soak: a company of a thousand lives through a simulated quarter."""
