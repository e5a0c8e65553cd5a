"""What people taught by correcting: data that is looked at, tested, switched on and off; no training."""
