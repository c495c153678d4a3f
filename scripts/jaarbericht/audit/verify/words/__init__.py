"""Checks of texts: what is printed follows from its value, and every numeral is explained."""
