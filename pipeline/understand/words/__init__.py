"""The company's words and how they are found in a text."""
