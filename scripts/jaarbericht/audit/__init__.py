"""Distrust all of the other layers: what was made, of what, by what, and is it still that."""
