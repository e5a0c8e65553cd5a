"""What the service knows: types, steps and the durable workflow."""
