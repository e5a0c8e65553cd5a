"""The running service: web pages, API, command line and wiring."""
