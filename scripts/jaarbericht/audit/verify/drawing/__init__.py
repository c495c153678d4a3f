"""Checks of figures: every path, value and name of a drawing against its data."""
