"""What corrections taught, over HTTP: lessons that an admin tests and switches, thresholds and what they cost."""
