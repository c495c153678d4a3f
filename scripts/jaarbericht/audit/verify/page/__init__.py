"""Checks of the parts of the report, and of where things stand on its pages."""
