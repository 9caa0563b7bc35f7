"""Tests of bot/due."""
