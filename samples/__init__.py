"""The project's own documents, for the demo, the pictures and the tests. Every company in them is invented."""
