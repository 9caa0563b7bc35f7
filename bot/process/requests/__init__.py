"""Collaboration requests (协作需求单): one department asks another, as a contract."""
