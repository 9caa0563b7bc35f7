"""Acceptances: `/project acceptance`, preparing and judging them, and what is put right after."""
