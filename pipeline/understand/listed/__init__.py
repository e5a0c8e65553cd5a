"""Items outside tables: cards, frames, strips, lists and sentences."""
