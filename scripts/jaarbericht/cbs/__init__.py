"""Acquire and understand CBS tables."""
