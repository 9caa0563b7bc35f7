"""Proofs that nothing is lost and nothing told twice, whatever happens: `make prove`."""
