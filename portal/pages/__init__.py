"""The portal's addresses, a file a subject."""
