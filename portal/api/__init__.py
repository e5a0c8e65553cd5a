"""The API: what other programs send to the service and ask of it, typed and described."""
