"""Check an edition by its files alone; imports nothing of the project outside this package."""
