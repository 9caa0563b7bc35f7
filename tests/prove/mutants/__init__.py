"""Whether a small fault in the code is noticed by a test: faults are drawn by a seed, and what reaches them is run."""
