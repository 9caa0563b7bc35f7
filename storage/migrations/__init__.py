"""The steps that bring a database to the newest tables. `python -m storage.migrations` writes the first one anew."""
