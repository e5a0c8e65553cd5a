"""What the text of an item says."""
