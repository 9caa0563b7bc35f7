"""The reliability of departments, as operations over both databases."""
