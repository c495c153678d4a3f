"""The library behind the Jaarbericht pipeline: one package per layer, imports in one direction."""
