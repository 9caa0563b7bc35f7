"""Reviews, as operations over both databases."""
