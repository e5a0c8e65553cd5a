"""The foot of a document: its sums and what was paid."""
