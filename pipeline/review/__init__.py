"""What people decide about job orders: recorded as operations, applied to what was built, on every run again."""
