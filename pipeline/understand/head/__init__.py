"""The head of a document, and which pages belong to it."""
