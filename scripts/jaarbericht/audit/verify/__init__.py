"""Distrust the report: nothing here imports the code that made it (docs/verify.md)."""
