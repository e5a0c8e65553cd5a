"""What of all that was read is doubtful: looked at once more, as a whole."""
