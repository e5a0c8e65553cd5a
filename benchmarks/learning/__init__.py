"""How much less there is to correct once corrections were learned from."""
